package org.kentei.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows of an assessment; its documents are fetched one by one.
 *
 * @param assessedAt when the assessment was made, to the microsecond
 * @param certifiedLevel the level reached; null if none was
 */
@Schema(description = "What a list shows of an assessment.")
public record AssessmentSummary(
        UUID assessmentId,
        String candidateId,
        LocalDate asOf,
        Instant assessedAt,
        String rulesetRevision,
        @Schema(description = "The level reached; null where none was.", nullable = true, minimum = "1", maximum = "7")
        @Nullable Integer certifiedLevel) {}
