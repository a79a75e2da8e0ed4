package org.kentei.http.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;
import org.kentei.http.api.AssessmentProof.Salts;
import org.kentei.log.DocumentType;
import org.kentei.record.erasure.ErasedException;
import org.kentei.record.log.Checkpoints;
import org.kentei.record.log.RecordLog;
import org.kentei.record.store.AssessmentReader;

/** Builds the proof of an assessment. */
@ApplicationScoped
public class ProofBuilder {

    private final RecordLog log;
    private final AssessmentReader assessments;
    private final Checkpoints checkpoints;

    public ProofBuilder(RecordLog log, AssessmentReader assessments, Checkpoints checkpoints) {
        this.log = log;
        this.assessments = assessments;
        this.checkpoints = checkpoints;
    }

    /** The proof of an assessment; empty if there is none with that id. */
    public Optional<AssessmentProof> of(UUID assessmentId) {
        return log.indexOf(assessmentId).map(index -> {
            Salts openings = null;
            Instant erasedAt = null;
            try {
                openings = new Salts(
                        salt(assessmentId, DocumentType.CANDIDATE),
                        salt(assessmentId, DocumentType.FIRINGS),
                        salt(assessmentId, DocumentType.RESULT));
            } catch (ErasedException erased) {
                erasedAt = erased.erasedAt();
            }
            return proof(assessmentId, index, openings, erasedAt);
        });
    }

    private AssessmentProof proof(UUID assessmentId, long index, @Nullable Salts openings, @Nullable Instant erasedAt) {
        String note = checkpoints.covering(index);
        long size = Long.parseLong(note.split("\n")[1]);
        return new AssessmentProof(
                assessmentId,
                index,
                log.entries(index, 1).get(0).entry(),
                size,
                log.inclusion(index, size).stream().map(Hash::base64).toList(),
                note,
                openings,
                erasedAt);
    }

    private String salt(UUID assessmentId, DocumentType part) {
        return Base64.getEncoder()
                .encodeToString(assessments.salt(assessmentId, part).orElseThrow());
    }
}
