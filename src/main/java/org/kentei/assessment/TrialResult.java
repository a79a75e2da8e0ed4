package org.kentei.assessment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.AssessmentResult.ResultStatus;
import org.kentei.log.RulesetReference;
import org.kentei.log.ServiceVersion;
import org.kentei.verdict.ExaminationVerdict;
import org.kentei.verdict.FieldVerdict;

/** The result of a trial: that of an assessment without an id, since nothing is stored. */
@JsonPropertyOrder({
    "trial",
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
@Schema(description = "What the rules would conclude of a candidate, and why. Nothing was stored, so there is no id.")
public record TrialResult(
        @Schema(description = "Always true: nothing was stored.")
        boolean trial,

        @Schema(description = "The candidate's id as given.")
        String candidateId,

        @Schema(description = "The day on which the claims were judged.")
        LocalDate asOf,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description = "The time zone that decided which day is today. Present only if the candidate states no"
                        + " as-of date.",
                examples = "Asia/Tokyo")
        @Nullable
        String asOfZone,

        @Schema(description = "When the trial was made, in UTC.")
        Instant assessedAt,

        RulesetReference ruleset,
        ServiceVersion service,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description =
                        "Present only if no sheet is in force on the as-of date. Nothing was decided then, and each sheet"
                                + " says in `notInForce` when it is in force.")
        @Nullable
        ResultStatus status,

        @Schema(
                description = "The highest level in any field; null if there is none.",
                nullable = true,
                minimum = "1",
                maximum = "7")
        @Nullable
        Integer certifiedLevel,

        @Schema(nullable = true) @Nullable ExaminationVerdict examination,

        @Schema(description = "Every specialty field, in the standard's order.")
        List<FieldVerdict> fields) {

    /** The result of a trial as JSON. */
    public static String json(String decidedResult) {
        AssessmentResult decided = AssessmentResult.read(decidedResult);
        return Decision.write(new TrialResult(
                true,
                decided.candidateId(),
                decided.asOf(),
                decided.asOfZone(),
                decided.assessedAt(),
                decided.ruleset(),
                decided.service(),
                decided.status(),
                decided.certifiedLevel(),
                decided.examination(),
                decided.fields()));
    }
}
