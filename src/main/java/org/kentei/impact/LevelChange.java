package org.kentei.impact;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.vocabulary.Criterion;

/**
 * A candidate whose level in a field differs under the draft.
 *
 * @param before the level under the active rules; null for none
 * @param after the level under the draft; null for none
 * @param sheet the sheet of the higher of the two levels, which is met under only one of the rulesets
 * @param criteria the criteria of that sheet whose status differs under the draft
 * @param clauses the clauses that cause the change: the differing ones that the draft changes, or else all differing ones
 */
public record LevelChange(
        String candidateId,
        String specialtyField,
        @Nullable Integer before,
        @Nullable Integer after,
        String sheet,
        List<Criterion> criteria,
        List<String> clauses) {

    public boolean rises() {
        return height(after) > height(before);
    }

    static int height(@Nullable Integer level) {
        return level == null ? 0 : level;
    }
}
