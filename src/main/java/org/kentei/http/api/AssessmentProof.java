package org.kentei.http.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The proof that an assessment is in the log. */
@Schema(
        description =
                "The proof that an assessment is in the log. Anyone with the log's public key can check it. The hash of"
                        + " the leaf is SHA-256 of a zero byte and the entry in UTF-8; with the path it gives the root of the"
                        + " checkpoint (RFC 9162, 2.1.3).")
public record AssessmentProof(
        @Schema(description = "The assessment.") UUID assessmentId,

        @Schema(description = "The index of its entry in the log, from 0.", minimum = "0")
        long index,

        @Schema(description = "The entry as canonical JSON (RFC 8785).")
        String entry,

        @Schema(description = "The size of the log at the checkpoint.", minimum = "1")
        long treeSize,

        @Schema(description = "The hashes from the leaf up to the root, in base64.")
        List<String> inclusionPath,

        @Schema(description = "The signed note (C2SP tlog-checkpoint).")
        String checkpoint,

        @Schema(nullable = true) @Nullable Salts openings,

        @Schema(description = "When the assessment was erased; null if it was not.", nullable = true) @Nullable
        Instant erasedAt) {

    /** What opens the commitments. */
    @Schema(
            name = "ProofOpenings",
            description = "The salts in base64; null after the assessment was erased. A commitment is the "
                    + "HMAC-SHA-256, with the salt as key, of a document in UTF-8: the candidate as it is in the "
                    + "firing record, the firing record, or the result.")
    public record Salts(String candidate, String firings, String result) {}
}
