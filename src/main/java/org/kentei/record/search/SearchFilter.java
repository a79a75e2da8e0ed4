package org.kentei.record.search;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which assessments are sought: those of which everything holds that is given. It begins with {@link #ALL}, and each method
 * narrows it by one condition.
 *
 * @param terms what is true of them; erased ones have only their client and ruleset
 * @param candidateId whose they are
 * @param latest whether only the latest assessment of each candidate is sought
 * @param from the earliest moment at which they were made
 * @param until the moment before which they were made
 */
public record SearchFilter(
        List<IndexTerm> terms,
        @Nullable String candidateId,
        boolean latest,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** Finds everything. */
    public static final SearchFilter ALL = new SearchFilter(List.of(), null, false, null, null);

    public SearchFilter {
        terms = List.copyOf(terms);
    }

    /** Those that have all these terms too. */
    public SearchFilter with(IndexTerm... more) {
        return new SearchFilter(
                Stream.concat(terms.stream(), Arrays.stream(more)).distinct().toList(),
                candidateId,
                latest,
                from,
                until);
    }

    /** Those that were decided by a revision of the ruleset. */
    public SearchFilter decidedBy(String rulesetRevision) {
        return with(IndexTerm.ruleset(rulesetRevision));
    }

    /** Those that a client asked for. */
    public SearchFilter ofClient(String client) {
        return with(IndexTerm.client(client));
    }

    public SearchFilter ofCandidate(String id) {
        return new SearchFilter(terms, id, latest, from, until);
    }

    /** Those that are the latest of their candidate. The filter is applied to the latest, so a candidate has one or none. */
    public SearchFilter latestOfEachCandidate() {
        return new SearchFilter(terms, candidateId, true, from, until);
    }

    /** Those that were made at that moment or later. */
    public SearchFilter from(Instant moment) {
        return new SearchFilter(terms, candidateId, latest, moment, until);
    }

    /** Those that were made before that moment. */
    public SearchFilter until(Instant moment) {
        return new SearchFilter(terms, candidateId, latest, from, moment);
    }
}
