package org.kentei.record.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;

/**
 * What a verdict is found by. Assessments whose verdicts share it share one record of it.
 *
 * @param parts one for each specialty field, and one for what belongs to none
 */
public record VerdictOutcome(List<OutcomePart> parts) {

    /** Of an assessment that is not found by its verdict. */
    public static final VerdictOutcome UNKNOWN = new VerdictOutcome(List.of());

    public VerdictOutcome {
        parts = List.copyOf(parts);
    }

    /** The words of one field. */
    public record OutcomePart(SortedSet<String> words) {

        public static OutcomePart of(Collection<IndexTerm> words) {
            return new OutcomePart(words.stream().map(IndexTerm::text).collect(Collectors.toCollection(TreeSet::new)));
        }

        public byte[] digest() {
            StringBuilder lines = new StringBuilder();
            words.forEach(word -> lines.append(word).append('\0'));
            return Hash.of(lines.toString().getBytes(StandardCharsets.UTF_8)).bytes();
        }
    }

    /** What identifies it; null for {@link #UNKNOWN}. */
    public byte @Nullable [] digest() {
        if (parts.isEmpty()) {
            return null;
        }
        return Hash.of(parts.stream()
                        .map(OutcomePart::digest)
                        .sorted(Arrays::compareUnsigned)
                        .toArray(byte[][]::new))
                .bytes();
    }
}
