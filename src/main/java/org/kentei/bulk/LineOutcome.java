package org.kentei.bulk;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kentei.bulk.CandidateLines.CandidateLine;
import org.kentei.candidate.StatedCandidateId;

/** What became of one line of candidates. */
public sealed interface LineOutcome {

    /** The line's number, counted from 1. */
    long line();

    /** The candidate; null where the line does not tell it. */
    @Nullable
    String candidateId();

    /**
     * The assessment is stored.
     *
     * @param result the whole result as JSON
     * @param compactResult makes its short form
     */
    record Stored(
            long line, @Nullable String candidateId, UUID assessmentId, String result, Supplier<String> compactResult)
            implements LineOutcome {}

    /**
     * Nothing is stored.
     *
     * @param assessmentId the id that the assessment would have; null where the line was refused before
     * @param cause why: what the line has wrong, or what went wrong with it
     * @param ofStore whether it was decided, and only could not be stored
     */
    record Failed(
            long line,
            @Nullable String candidateId,
            @Nullable UUID assessmentId,
            RuntimeException cause,
            boolean ofStore)
            implements LineOutcome {}

    static Failed failed(CandidateLine line, RuntimeException cause, boolean ofStore) {
        return new Failed(line.number(), candidateId(line), null, cause, ofStore);
    }

    static @Nullable String candidateId(CandidateLine line) {
        return StatedCandidateId.of(new String(line.json(), StandardCharsets.UTF_8));
    }
}
