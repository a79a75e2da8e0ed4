package org.kentei.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kentei.http.AssessmentProof.Openings;
import org.kentei.log.Hash;
import org.kentei.log.Part;
import org.kentei.record.AssessmentStore;
import org.kentei.record.Checkpoints;
import org.kentei.record.ErasedException;
import org.kentei.record.RecordLog;

/** Puts together what proves an assessment. */
@ApplicationScoped
public class Proofs {

    private final RecordLog log;
    private final AssessmentStore store;
    private final Checkpoints checkpoints;

    public Proofs(RecordLog log, AssessmentStore store, Checkpoints checkpoints) {
        this.log = log;
        this.store = store;
        this.checkpoints = checkpoints;
    }

    /** The proof of an assessment; empty if there is none with that id. */
    public Optional<AssessmentProof> of(UUID assessmentId) {
        return log.indexOf(assessmentId).map(index -> {
            Openings openings = null;
            Instant erasedAt = null;
            try {
                openings = new Openings(
                        salt(assessmentId, Part.CANDIDATE),
                        salt(assessmentId, Part.FIRINGS),
                        salt(assessmentId, Part.RESULT));
            } catch (ErasedException erased) {
                erasedAt = erased.erasedAt();
            }
            return proof(assessmentId, index, openings, erasedAt);
        });
    }

    private AssessmentProof proof(
            UUID assessmentId, long index, @Nullable Openings openings, @Nullable Instant erasedAt) {
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

    private String salt(UUID assessmentId, Part part) {
        return Base64.getEncoder().encodeToString(store.salt(assessmentId, part).orElseThrow());
    }
}
