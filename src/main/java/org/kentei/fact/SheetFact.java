package org.kentei.fact;

import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;

/** A fact that belongs to one sheet. The first condition of each rule of a sheet is {@code sheet == "…"}. */
public sealed interface SheetFact extends Fact permits CriterionFact, ProjectFact, SheetStanding {

    Sheet at();

    @OfSheet
    @CodeOf(CodeList.SHEETS)
    default String sheet() {
        return at().sheet();
    }

    /** The sheet's level, 1 to 7. */
    @OfSheet
    @Unit("levels")
    default int level() {
        return at().level();
    }

    /** Whether the sheet requires a complexity. */
    @OfSheet
    default boolean asksComplexity() {
        return at().requires(Criterion.COMPLEXITY);
    }

    /** Whether the sheet requires a size of each project. */
    @OfSheet
    default boolean asksSize() {
        return at().requiresOfEachProject(Criterion.SIZE);
    }

    @OfSheet
    @CodeOf(CodeList.SPECIALTY_FIELDS)
    default String specialtyField() {
        return at().specialtyField();
    }
}
