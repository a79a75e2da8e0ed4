package org.kentei.fact;

import org.kentei.candidate.Contribution;
import org.kentei.vocabulary.CodeList;

/**
 * A contribution to expertise succession as the candidate claims it.
 *
 * @param made whether it is dated on the as-of date or earlier
 */
public record ClaimedContribution(Contribution claim, boolean made, Conclusions conclusions) implements Fact {

    /** The field it is tagged with, or the category as a whole. */
    @CodeOf(CodeList.CONTRIBUTION_FIELDS)
    public String specialtyField() {
        return claim.specialtyField();
    }

    @CodeOf(CodeList.CONTRIBUTION_KINDS)
    public String kind() {
        return claim.kind();
    }

    @Override
    public String id() {
        return claim.id();
    }

    @Override
    public Entry entry() {
        return Entry.CONTRIBUTION;
    }

    /** Says that it counts for the sheets of the field it is tagged with ({@code SHARED.SUCCESSION.OWN_FIELD}). */
    @Concludes(Statement.COUNTS)
    public void counts() {
        conclude(Statement.COUNTS);
    }

    /** Says that it counts for the sheets of that field, whatever it is tagged with ({@code SHARED.SUCCESSION.WHOLE_CATEGORY}). */
    @Concludes(Statement.COUNTS_FOR)
    public void countsFor(String field) {
        concludeField(Statement.COUNTS_FOR, field);
    }
}
