package org.kentei.meaning;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kentei.vocabulary.Criterion;

/**
 * A candidate whose level is another one under the new revision.
 *
 * @param candidate as HR systems post it
 * @param specialtyField the field whose level differs
 * @param before the field's level under the old revision; null for none
 * @param after the field's level under the new revision; null for none
 * @param refusedBefore whether the old revision refuses the candidate, since it does not know a code
 * @param refusedAfter whether the new revision refuses the candidate, since it does not know a code
 * @param sheet the sheet that is met under one of the two only
 * @param notMet its criteria that are not met under the new revision
 * @param caseText a case for the sheet's case file that holds under the new revision; null where that has no such sheet
 */
public record Counterexample(
        Map<String, Object> candidate,
        String specialtyField,
        @Nullable Integer before,
        @Nullable Integer after,
        boolean refusedBefore,
        boolean refusedAfter,
        String sheet,
        Set<Criterion> notMet,
        @Nullable String caseText) {

    /** What becomes of the candidate, in words. */
    public String words() {
        return "level " + level(before, refusedBefore) + " becomes " + level(after, refusedAfter);
    }

    private static String level(@Nullable Integer level, boolean refused) {
        return refused ? "none (refused)" : level == null ? "none" : String.valueOf(level);
    }
}
