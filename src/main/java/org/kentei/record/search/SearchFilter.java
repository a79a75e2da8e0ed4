package org.kentei.record.search;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which assessments are sought: those of which everything holds that is given.
 *
 * @param candidateId whose they are
 * @param words what is true of their verdicts; erased ones have none
 * @param rulesetRevision by which rules they were decided
 * @param client what the client called itself that asked for them
 * @param from the earliest moment at which they were made
 * @param until the moment before which they were made
 */
public record SearchFilter(
        @Nullable String candidateId,
        List<IndexTerm> words,
        @Nullable String rulesetRevision,
        @Nullable String client,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** Finds everything. */
    public static final SearchFilter ALL = new SearchFilter(null, List.of(), null, null, null, null);

    public SearchFilter {
        words = List.copyOf(words);
    }

    /** Finds what a client asked for. */
    public static SearchFilter ofClient(String client) {
        return new SearchFilter(null, List.of(), null, client, null, null);
    }

    /** Finds what was concluded of a candidate. */
    public static SearchFilter ofCandidate(String candidateId) {
        return new SearchFilter(candidateId, List.of(), null, null, null, null);
    }
}
