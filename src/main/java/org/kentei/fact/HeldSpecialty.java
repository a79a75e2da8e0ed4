package org.kentei.fact;

import org.kentei.candidate.Specialty;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Ladder.Rung;
import org.kentei.vocabulary.Sheet;

/** A specialty the candidate holds in an area of the sheet's field. */
public record HeldSpecialty(Sheet at, Specialty claim, Rung depth, Conclusions conclusions) implements SheetFact {

    @CodeOf(CodeList.AREAS)
    public String area() {
        return claim.area();
    }

    @Override
    @CodeOf(CodeList.DEPTHS)
    public Rung depth() {
        return depth;
    }

    @Override
    public String id() {
        return claim.id();
    }

    @Override
    public Entry entry() {
        return Entry.SPECIALTY;
    }

    /** Says that SPECIALTY of the sheet is satisfied. */
    @Concludes(Statement.SATISFIES_SPECIALTY)
    public void satisfiesSpecialty() {
        conclude(Statement.SATISFIES_SPECIALTY);
    }
}
