package org.kentei.record.search;

import java.time.Instant;
import java.time.LocalDate;
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
 * @param client what the client that asked called itself; null if it did not
 * @param erasedAt when it was erased; null if it was not
 */
@Schema(description = "What a list shows of an assessment.")
public record AssessmentSummary(
        UUID assessmentId,

        @Schema(description = "The candidate's id as given; null once erased.", nullable = true) @Nullable
        String candidateId,

        @Schema(description = "The day on which the claims were judged; null once erased.", nullable = true) @Nullable
        LocalDate asOf,

        Instant assessedAt,
        RulesetReference ruleset,

        @Schema(description = "The level reached; null where none was.", nullable = true, minimum = "1", maximum = "7")
        @Nullable
        Integer certifiedLevel,

        @Schema(
                description = "What the client called itself in the header Kentei-Client; null where it did not.",
                nullable = true)
        @Nullable
        String client,

        @Schema(description = "When it was erased; null where it was not.", nullable = true) @Nullable
        Instant erasedAt) {}
