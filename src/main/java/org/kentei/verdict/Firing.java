package org.kentei.verdict;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.Entry;

/**
 * One rule firing once.
 *
 * @param sequence its place in the order of firings, from 1
 * @param clause the sheet's clause, or for a shared rule its paragraph of the reading
 * @param file the file that the rule stands in, relative to the rules folder
 * @param sheet the sheet it was fired for; null before sheets come into it
 * @param facts what it looked at
 * @param conclusion what it concluded, as a sentence
 */
public record Firing(
        int sequence,
        String rule,
        String clause,
        String file,
        @Nullable String sheet,
        List<FiringFact> facts,
        String conclusion) {

    /**
     * A fact that a rule looked at.
     *
     * @param values the values that its conditions looked at; null where the candidate did not state one
     */
    public record FiringFact(Entry entry, String id, Map<String, @Nullable Object> values) {}
}
