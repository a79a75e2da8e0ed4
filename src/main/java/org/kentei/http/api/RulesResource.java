package org.kentei.http.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
import org.kentei.ruleset.RulesetText;
import org.kentei.source.Mistake;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;

/** The rules that decide now. */
@Path("/v1/rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rules", description = "The active rules, each with its clause and its text.")
public class RulesResource {

    private static final String AS_OF = "asOf";

    private final ActiveRuleset rulesets;
    private final LiveRules live;
    private final Clock clock;

    public RulesResource(ActiveRuleset rulesets, LiveRules live, Clock clock) {
        this.rulesets = rulesets;
        this.live = live;
        this.clock = clock;
    }

    /** The active ruleset. */
    @Schema(description = "The active ruleset.")
    public record ActiveRules(
            @Schema(
                    description = "SHA-256 over the names and bytes of its files, in hex.",
                    pattern = "^" + RulesetFiles.REVISION + "$")
            String revision,

            @Schema(description = "When it became active.") Instant activeSince,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "The day asked for: only what is in force on it is listed. Left out if none was.")
            @Nullable
            LocalDate asOf,

            @Schema(
                    description = "The last attempt to activate rules; null until the first attempt has finished.",
                    nullable = true)
            @Nullable
            AttemptEntry lastAttempt,

            @Schema(description = "Its sheets, field by field, the highest level first.")
            List<SheetEntry> sheets,

            @Schema(description = "Its rules in the order of their files.")
            List<RuleSummary> rules) {}

    /** A try to put rules live. */
    @Schema(name = "Attempt", description = "An attempt to activate rules.")
    public record AttemptEntry(
            @Schema(description = "The revision of the attempt; null if the rules could not be read.", nullable = true)
            @Nullable
            String revision,

            @Schema(description = "When the attempt finished.")
            Instant at,

            @Schema(description = "If the rules are refused, the active revision does not change.")
            AttemptOutcome outcome,

            @Schema(description = "The reasons for the refusal; empty if the rules were accepted.")
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
    @Schema(name = "Mistake", description = "A mistake in the rules, described for the author.")
    public record MistakeEntry(
            @Schema(description = "The file relative to the rules folder; `rules` for the folder as a whole.")
            String file,

            @Schema(description = "The line, counted from 1; 0 for the file as a whole.", minimum = "0")
            int line,

            @Schema(description = "The mistake.") String reason) {

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
                    description = "The complexity criteria of the sheet.",
                    extensions = @Extension(name = "x-codes", value = "complexity"))
            List<String> complexity,

            @Schema(description = "The criteria that it requires; the others are not applicable.")
            List<Criterion> criteria,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "The first day in force. Left out if it has always been in force.")
            @Nullable
            LocalDate from,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "The first day no longer in force. Left out if it has no end.")
            @Nullable
            LocalDate until) {

        static SheetEntry of(Sheet sheet) {
            return new SheetEntry(
                    sheet.sheet(),
                    sheet.specialtyField(),
                    sheet.level(),
                    sheet.complexity(),
                    sheet.criteria().stream().sorted().toList(),
                    sheet.validity().from(),
                    sheet.validity().until());
        }
    }

    /** A rule without its text. */
    @Schema(name = "Rule", description = "A rule.")
    public record RuleSummary(
            @Schema(description = "A plain sentence, unique in the ruleset.")
            String name,

            @Schema(
                    description = "The sheet of the clause; null for a shared rule.",
                    nullable = true,
                    extensions = @Extension(name = "x-codes", value = "sheets"))
            @Nullable
            String sheet,

            @Schema(description = "Its criterion; null if it has none.", nullable = true) @Nullable
            Criterion criterion,

            @Schema(
                    description =
                            "The clause that the rule encodes, such as `OM7.SIZE.A`, or `SHARED.…` for a shared rule.")
            String clause,

            @Schema(description = "The requirement of the clause, in our own words.")
            String paraphrase,

            @Schema(description = "Its file, relative to the rules folder.")
            String file,

            @Schema(description = "The line at which it starts.", minimum = "1")
            int line,

            @Schema(description = "Its conditions. All of them must be true.")
            List<String> conditions,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "The first day in force. Left out if it has always been in force.")
            @Nullable
            LocalDate from,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "The first day no longer in force. Left out if it has no end.")
            @Nullable
            LocalDate until) {

        static RuleSummary of(RuleText rule) {
            return new RuleSummary(
                    rule.name(),
                    rule.sheet(),
                    rule.criterion(),
                    rule.clause(),
                    rule.paraphrase(),
                    rule.file(),
                    rule.line(),
                    written(rule.condition()),
                    rule.validity().from(),
                    rule.validity().until());
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
            description =
                    "Also returns the result of the last attempt to activate rules. With `asOf`, only the sheets and rules"
                            + " that are in force on that day.")
    @APIResponse(
            responseCode = "200",
            description = "The active ruleset.",
            content = @Content(schema = @Schema(implementation = ActiveRules.class)))
    @PossibleProblems({ProblemType.INVALID_PARAMETER})
    public ActiveRules rules(
            @QueryParam(AS_OF)
                    @Parameter(
                            description = "A day, such as 2026-03-31.",
                            schema = @Schema(implementation = LocalDate.class))
                    @Nullable
                    String asOf,
            @Context UriInfo uri) {
        LocalDate day = new QueryParameters(uri, AS_OF).day(AS_OF);
        LoadedRuleset active = rulesets.get();
        RulesetText shown = active.ruleset().text();
        shown = day == null ? shown : shown.on(day);
        return new ActiveRules(
                active.ruleset().revision(),
                active.since(),
                day,
                live.lastAttempt().map(AttemptEntry::of).orElse(null),
                shown.vocabulary().sheets().map(SheetEntry::of).toList(),
                shown.rules().stream().map(RuleSummary::of).toList());
    }

    @GET
    @AllowedRoles({Role.AUTHOR, Role.READ})
    @Path("/{name}")
    @Revalidated
    @Operation(
            operationId = "getRule",
            summary = "A rule with its text",
            description =
                    "A rule of the active ruleset, by its name or its clause. A clause may have several rules, one after the"
                            + " other: then the response is the one that is in force on the day `asOf`, or today.")
    @APIResponse(
            responseCode = "200",
            description = "The rule.",
            content = @Content(schema = @Schema(implementation = RuleSource.class)))
    @PossibleProblems({ProblemType.NOT_FOUND, ProblemType.INVALID_PARAMETER})
    public RuleSource rule(
            @PathParam("name") @Parameter(description = "The rule's name, or its clause.") String name,
            @QueryParam(AS_OF)
                    @Parameter(
                            description = "A day, such as 2026-03-31, on which the rule is in force.",
                            schema = @Schema(implementation = LocalDate.class))
                    @Nullable
                    String asOf,
            @Context UriInfo uri) {
        LocalDate day = new QueryParameters(uri, AS_OF).day(AS_OF);
        LoadedRuleset active = rulesets.get();
        List<RuleText> named = active.ruleset().rules().stream()
                .filter(rule -> rule.name().equals(name) || rule.clause().equals(name))
                .toList();
        LocalDate wished = day == null ? LocalDate.now(clock) : day;
        RuleText found = named.stream()
                .filter(rule -> rule.validity().includes(wished))
                .findFirst()
                .or(() -> day == null ? named.stream().findFirst() : Optional.empty())
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND.problem(
                        named.isEmpty()
                                ? "The active ruleset has no rule of this name."
                                : "No rule of this name is in force on " + day + ".")));
        return new RuleSource(
                RuleSummary.of(found), new RulesetReference(active.ruleset().revision()), found.source());
    }
}
