package org.kentei.meaning;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The size of a candidate, to show the smallest one: first the number of entries, then the number of values in them, then
 * the rank of role and depth, then the sum of the numbers.
 */
record CandidateSize(int entries, int stated, int rank, long numbers) implements Comparable<CandidateSize> {

    private static final Comparator<CandidateSize> ORDER = Comparator.comparingInt(CandidateSize::entries)
            .thenComparingInt(CandidateSize::stated)
            .thenComparingInt(CandidateSize::rank)
            .thenComparingLong(CandidateSize::numbers);

    static CandidateSize of(List<ClaimDraft> claims) {
        Map<String, Object> candidate = ClaimDraft.candidate(claims);
        int entries = 0;
        int stated = 0;
        long numbers =
                claims.stream().mapToLong(one -> one.number(Aspect.MONTHS)).sum();
        for (Object list : candidate.values()) {
            for (Object entry : list instanceof Collection<?> several ? several : List.of()) {
                entries++;
                for (Object value : ((Map<?, ?>) entry).values()) {
                    stated += value instanceof Collection<?> codes ? codes.size() : 1;
                    numbers += value instanceof Number number ? number.longValue() : 0;
                }
            }
        }
        return new CandidateSize(
                entries, stated, claims.stream().mapToInt(ClaimDraft::rank).sum(), numbers);
    }

    /** Claims sorted by size, each as one candidate. */
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
