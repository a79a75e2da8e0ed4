package org.kentei.meaning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one edit means.
 *
 * @param subject the clause, or the place in the vocabulary
 * @param file the file it stands in, relative to the rules folder
 * @param line its line in that file; 0 for the whole file
 * @param words what differs, one sentence each
 * @param rises whether a candidate's level can rise by it
 * @param risingCandidate the smallest candidate found whose level rises; null for none
 * @param falls whether a candidate's level can fall by it
 * @param fallingCandidate the smallest candidate found whose level falls; null for none
 * @param sheetOnly a candidate who meets a sheet under one revision only without a difference of level; null for none,
 *     and where a level differs
 * @param candidates how many candidates were decided in search of these
 * @param stopped whether the search was stopped at its limit
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

    /** Whether something can happen. */
    public enum Possible {
        /** It can: here is a candidate. */
        YES,
        /** It cannot: that follows from the conditions. */
        NO,
        /** No candidate was found, which proves nothing. */
        NOT_FOUND
    }

    /** Whether it follows from the conditions that no level differs. */
    public boolean changesNoLevel() {
        return rises == Possible.NO && falls == Possible.NO;
    }
}
