package org.kentei.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.AssessmentResult.ResultStatus;
import org.kentei.assessment.Decision;
import org.kentei.candidate.Candidate;
import org.kentei.log.RulesetReference;
import org.kentei.log.ServiceVersion;
import org.kentei.ruleset.Ruleset;
import org.kentei.verdict.ExaminationVerdict;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.NextLevel;
import org.kentei.verdict.Verdict;

/**
 * The result of one candidate, a line of NDJSON. It has the properties of an assessment's result, without an id and a
 * time, since no assessment is recorded.
 *
 * @param asOfZone the zone of the run, where the candidate states no day
 * @param fields {@link FieldVerdict}s in a full result, {@link CompactField}s in a compact one
 */
@JsonPropertyOrder({
    "candidateId",
    "asOf",
    "asOfZone",
    "ruleset",
    "service",
    "status",
    "certifiedLevel",
    "examination",
    "fields"
})
public record CandidateResult(
        String candidateId,
        LocalDate asOf,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ZoneId asOfZone,
        RulesetReference ruleset,
        ServiceVersion service,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ResultStatus status,
        @Nullable Integer certifiedLevel,
        @Nullable ExaminationVerdict examination,
        List<?> fields) {

    /** A field without its sheets: the level, and what is missing for the next one. */
    @JsonPropertyOrder({"specialtyField", "certifiedLevel", "nextLevel"})
    public record CompactField(
            String specialtyField,
            @Nullable Integer certifiedLevel,
            @Nullable NextLevel nextLevel) {

        private static CompactField of(FieldVerdict field) {
            return new CompactField(field.specialtyField(), field.certifiedLevel(), field.nextLevel());
        }
    }

    /**
     * The result as one line of JSON.
     *
     * @param service the programs that decided
     * @param full whether it is the whole result, with all sheets, criteria and evidence
     */
    public static String json(
            Ruleset ruleset, ServiceVersion service, Candidate candidate, Verdict verdict, boolean full) {
        return Decision.write(new CandidateResult(
                candidate.candidateId(),
                candidate.asOf(),
                candidate.asOfZone(),
                new RulesetReference(ruleset.revision()),
                service,
                verdict.noSheetInForce() ? ResultStatus.NO_SHEET_IN_FORCE : null,
                verdict.certifiedLevel(),
                verdict.examination(),
                full
                        ? verdict.fields()
                        : verdict.fields().stream().map(CompactField::of).toList()));
    }
}
