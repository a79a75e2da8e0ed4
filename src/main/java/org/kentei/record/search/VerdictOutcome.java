package org.kentei.record.search;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
            MessageDigest digest = sha256();
            for (String word : words) {
                digest.update(word.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return digest.digest();
        }
    }

    /** What it is told apart by; null for {@link #UNKNOWN}. */
    public byte @Nullable [] digest() {
        if (parts.isEmpty()) {
            return null;
        }
        MessageDigest digest = sha256();
        parts.stream().map(OutcomePart::digest).sorted(Arrays::compareUnsigned).forEach(digest::update);
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
