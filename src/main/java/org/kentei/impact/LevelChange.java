package org.kentei.impact;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.vocabulary.Criterion;

/**
 * A candidate whose level in a field is another one under the draft.
 *
 * @param before the level under the active rules; null for none
 * @param after the level under the draft; null for none
 * @param sheet the sheet that is met under one of the two only: the higher one of both levels
 * @param criteria the criteria of that sheet that stand otherwise under the draft
 * @param clauses the clauses that make the difference: those that the draft changes, if they do; else all that differ
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
