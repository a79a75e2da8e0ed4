package org.kentei.record.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;

/**
 * A file of candidates that is assessed in the background.
 *
 * @param client the client that sent it; null where a service without keys does not know it
 * @param revision the revision that decides all of it
 * @param failure why it failed; null if it did not
 * @param endedAt when it ended, in whatever way; null while it is open
 * @param input the SHA-256 of its bytes, unpacked; null while it is being received
 * @param lines how many candidates it has
 * @param results the file of results; null until it can be read
 * @param errors the file of lines without a result; null until it can be read
 */
public record Job(
        UUID jobId,
        @Nullable String client,
        @Nullable String address,
        String revision,
        JobState state,
        @Nullable String failure,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable Hash input,
        long lines,
        long assessed,
        long refused,
        long erased,
        @Nullable JobFile results,
        @Nullable JobFile errors) {

    /** How far a job is. */
    public enum JobState {
        /** Its lines are arriving. */
        RECEIVING,
        /** Its lines are being decided. */
        RUNNING,
        /** All lines are decided; the files are being completed. */
        COMPLETING,
        /** Its files can be read. */
        FINISHED,
        /** The client ended it. */
        CANCELLED,
        /** It could not go on. */
        FAILED,
        /** It is being deleted, and no longer shown. */
        REMOVED
    }

    /**
     * One of the two files that a job ends with.
     *
     * @param lines how many lines it has
     * @param sha256 the SHA-256 of all its bytes
     */
    public record JobFile(long lines, long bytes, Hash sha256) {}

    /** Lines that are neither decided nor erased. */
    public long waiting() {
        return lines - assessed - refused - erased;
    }
}
