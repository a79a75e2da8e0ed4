package org.kentei.fact;

/**
 * A fact that can meet a criterion of a sheet by itself. A criterion usually rests on its own fact, such as SUCCESSION on
 * {@link Succession}, but a sheet may also let it rest on another one.
 */
public sealed interface CriterionFact extends SheetFact
        permits Experience, HeldSpecialty, PassedExamination, Specialties, Subordinates, Succession {

    /** Concludes that RESPONSIBILITIES of the sheet is satisfied. */
    @Concludes(ConclusionType.SATISFIES_RESPONSIBILITIES)
    default void satisfiesResponsibilities() {
        conclude(ConclusionType.SATISFIES_RESPONSIBILITIES);
    }

    /** Concludes that SPECIALTY of the sheet is satisfied. */
    @Concludes(ConclusionType.SATISFIES_SPECIALTY)
    default void satisfiesSpecialty() {
        conclude(ConclusionType.SATISFIES_SPECIALTY);
    }

    /** Concludes that SUCCESSION of the sheet is satisfied. */
    @Concludes(ConclusionType.SATISFIES_SUCCESSION)
    default void satisfiesSuccession() {
        conclude(ConclusionType.SATISFIES_SUCCESSION);
    }

    /** Concludes that SUBORDINATES of the sheet is satisfied. */
    @Concludes(ConclusionType.SATISFIES_SUBORDINATES)
    default void satisfiesSubordinates() {
        conclude(ConclusionType.SATISFIES_SUBORDINATES);
    }
}
