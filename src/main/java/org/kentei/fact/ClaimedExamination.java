package org.kentei.fact;

import org.kentei.candidate.Examination;
import org.kentei.vocabulary.CodeList;

/**
 * A passed examination as the candidate claims it.
 *
 * @param passed whether it was passed on the as-of date or earlier
 */
public record ClaimedExamination(Examination claim, boolean passed, ConclusionListener conclusions) implements Fact {

    @CodeOf(CodeList.EXAMINATIONS)
    public String code() {
        return claim.code();
    }

    @Override
    public String id() {
        return claim.id();
    }

    @Override
    public EntryType entry() {
        return EntryType.EXAMINATION;
    }

    /** Concludes that it shows the minimum capability which the standard requires at that level (remarks of level 3). */
    @Concludes(ConclusionType.SHOWS_MINIMUM_CAPABILITY)
    public void showsMinimumCapability(int level) {
        concludeLevel(ConclusionType.SHOWS_MINIMUM_CAPABILITY, level);
    }
}
