package org.kentei.record.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.kentei.log.RulesetReference;

/**
 * What a list shows of an assessment; its documents are fetched one by one.
 *
 * @param assessedAt when the assessment was made, to the microsecond
 * @param candidateId the HR system's own id of the person; null once erased
 * @param asOf the day on which the claims were judged; null once erased
 * @param certifiedLevel the level reached; null if none was
 * @param fieldLevels the level certified in each specialty field, by its code; fields without one are left out
 * @param client what the client that asked called itself; null if it did not
 * @param erasedAt when it was erased; null if it was not
 */
@Schema(description = "The summary of an assessment in a list.")
public record AssessmentSummary(
        UUID assessmentId,

        @Schema(description = "The candidate's id as submitted; null after erasure.", nullable = true) @Nullable
        String candidateId,

        @Schema(description = "The as-of date of the claims; null after erasure.", nullable = true) @Nullable
        LocalDate asOf,

        Instant assessedAt,
        RulesetReference ruleset,

        @Schema(
                description = "The certified level; null if there is none.",
                nullable = true,
                minimum = "1",
                maximum = "7")
        @Nullable
        Integer certifiedLevel,

        @Schema(
                description =
                        "The level certified in each specialty field, by its code. Fields without a level are left "
                                + "out. After erasure it is empty.")
        Map<String, Integer> fieldLevels,

        @Schema(
                description = "The name of the client, from the header Kentei-Client; null if it sent none.",
                nullable = true)
        @Nullable
        String client,

        @Schema(description = "When it was erased; null if it was not.", nullable = true) @Nullable
        Instant erasedAt) {}
