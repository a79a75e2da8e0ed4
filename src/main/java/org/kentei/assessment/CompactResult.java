package org.kentei.assessment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.AssessmentResult.ResultStatus;
import org.kentei.log.RulesetReference;
import org.kentei.verdict.ExaminationVerdict;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.NextLevel;
import org.kentei.verdict.Shortfall;

/**
 * The short form of a result: the levels, and what is missing for the next sheet of each field. It has the names of the
 * full result, and is in no language.
 */
@JsonPropertyOrder({
    "assessmentId",
    "location",
    "candidateId",
    "asOf",
    "asOfZone",
    "ruleset",
    "status",
    "certifiedLevel",
    "examination",
    "fields"
})
@Schema(description = "The short form of a result: the levels, and what is missing for the next sheet of each field.")
public record CompactResult(
        @Schema(description = "The id of the assessment.") UUID assessmentId,

        @Schema(
                description =
                        "The path of the full result. Add `/firings` for the firing record, or `/proof` for the proof.",
                examples = "/v1/assessments/4f6c1d2e-8a3b-4c5d-9e7f-0a1b2c3d4e5f")
        String location,

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

        RulesetReference ruleset,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Present only if no sheet is in force on the as-of date. Nothing was decided then.")
        @Nullable
        ResultStatus status,

        @Schema(
                description = "The highest level certified in any field; null if there is none.",
                nullable = true,
                minimum = "1",
                maximum = "7")
        @Nullable
        Integer certifiedLevel,

        @Schema(nullable = true) @Nullable ExaminationVerdict examination,

        @Schema(description = "Every specialty field, certified or not, in the standard's order.")
        List<CompactField> fields) {

    /** A specialty field without its sheets. */
    @Schema(name = "CompactField", description = "A specialty field: its level, and what is missing for the next one.")
    public record CompactField(
            @Schema(extensions = @Extension(name = "x-codes", value = "specialtyFields"))
            String specialtyField,

            @Schema(
                    description = "The level of its highest met sheet; null if none is met.",
                    nullable = true,
                    minimum = "1",
                    maximum = "7")
            @Nullable
            Integer certifiedLevel,

            @Schema(nullable = true) @Nullable CompactNextLevel nextLevel) {

        private static CompactField of(FieldVerdict field) {
            NextLevel next = field.nextLevel();
            return new CompactField(
                    field.specialtyField(), field.certifiedLevel(), next == null ? null : CompactNextLevel.of(next));
        }
    }

    /** The next sheet up from what is certified. */
    @Schema(
            name = "CompactNextLevel",
            description = "The next sheet up from what is certified; null if the highest one is met.")
    public record CompactNextLevel(
            @Schema(extensions = @Extension(name = "x-codes", value = "sheets"))
            String sheet,

            @Schema(description = "The level it certifies.", minimum = "1", maximum = "7")
            int level,

            @Schema(
                    description =
                            "What is missing on the nearest way to meet it, each condition once. Close all of them to"
                                    + " meet the sheet. The full result has the other ways too.")
            List<CompactShortfall> shortfalls) {

        private static CompactNextLevel of(NextLevel next) {
            record Gap(String clause, CompactShortfall shortfall) {}
            List<CompactShortfall> shortfalls = new ArrayList<>();
            Set<Gap> listed = new HashSet<>();
            for (Shortfall one : next.shortfalls()) {
                CompactShortfall shortfall = CompactShortfall.of(one);
                // one clause may be asked by several criteria
                if (one.alternative() == NEAREST && listed.add(new Gap(one.clause(), shortfall))) {
                    shortfalls.add(shortfall);
                }
            }
            return new CompactNextLevel(next.sheet(), next.level(), shortfalls);
        }
    }

    /** A condition that does not hold. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "CompactShortfall",
            description = "A condition that does not hold.",
            requiredProperties = "condition")
    public record CompactShortfall(
            @Schema(
                    description = "The condition as the rule writes it, with what it requires.",
                    examples = "headcount >= 250")
            String condition,

            @Schema(
                    description =
                            "What there is: a number, a code, a list of codes, or true or false; absent if it is not"
                                    + " stated.")
            @Nullable
            Object actual,

            @Schema(description = "How much is missing, as a number; absent if that is not a number.") @Nullable
            Long missing,

            @Schema(
                    description = "The project that comes closest; absent if the condition is not about a project, or"
                            + " there is none.")
            @Nullable
            String projectId) {

        private static CompactShortfall of(Shortfall shortfall) {
            return new CompactShortfall(
                    shortfall.condition(), shortfall.actual(), shortfall.missing(), shortfall.projectId());
        }
    }

    private static final int NEAREST = 1;

    /** The short form of a result. */
    public static CompactResult of(AssessmentResult result) {
        return new CompactResult(
                result.assessmentId(),
                "/v1/assessments/" + result.assessmentId(),
                result.candidateId(),
                result.asOf(),
                result.asOfZone(),
                result.ruleset(),
                result.status(),
                result.certifiedLevel(),
                result.examination(),
                result.fields().stream().map(CompactField::of).toList());
    }

    /** The short form of a stored result, as one line of JSON. */
    public static String json(String storedResult) {
        return Decision.write(of(AssessmentResult.read(storedResult)));
    }
}
