package org.kentei.impact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the draft means for one candidate. */
public sealed interface Outcome {

    /**
     * A candidate that both rulesets decide.
     *
     * @param before the certified level under the active rules; null for none
     * @param after the certified level under the draft; null for none
     * @param changes the fields whose level is another one; empty where nothing changes
     */
    record Decided(@Nullable Integer before, @Nullable Integer after, List<Change> changes) implements Outcome {

        boolean rises() {
            return Change.height(after) > Change.height(before);
        }

        boolean falls() {
            return Change.height(after) < Change.height(before);
        }
    }

    /**
     * A candidate that is refused.
     *
     * @param where where it came from
     * @param byDraftOnly whether the active rules take it
     * @param reason why, and where in it
     */
    record Refused(String where, boolean byDraftOnly, String reason) implements Outcome {}
}
