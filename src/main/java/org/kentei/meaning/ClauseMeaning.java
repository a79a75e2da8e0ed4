package org.kentei.meaning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effect of one change.
 *
 * @param subject the clause, or the place in the vocabulary
 * @param file its file, relative to the rules folder
 * @param line its line in that file; 0 for the whole file
 * @param words the differences, one sentence each
 * @param rises whether it can raise a candidate's level
 * @param risingCandidate the smallest candidate found whose level rises; null for none
 * @param falls whether it can lower a candidate's level
 * @param fallingCandidate the smallest candidate found whose level falls; null for none
 * @param sheetOnly a candidate who meets a sheet under one revision only without a difference of level; null for none,
 *     and if a level differs
 * @param candidates the number of candidates decided in the search
 * @param stopped whether the search reached its limit
 */
public record ClauseMeaning(
        String subject,
        String file,
        int line,
        List<String> words,
        Possible rises,
        @Nullable Counterexample risingCandidate,
        Possible falls,
        @Nullable Counterexample fallingCandidate,
        @Nullable Counterexample sheetOnly,
        int candidates,
        boolean stopped) {

    /** Whether an effect is possible. */
    public enum Possible {
        /** Yes: a candidate was found. */
        YES,
        /** No: the conditions exclude it. */
        NO,
        /** Unknown: no candidate was found, but this is not a proof. */
        NOT_FOUND
    }

    /** Whether the conditions exclude that a level differs. */
    public boolean changesNoLevel() {
        return rises == Possible.NO && falls == Possible.NO;
    }
}
