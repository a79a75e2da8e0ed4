package org.kentei.meaning;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How much a candidate states, so that the smallest of several can be shown: first the number of entries, then of the
 * codes and figures they state, then how high role and depth are, then the figures themselves.
 */
record CandidateSize(int entries, int stated, int height, long figures) implements Comparable<CandidateSize> {

    private static final Comparator<CandidateSize> ORDER = Comparator.comparingInt(CandidateSize::entries)
            .thenComparingInt(CandidateSize::stated)
            .thenComparingInt(CandidateSize::height)
            .thenComparingLong(CandidateSize::figures);

    static CandidateSize of(List<ClaimDraft> claims) {
        Map<String, Object> candidate = ClaimDraft.candidate(claims);
        int entries = 0;
        int stated = 0;
        long figures =
                claims.stream().mapToLong(one -> one.number(Aspect.MONTHS)).sum();
        for (Object list : candidate.values()) {
            for (Object entry : list instanceof Collection<?> several ? several : List.of()) {
                entries++;
                for (Object value : ((Map<?, ?>) entry).values()) {
                    stated += value instanceof Collection<?> codes ? codes.size() : 1;
                    figures += value instanceof Number number ? number.longValue() : 0;
                }
            }
        }
        return new CandidateSize(
                entries, stated, claims.stream().mapToInt(ClaimDraft::height).sum(), figures);
    }

    /** Claims in the order of their size, each a candidate of its own. */
    static List<ClaimDraft> inOrder(Stream<ClaimDraft> claims) {
        record Sized(ClaimDraft claims, CandidateSize size) {}
        return claims.distinct()
                .map(one -> new Sized(one, CandidateSize.of(List.of(one))))
                .sorted(Comparator.comparing(Sized::size))
                .map(Sized::claims)
                .toList();
    }

    @Override
    public int compareTo(CandidateSize other) {
        return ORDER.compare(this, other);
    }
}
