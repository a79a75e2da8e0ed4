package org.kentei.fact;

import org.kentei.candidate.Contribution;
import org.kentei.vocabulary.CodeList;

/**
 * A contribution to expertise succession as the candidate claims it.
 *
 * @param id the id of the claim, made once because it is read several times
 * @param made whether it is dated on the as-of date or earlier
 */
public record ClaimedContribution(Contribution claim, String id, boolean made, ConclusionListener conclusions)
        implements Fact {

    /** Its field, or the category as a whole. */
    @CodeOf(CodeList.CONTRIBUTION_FIELDS)
    public String specialtyField() {
        return claim.specialtyField();
    }

    @CodeOf(CodeList.CONTRIBUTION_KINDS)
    public String kind() {
        return claim.kind();
    }

    @Override
    public EntryType entry() {
        return EntryType.CONTRIBUTION;
    }

    /** Concludes that it counts for the sheets of its own field ({@code SHARED.SUCCESSION.OWN_FIELD}). */
    @Concludes(ConclusionType.COUNTS)
    public void counts() {
        conclude(ConclusionType.COUNTS);
    }

    /** Concludes that it counts for the sheets of another field ({@code SHARED.SUCCESSION.WHOLE_CATEGORY}). */
    @Concludes(ConclusionType.COUNTS_FOR)
    public void countsFor(String field) {
        concludeField(ConclusionType.COUNTS_FOR, field);
    }
}
