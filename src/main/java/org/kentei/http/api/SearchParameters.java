package org.kentei.http.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kentei.access.Caller;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.assessment.LoadedRuleset;
import org.kentei.http.request.CurrentCaller;
import org.kentei.http.request.QueryParameters;
import org.kentei.record.search.AssessmentSearch;
import org.kentei.record.search.IndexTerm;
import org.kentei.record.search.SearchFilter;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Suggestion;
import org.kentei.verdict.Status;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Criterion;

/**
 * Reads the filter of a search from a query. A code is refused if neither the active ruleset nor any stored assessment has
 * it; codes of earlier revisions remain valid.
 */
@ApplicationScoped
public class SearchParameters {

    /** The parameters of a search filter. */
    public static final List<String> NAMES = List.of(
            "candidateId",
            "specialtyField",
            "level",
            "sheet",
            "criterion",
            "status",
            "clause",
            "rule",
            "revision",
            "client",
            "from",
            "to",
            "latest");

    private static final Pattern REVISION = Pattern.compile(RulesetFiles.REVISION);
    public static final List<String> BOOLEANS = List.of("true", "false");
    public static final List<String> LEVELS = List.of("NONE", "1", "2", "3", "4", "5", "6", "7");

    private final ActiveRuleset rulesets;
    private final AssessmentSearch search;
    private final CurrentCaller callers;

    public SearchParameters(ActiveRuleset rulesets, AssessmentSearch search, CurrentCaller callers) {
        this.callers = callers;
        this.rulesets = rulesets;
        this.search = search;
    }

    public SearchFilter filter(QueryParameters query) {
        Instant from = query.moment("from");
        Instant to = query.moment("to");
        if (from != null && to != null && !from.isBefore(to)) {
            throw QueryParameters.refused("`from` must be before `to`.");
        }
        String revision = query.text("revision");
        if (revision != null && !REVISION.matcher(revision).matches()) {
            throw QueryParameters.refused("`revision` must have 64 lower-case hex digits, as in `/v1/rules`.");
        }
        SearchFilter filter = SearchFilter.ALL.with(terms(query).toArray(IndexTerm[]::new));
        String candidateId = query.text("candidateId");
        String client = client(query);
        filter = candidateId == null ? filter : filter.ofCandidate(candidateId);
        filter = revision == null ? filter : filter.decidedBy(revision);
        filter = client == null ? filter : filter.ofClient(client);
        filter = from == null ? filter : filter.from(from);
        filter = to == null ? filter : filter.until(to);
        return "true".equals(query.oneOf("latest", BOOLEANS)) ? filter.latestOfEachCandidate() : filter;
    }

    /** The client whose assessments are searched. A caller that may see only its own cannot search others. */
    private @Nullable String client(QueryParameters query) {
        String given = query.text("client");
        Caller caller = callers.get();
        if (caller.seesAllClients()) {
            return given;
        }
        if (given != null && !given.equals(caller.client())) {
            throw QueryParameters.refused("You see only your own assessments: leave `client` out, or give `"
                    + caller.client() + "`. Those of other clients need the role `read`.");
        }
        return caller.client();
    }

    /** The codes of the specialty fields, those of earlier revisions too if a level was certified in them. */
    public List<String> specialtyFields() {
        SortedSet<String> codes = search.certifiedFields();
        rulesets.find()
                .ifPresent(active -> codes.addAll(active.ruleset().vocabulary().codes(CodeList.SPECIALTY_FIELDS)));
        return List.copyOf(codes);
    }

    private List<IndexTerm> terms(QueryParameters query) {
        List<IndexTerm> terms = new ArrayList<>();
        addLevel(terms, query);
        addSheet(terms, query);
        String clause = known(query, "clause", ofRules(RuleText::clause), given -> List.of(IndexTerm.clause(given)));
        if (clause != null) {
            terms.add(IndexTerm.clause(clause));
        }
        String rule = known(query, "rule", ofRules(RuleText::name), given -> List.of(IndexTerm.rule(given)));
        if (rule != null) {
            terms.add(IndexTerm.rule(rule));
        }
        return terms;
    }

    private void addLevel(List<IndexTerm> terms, QueryParameters query) {
        String field = known(
                query,
                "specialtyField",
                codes(CodeList.SPECIALTY_FIELDS),
                given -> List.of(IndexTerm.certified(given), IndexTerm.level(given, null)));
        String level = query.oneOf("level", LEVELS);
        Integer number = level == null || level.equals("NONE") ? null : Integer.valueOf(level);
        if (field != null) {
            terms.add(level == null ? IndexTerm.certified(field) : IndexTerm.level(field, number));
        } else if (level != null) {
            terms.add(IndexTerm.level(number));
        }
    }

    private void addSheet(List<IndexTerm> terms, QueryParameters query) {
        String sheet = known(
                query,
                "sheet",
                codes(CodeList.SHEETS),
                given -> List.of(IndexTerm.sheet(given, true), IndexTerm.sheet(given, false)));
        String criterion = query.oneOf("criterion", names(Criterion.values()));
        String status = query.oneOf("status", names(Status.values()));
        if (sheet == null) {
            if (criterion != null || status != null) {
                throw QueryParameters.refused("`criterion` and `status` require `sheet`.");
            }
        } else if (criterion != null) {
            terms.add(IndexTerm.criterion(sheet, criterion, status == null ? Status.MET.name() : status));
        } else if (Status.NOT_APPLICABLE.name().equals(status)) {
            throw QueryParameters.refused("A sheet is `MET` or `NOT_MET`; only a criterion can be `NOT_APPLICABLE`.");
        } else {
            terms.add(IndexTerm.sheet(sheet, !Status.NOT_MET.name().equals(status)));
        }
    }

    private @Nullable String known(
            QueryParameters query,
            String name,
            Function<LoadedRuleset, Collection<String>> ofRuleset,
            Function<String, List<IndexTerm>> terms) {
        String given = query.text(name);
        if (given == null || rulesets.find().isEmpty()) {
            return given;
        }
        Collection<String> codes = ofRuleset.apply(rulesets.find().get());
        if (codes.contains(given) || given.indexOf('\0') < 0 && search.knowsAny(terms.apply(given))) {
            return given;
        }
        throw QueryParameters.refused("Neither the active rules nor any stored assessment has this `" + name + "`."
                + Suggestion.hint(given, codes));
    }

    private static Function<LoadedRuleset, Collection<String>> codes(CodeList list) {
        return active -> active.ruleset().vocabulary().codes(list);
    }

    private static Function<LoadedRuleset, Collection<String>> ofRules(Function<RuleText, String> property) {
        return active ->
                active.ruleset().rules().stream().map(property).distinct().toList();
    }

    public static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
