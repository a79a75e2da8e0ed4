package org.kentei.live.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.kentei.impact.ImpactSummary;
import org.kentei.log.Approval;
import org.kentei.meaning.ClauseMeaning;
import org.kentei.meaning.ClauseMeaning.Possible;
import org.kentei.meaning.Counterexample;
import org.kentei.meaning.EditMeaning;

/** What a revision changes. The record stores it as JSON, so that everybody who agrees to the revision sees the same. */
@Schema(description = "What the revision changes, compared with the active one.")
public record RulesetReview(
        @Schema(description = "The clauses that differ.") List<ReviewedClause> clauses,

        @Schema(description = "Differences that cannot affect verdicts, one sentence each.")
        List<String> decidingNothing,

        ReviewedImpact impact) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_WORDS = 1000;

    /** A clause that differs. */
    @Schema(description = "A clause that differs.")
    public record ReviewedClause(
            @Schema(description = "The clause, or the place in the vocabulary.")
            String subject,

            @Schema(description = "Its file, relative to the rules folder.")
            String file,

            @Schema(description = "Its line; 0 for the file as a whole.", minimum = "0")
            int line,

            @Schema(description = "The as-of dates for which it differs; null for all.", nullable = true) @Nullable
            String days,

            @Schema(description = "The differences, one sentence each.")
            List<String> words,

            @Schema(description = "Whether a level can rise by it.")
            ReviewedEffect rises,

            @Schema(description = "Whether a level can fall by it.")
            ReviewedEffect falls,

            @Schema(
                    description =
                            "Whether candidates are refused who were decided before, as those who state a removed code.")
            boolean refuses) {

        static ReviewedClause of(ClauseMeaning meaning) {
            return new ReviewedClause(
                    meaning.subject(),
                    meaning.file(),
                    meaning.line(),
                    meaning.days().isAlways() ? null : meaning.days().words(),
                    meaning.words(),
                    new ReviewedEffect(meaning.rises(), ReviewedCandidate.of(meaning.risingCandidate())),
                    new ReviewedEffect(meaning.falls(), ReviewedCandidate.of(meaning.fallingCandidate())),
                    meaning.refuses());
        }
    }

    /** Whether a level can differ in one direction. */
    @Schema(description = "Whether a level can differ in one direction.")
    public record ReviewedEffect(
            @Schema(
                    description =
                            "`YES`: the candidate shows it. `NO`: it is proved that none can. `NOT_FOUND`: none was"
                                    + " found, which is not a proof.")
            Possible possible,

            @Schema(description = "The smallest candidate found whose level differs; null for none.", nullable = true)
            @Nullable
            ReviewedCandidate candidate) {}

    /** A made-up candidate whose level differs. */
    @Schema(description = "A made-up candidate whose level differs.")
    public record ReviewedCandidate(
            @Schema(description = "The change of the level.")
            String words,

            @Schema(description = "The field whose level differs.")
            String specialtyField,

            @Schema(description = "The candidate, as HR systems post it.", type = SchemaType.OBJECT)
            Map<String, Object> candidate,

            @Schema(
                    description = "The candidate as a case for the sheet's case file; null if the revision has no such"
                            + " sheet.",
                    nullable = true)
            @Nullable
            String caseText) {

        static @Nullable ReviewedCandidate of(@Nullable Counterexample found) {
            return found == null
                    ? null
                    : new ReviewedCandidate(found.words(), found.specialtyField(), found.candidate(), found.caseText());
        }
    }

    /** How the recorded candidates are affected. */
    @Schema(description = "How many of the recorded candidates would get another level, each by the latest assessment.")
    public record ReviewedImpact(
            @Schema(description = "The last day of the comparison, for candidates without an as-of date.")
            @JsonInclude(JsonInclude.Include.ALWAYS)
            String asOf,

            @Schema(description = "Whether all recorded candidates were compared in the time limit.")
            boolean complete,

            @Schema(description = "How many candidates were compared.", minimum = "0")
            long candidates,

            @Schema(description = "How many get a higher certified level.", minimum = "0")
            long rise,

            @Schema(description = "How many get a lower certified level.", minimum = "0")
            long fall,

            @Schema(description = "How many keep their certified level and change the level in a field.", minimum = "0")
            long withinField,

            @Schema(description = "How many are refused by one of the revisions.", minimum = "0")
            long refused,

            @Schema(description = "From which level to which.")
            List<ReviewedMove> moves) {

        static ReviewedImpact of(ImpactSummary summary, boolean complete, LocalDate today) {
            return new ReviewedImpact(
                    today.toString(),
                    complete,
                    summary.candidates(),
                    summary.rise(),
                    summary.fall(),
                    summary.withinField(),
                    summary.refused(),
                    summary.moves().stream()
                            .map(move -> new ReviewedMove(move.from(), move.to(), move.candidates()))
                            .toList());
        }
    }

    /** Candidates who move from one certified level to another. */
    @Schema(description = "Candidates who move from one certified level to another.")
    public record ReviewedMove(
            @Schema(description = "The level under the active revision, or `none`.")
            String from,

            @Schema(description = "The level under the revision that waits, or `none`.")
            String to,

            @Schema(description = "How many candidates.", minimum = "1")
            long candidates) {}

    static RulesetReview of(EditMeaning meaning, ReviewedImpact impact) {
        return new RulesetReview(
                meaning.clauses().stream().map(ReviewedClause::of).toList(), meaning.decidingNothing(), impact);
    }

    /** What {@link #json} wrote. */
    public static RulesetReview read(String json) {
        try {
            return JSON.readValue(json, RulesetReview.class);
        } catch (JsonProcessingException otherwise) {
            throw new IllegalStateException("A stored review does not have its form", otherwise);
        }
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A review cannot be written", impossible);
        }
    }

    /** The clauses that differ, as the log names them. */
    List<Approval.ChangedClause> changes() {
        return clauses.stream()
                .limit(Approval.MOST_CHANGES)
                .map(clause -> new Approval.ChangedClause(
                        clause.subject(),
                        clause.file(),
                        clause.words().stream().map(RulesetReview::cut).toList(),
                        clause.rises().possible().name(),
                        clause.falls().possible().name()))
                .toList();
    }

    List<String> otherDifferences() {
        return decidingNothing.stream()
                .limit(Approval.MOST_CHANGES)
                .map(RulesetReview::cut)
                .toList();
    }

    private static String cut(String words) {
        return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "…";
    }
}
