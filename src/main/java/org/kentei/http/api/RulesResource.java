package org.kentei.http.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.assessment.LoadedRuleset;
import org.kentei.http.problem.PossibleProblems;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.QueryParameters;
import org.kentei.http.response.Revalidated;
import org.kentei.live.ActivationAttempt;
import org.kentei.live.ActivationAttempt.AttemptOutcome;
import org.kentei.live.LiveRules;
import org.kentei.log.RulesetReference;
import org.kentei.rule.Condition;
import org.kentei.rule.Condition.AllOf;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;

/** The rules that decide now. */
@Path("/v1/rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rules", description = "The rules that decide now, each with its clause and its text.")
public class RulesResource {

    private final ActiveRuleset rulesets;
    private final LiveRules live;

    public RulesResource(ActiveRuleset rulesets, LiveRules live) {
        this.rulesets = rulesets;
        this.live = live;
    }

    /** The active ruleset. */
    @Schema(description = "The active ruleset.")
    public record ActiveRules(
            @Schema(
                    description = "SHA-256 over the names and bytes of its files, in hex.",
                    pattern = "^" + RulesetFiles.REVISION + "$")
            String revision,

            @Schema(description = "Since when it decides.") Instant activeSince,

            @Schema(
                    description = "The last try to put rules live; null while the first one is going on.",
                    nullable = true)
            @Nullable
            AttemptEntry lastAttempt,

            @Schema(description = "Its sheets, field by field, the highest level first.")
            List<SheetEntry> sheets,

            @Schema(description = "Its rules in the order of their files.")
            List<RuleSummary> rules) {}

    /** A try to put rules live. */
    @Schema(name = "Attempt", description = "A try to put rules live.")
    public record AttemptEntry(
            @Schema(description = "The revision tried; null where the rules could not even be read.", nullable = true)
            @Nullable
            String revision,

            @Schema(description = "When it was decided upon.")
            Instant at,

            @Schema(description = "A refused revision leaves the active one where it is.")
            AttemptOutcome outcome,

            @Schema(description = "Why it was refused; empty where it was accepted.")
            List<MistakeEntry> mistakes) {

        static AttemptEntry of(ActivationAttempt attempt) {
            return new AttemptEntry(
                    attempt.revision(),
                    attempt.at(),
                    attempt.outcome(),
                    attempt.mistakes().stream().map(MistakeEntry::of).toList());
        }
    }

    /** A mistake in the rules. */
    @Schema(name = "Mistake", description = "A mistake in the rules, in words for their author.")
    public record MistakeEntry(
            @Schema(description = "The file relative to the rules folder; `rules` for the folder as a whole.")
            String file,

            @Schema(description = "The line, counted from 1; 0 for the file as a whole.", minimum = "0")
            int line,

            @Schema(description = "What is wrong.") String reason) {

        static MistakeEntry of(Mistake mistake) {
            return new MistakeEntry(mistake.file(), mistake.line(), mistake.reason());
        }
    }

    /** A sheet of the ruleset. */
    @Schema(name = "RulesSheet", description = "A KPI sheet.")
    public record SheetEntry(
            @Schema(extensions = @Extension(name = "x-codes", value = "sheets"))
            String sheet,

            @Schema(extensions = @Extension(name = "x-codes", value = "specialtyFields"))
            String specialtyField,

            @Schema(minimum = "1", maximum = "7") int level,

            @Schema(
                    description = "Its own complexity list.",
                    extensions = @Extension(name = "x-codes", value = "complexity"))
            List<String> complexity,

            @Schema(description = "The criteria it asks; the others are not applicable.")
            List<Criterion> criteria) {

        static SheetEntry of(Sheet sheet) {
            return new SheetEntry(
                    sheet.sheet(),
                    sheet.specialtyField(),
                    sheet.level(),
                    sheet.complexity(),
                    sheet.criteria().stream().sorted().toList());
        }
    }

    /** A rule without its text. */
    @Schema(name = "Rule", description = "A rule.")
    public record RuleSummary(
            @Schema(description = "A plain sentence, unique in the ruleset.")
            String name,

            @Schema(
                    description = "The sheet whose clause it is; null for a rule that the sheets share.",
                    nullable = true,
                    extensions = @Extension(name = "x-codes", value = "sheets"))
            @Nullable
            String sheet,

            @Schema(description = "The criterion it belongs to; null where it belongs to none.", nullable = true)
            @Nullable
            Criterion criterion,

            @Schema(description = "The sheet's clause, or for a shared rule its paragraph of the reading.")
            String clause,

            @Schema(description = "What the clause asks, in our own words.")
            String paraphrase,

            @Schema(description = "The file it stands in, relative to the rules folder.")
            String file,

            @Schema(description = "The line where it begins.", minimum = "1")
            int line,

            @Schema(description = "Its conditions; all of them have to hold.")
            List<String> conditions) {

        static RuleSummary of(RuleText rule) {
            return new RuleSummary(
                    rule.name(),
                    rule.sheet(),
                    rule.criterion(),
                    rule.clause(),
                    rule.paraphrase(),
                    rule.file(),
                    rule.line(),
                    written(rule.condition()));
        }

        private static List<String> written(Condition condition) {
            return condition instanceof AllOf all
                    ? all.conditions().stream()
                            .flatMap(part -> written(part).stream())
                            .toList()
                    : List.of(condition.text());
        }
    }

    /** A rule's text. */
    @Schema(description = "A rule with its text.")
    public record RuleSource(
            RuleSummary rule,

            RulesetReference ruleset,

            @Schema(description = "The rule's DRL, from `rule` to `end`.")
            String source) {}

    @GET
    @AllowedRoles({Role.AUTHOR, Role.READ})
    @Revalidated
    @Operation(
            operationId = "getRules",
            summary = "The active ruleset with its sheets and rules",
            description = "Also tells what became of the last try to put rules live.")
    @APIResponse(
            responseCode = "200",
            description = "The active ruleset.",
            content = @Content(schema = @Schema(implementation = ActiveRules.class)))
    @PossibleProblems({ProblemType.INVALID_PARAMETER})
    public ActiveRules rules(@Context UriInfo uri) {
        new QueryParameters(uri);
        LoadedRuleset active = rulesets.get();
        return new ActiveRules(
                active.ruleset().revision(),
                active.since(),
                live.lastAttempt().map(AttemptEntry::of).orElse(null),
                active.ruleset().vocabulary().sheets().map(SheetEntry::of).toList(),
                active.ruleset().rules().stream().map(RuleSummary::of).toList());
    }

    @GET
    @AllowedRoles({Role.AUTHOR, Role.READ})
    @Path("/{name}")
    @Revalidated
    @Operation(
            operationId = "getRule",
            summary = "A rule with its text",
            description = "A rule of the active ruleset, found by its name or by its clause.")
    @APIResponse(
            responseCode = "200",
            description = "The rule.",
            content = @Content(schema = @Schema(implementation = RuleSource.class)))
    @PossibleProblems({ProblemType.NOT_FOUND, ProblemType.INVALID_PARAMETER})
    public RuleSource rule(
            @PathParam("name") @Parameter(description = "The rule's name, or its clause.") String name,
            @Context UriInfo uri) {
        new QueryParameters(uri);
        LoadedRuleset active = rulesets.get();
        RuleText found = active.ruleset().rules().stream()
                .filter(rule -> rule.name().equals(name) || rule.clause().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND.problem("The active ruleset has no rule of this name.")));
        return new RuleSource(
                RuleSummary.of(found), new RulesetReference(active.ruleset().revision()), found.source());
    }
}
