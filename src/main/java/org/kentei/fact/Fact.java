package org.kentei.fact;

/**
 * Something that a rule can match. Its accessors are the properties in conditions; its methods marked
 * {@link Concludes} are the consequences.
 */
public sealed interface Fact
        permits ClaimedContribution,
                ClaimedDevelopment,
                ClaimedExamination,
                ClaimedProject,
                CertifiedField,
                MetSheet,
                SheetFact {

    /** The entry of the candidate, or the sum of entries, that it comes from. */
    String id();

    /** The kind of entry that {@link #id()} names: {@code project}, {@code specialty} and so on. */
    EntryType entry();

    /** Receives the conclusions about it. */
    ConclusionListener conclusions();

    private void conclude(ConclusionType type, int level, String field) {
        conclusions().add(new Conclusion(type, this, level, field));
    }

    /** Adds a conclusion without an argument. */
    default void conclude(ConclusionType type) {
        conclude(type, 0, "");
    }

    /** Adds a conclusion about a level. */
    default void concludeLevel(ConclusionType type, int level) {
        conclude(type, level, "");
    }

    /** Adds a conclusion about a specialty field. */
    default void concludeField(ConclusionType type, String field) {
        conclude(type, 0, field);
    }
}
