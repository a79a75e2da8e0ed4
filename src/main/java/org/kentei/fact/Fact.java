package org.kentei.fact;

/**
 * Something a rule can match. Its accessors are the words of the rules' conditions; its methods marked
 * {@link Concludes} are what a rule may say of it.
 */
public sealed interface Fact
        permits ClaimedContribution,
                ClaimedDevelopment,
                ClaimedExamination,
                ClaimedProject,
                CertifiedField,
                MetSheet,
                SheetFact {

    /** Which entry of the candidate it is, or which sum of entries. */
    String id();

    /** What kind of entry {@link #id()} names: {@code project}, {@code specialty} and so on. */
    EntryType entry();

    /** Where what is said of it goes. */
    ConclusionListener conclusions();

    private void conclude(ConclusionType type, int level, String field) {
        conclusions().add(new Conclusion(type, this, level, field));
    }

    /** Says a statement that needs nothing but its subject. */
    default void conclude(ConclusionType type) {
        conclude(type, 0, "");
    }

    /** Says a statement about a level. */
    default void concludeLevel(ConclusionType type, int level) {
        conclude(type, level, "");
    }

    /** Says a statement about a specialty field. */
    default void concludeField(ConclusionType type, String field) {
        conclude(type, 0, field);
    }
}
