package org.kentei.fact;

import org.kentei.candidate.SubordinateDevelopment;
import org.kentei.vocabulary.CodeList;

/**
 * A record of developing subordinates as the candidate claims it.
 *
 * @param begun whether its first day is the as-of date or earlier
 */
public record ClaimedDevelopment(SubordinateDevelopment claim, boolean begun, ConclusionListener conclusions)
        implements Fact {

    @CodeOf(CodeList.DEVELOPMENT_METHODS)
    public String method() {
        return claim.method();
    }

    @Override
    public String id() {
        return claim.id();
    }

    @Override
    public EntryType entry() {
        return EntryType.SUBORDINATE_DEVELOPMENT;
    }

    /** Concludes that it counts ({@code SHARED.SUBORDINATES}). */
    @Concludes(ConclusionType.COUNTS)
    public void counts() {
        conclude(ConclusionType.COUNTS);
    }
}
