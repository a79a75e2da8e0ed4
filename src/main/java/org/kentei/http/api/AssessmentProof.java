package org.kentei.http.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What proves that an assessment stands in the log. */
@Schema(
        description =
                "What proves that an assessment stands in the log, to anyone who knows the log's public key. The leaf's"
                        + " hash is SHA-256 of a zero byte and the entry's UTF-8; with the path it makes the checkpoint's root (RFC 9162,"
                        + " 2.1.3).")
public record AssessmentProof(
        @Schema(description = "The assessment.") UUID assessmentId,

        @Schema(description = "The index of its entry in the log, from 0.", minimum = "0")
        long index,

        @Schema(description = "The entry as canonical JSON (RFC 8785).")
        String entry,

        @Schema(description = "The size of the log that the checkpoint is of.", minimum = "1")
        long treeSize,

        @Schema(description = "The hashes from the leaf up to the root, in base64.")
        List<String> inclusionPath,

        @Schema(description = "The signed note (C2SP tlog-checkpoint).")
        String checkpoint,

        @Schema(nullable = true) @Nullable Salts openings,

        @Schema(description = "When the assessment was erased; null where it was not.", nullable = true) @Nullable
        Instant erasedAt) {

    /** What opens the commitments. */
    @Schema(
            name = "ProofOpenings",
            description =
                    "The salts in base64; gone once the assessment is erased. A commitment is HMAC-SHA-256, under the salt, of the"
                            + " document's UTF-8: the candidate as it stands in the firing record, the firing record, the result.")
    public record Salts(String candidate, String firings, String result) {}
}
