package org.kentei.fact;

import org.kentei.candidate.Specialty;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.OrdinalScale.OrdinalLevel;
import org.kentei.vocabulary.Sheet;

/** A specialty of the candidate in an area of the sheet's field. */
public record HeldSpecialty(Sheet at, Specialty claim, OrdinalLevel depth, ConclusionListener conclusions)
        implements CriterionFact {

    @CodeOf(CodeList.AREAS)
    public String area() {
        return claim.area();
    }

    @Override
    @CodeOf(CodeList.DEPTHS)
    public OrdinalLevel depth() {
        return depth;
    }

    @Override
    public String id() {
        return claim.id();
    }

    @Override
    public EntryType entry() {
        return EntryType.SPECIALTY;
    }
}
