package org.kentei.impact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The effect of the draft on one candidate. */
public sealed interface CandidateImpact {

    /**
     * A candidate whom both rulesets decide.
     *
     * @param before the certified level under the active rules; null for none
     * @param after the certified level under the draft; null for none
     * @param changes the fields whose level differs
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
     * A candidate who is refused.
     *
     * @param where the source of the candidate
     * @param byDraftOnly whether the active rules accept it
     * @param reason the first error, with its place
     */
    record NotCompared(String where, boolean byDraftOnly, String reason) implements CandidateImpact {}
}
