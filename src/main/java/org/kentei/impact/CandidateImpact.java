package org.kentei.impact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the draft means for one candidate. */
public sealed interface CandidateImpact {

    /**
     * A candidate that both rulesets decide.
     *
     * @param before the certified level under the active rules; null for none
     * @param after the certified level under the draft; null for none
     * @param changes the fields whose level is another one; empty where nothing changes
     */
    record Compared(@Nullable Integer before, @Nullable Integer after, List<LevelChange> changes)
            implements CandidateImpact {

        boolean rises() {
            return LevelChange.height(after) > LevelChange.height(before);
        }

        boolean falls() {
            return LevelChange.height(after) < LevelChange.height(before);
        }
    }

    /**
     * A candidate that is refused.
     *
     * @param where where it came from
     * @param byDraftOnly whether the active rules take it
     * @param reason why, and where in it
     */
    record NotCompared(String where, boolean byDraftOnly, String reason) implements CandidateImpact {}
}
