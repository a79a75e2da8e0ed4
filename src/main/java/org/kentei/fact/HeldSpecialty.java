package org.kentei.fact;

import org.kentei.candidate.Specialty;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.OrdinalScale.OrdinalLevel;
import org.kentei.vocabulary.Sheet;

/**
 * A specialty of the candidate in an area of the sheet's field.
 *
 * @param id the id of the claim, made once because it is read several times
 */
public record HeldSpecialty(Sheet at, Specialty claim, String id, OrdinalLevel depth, ConclusionListener conclusions)
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
    public EntryType entry() {
        return EntryType.SPECIALTY;
    }
}
