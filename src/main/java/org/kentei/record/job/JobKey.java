package org.kentei.record.job;

import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.EncryptedTexts;

/** The key under which the lines of one job are encrypted. */
final class JobKey {

    private final UUID jobId;
    private final byte[] key;

    JobKey(UUID jobId, byte[] key) {
        this.jobId = jobId;
        this.key = key;
    }

    /** The key of a job; empty if the job is gone. */
    static Optional<JobKey> of(Handle handle, CandidateKeys candidates, UUID jobId) {
        return handle.createQuery("select data_key from job where job_id = :job and data_key is not null")
                .bindBySqlType("job", jobId, Types.OTHER)
                .mapTo(byte[].class)
                .findOne()
                .map(wrapped -> new JobKey(jobId, candidates.unwrap(wrapped, CandidateKeys.numberOf(jobId))));
    }

    UUID jobId() {
        return jobId;
    }

    byte[] wrapped(CandidateKeys candidates) {
        return candidates.wrap(key, CandidateKeys.numberOf(jobId));
    }

    byte[] sealCandidate(long line, byte[] candidate) {
        return EncryptedTexts.sealBytes(key, place(line, "candidate"), candidate);
    }

    byte[] openCandidate(long line, byte[] sealed) {
        return EncryptedTexts.openBytes(key, place(line, "candidate"), sealed);
    }

    byte[] sealAnswer(long line, String answer) {
        return EncryptedTexts.sealBytes(key, place(line, "answer"), answer.getBytes(StandardCharsets.UTF_8));
    }

    byte[] openAnswer(long line, byte[] sealed) {
        return EncryptedTexts.openBytes(key, place(line, "answer"), sealed);
    }

    private String place(long line, String part) {
        return jobId + "/" + line + "/" + part;
    }
}
