package org.kentei.assessment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.kentei.log.RulesetReference;
import org.kentei.log.ServiceVersion;
import org.kentei.verdict.ExaminationVerdict;
import org.kentei.verdict.FieldVerdict;

/** The answer to a candidate. */
@JsonPropertyOrder({
    "assessmentId",
    "candidateId",
    "asOf",
    "asOfZone",
    "assessedAt",
    "ruleset",
    "service",
    "status",
    "certifiedLevel",
    "examination",
    "fields"
})
@Schema(description = "The conclusions of the rules about a candidate, with their reasons.")
public record AssessmentResult(
        @Schema(description = "The id of the assessment.") UUID assessmentId,

        @Schema(description = "The candidate's id as submitted.")
        String candidateId,

        @Schema(description = "The as-of date of the claims.")
        LocalDate asOf,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description = "The time zone of today's date. Present only if the candidate states no as-of date.",
                examples = "Asia/Tokyo")
        @Nullable
        String asOfZone,

        @Schema(description = "When the assessment was made, in UTC.")
        Instant assessedAt,

        RulesetReference ruleset,
        ServiceVersion service,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description =
                        "Present only if no sheet is in force on the as-of date. Nothing was decided then: no level"
                                + " is certified, no rule fired, and each sheet says in `notInForce` when it is in force.")
        @Nullable
        ResultStatus status,

        @Schema(
                description = "The highest level that is certified in any field; null if there is none.",
                nullable = true,
                minimum = "1",
                maximum = "7")
        @Nullable
        Integer certifiedLevel,

        @Schema(nullable = true) @Nullable ExaminationVerdict examination,

        @Schema(description = "Every specialty field, certified or not, in the standard's order.")
        List<FieldVerdict> fields) {

    /** Results of earlier versions may have properties that this one does not know. */
    private static final JsonMapper STORED = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Reads a result as it is stored. */
    public static AssessmentResult read(String stored) {
        try {
            return STORED.readValue(stored, AssessmentResult.class);
        } catch (JsonProcessingException otherwise) {
            throw new UncheckedIOException("A stored result does not have the form it was written in", otherwise);
        }
    }

    /** What is to be known of an answer as a whole. */
    public enum ResultStatus {
        NO_SHEET_IN_FORCE
    }
}
