package org.kentei.impact;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.Fault;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.impact.CandidateImpact.Compared;
import org.kentei.impact.CandidateImpact.NotCompared;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.Ruleset;
import org.kentei.verdict.CriterionVerdict;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.Firing;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.Status;
import org.kentei.verdict.Verdict;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;

/** Decides candidates under the active rules and under a draft. It is safe for use by several threads. */
public final class DraftComparison {

    private final Ruleset active;
    private final Ruleset draft;
    private final LocalDate today;
    private final Set<String> changedClauses;

    /** @param today the as-of date of candidates that have none */
    public DraftComparison(Ruleset active, Ruleset draft, LocalDate today) {
        this.active = active;
        this.draft = draft;
        this.today = today;
        this.changedClauses = changed(active, draft);
    }

    /** The effect of the draft on a candidate. */
    public CandidateImpact of(CandidateInput submitted) {
        Verdict before;
        try {
            before = decide(active, submitted);
        } catch (InvalidCandidateException refused) {
            return new NotCompared(submitted.where(), false, reason(refused));
        }
        try {
            Verdict after = decide(draft, submitted);
            String candidateId = reader(draft, submitted).read(submitted.json()).candidateId();
            return new Compared(before.certifiedLevel(), after.certifiedLevel(), changes(candidateId, before, after));
        } catch (InvalidCandidateException refused) {
            return new NotCompared(submitted.where(), true, reason(refused));
        }
    }

    /** The clauses that the draft changes, adds or removes. */
    private static Set<String> changed(Ruleset active, Ruleset draft) {
        Map<String, List<String>> before = byClause(active);
        Map<String, List<String>> after = byClause(draft);
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .filter(clause -> !Objects.equals(before.get(clause), after.get(clause)))
                .collect(Collectors.toSet());
    }

    /** The texts of the rules of each clause. */
    private static Map<String, List<String>> byClause(Ruleset ruleset) {
        return ruleset.rules().stream()
                .collect(Collectors.groupingBy(
                        RuleText::clause, Collectors.mapping(RuleText::source, Collectors.toList())));
    }

    private CandidateReader reader(Ruleset ruleset, CandidateInput submitted) {
        LocalDate day = submitted.asOf() == null ? today : submitted.asOf();
        Clock thatDay = Clock.fixed(day.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
        return new CandidateReader(ruleset.vocabulary(), thatDay);
    }

    private Verdict decide(Ruleset ruleset, CandidateInput submitted) {
        return ruleset.decide(reader(ruleset, submitted).read(submitted.json()));
    }

    private static String reason(InvalidCandidateException refused) {
        Fault first = refused.faults().get(0);
        return (first.pointer().isEmpty() ? "" : first.pointer() + ": ") + first.detail();
    }

    private List<LevelChange> changes(String candidateId, Verdict before, Verdict after) {
        List<LevelChange> changes = new ArrayList<>();
        Stream.concat(before.fields().stream(), after.fields().stream())
                .map(FieldVerdict::specialtyField)
                .distinct()
                .forEach(field -> {
                    Integer was = level(before, field);
                    Integer is = level(after, field);
                    if (!Objects.equals(was, is)) {
                        changes.add(change(candidateId, field, before, was, after, is));
                    }
                });
        return changes;
    }

    private LevelChange change(
            String candidateId,
            String field,
            Verdict before,
            @Nullable Integer was,
            Verdict after,
            @Nullable Integer is) {
        boolean rises = LevelChange.height(is) > LevelChange.height(was);
        int level = Math.max(LevelChange.height(was), LevelChange.height(is));
        String sheet = sheet(rises ? after : before, field, level)
                .map(SheetVerdict::sheet)
                .orElseThrow();
        Set<FiredClause> had = fired(rises ? after : before, rises ? draft : active, field, level);
        had.removeAll(fired(rises ? before : after, rises ? active : draft, field, level));
        Set<String> clauses =
                had.stream().map(FiredClause::clause).collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> byDraft = clauses.stream().filter(changedClauses::contains).toList();
        return new LevelChange(
                candidateId,
                field,
                was,
                is,
                sheet,
                criteria(status(before, field, level), status(after, field, level)),
                byDraft.isEmpty() ? List.copyOf(clauses) : byDraft);
    }

    private static @Nullable Integer level(Verdict verdict, String field) {
        return field(verdict, field).map(FieldVerdict::certifiedLevel).orElse(null);
    }

    private static Optional<FieldVerdict> field(Verdict verdict, String field) {
        return verdict.fields().stream()
                .filter(one -> one.specialtyField().equals(field))
                .findFirst();
    }

    private static Optional<SheetVerdict> sheet(Verdict verdict, String field, int level) {
        return field(verdict, field).stream()
                .flatMap(one -> one.sheets().stream())
                .filter(one -> one.level() == level && one.notInForce() == null)
                .findFirst();
    }

    private static Map<Criterion, Status> status(Verdict verdict, String field, int level) {
        return sheet(verdict, field, level).stream()
                .flatMap(one -> one.criteria().stream())
                .collect(Collectors.toMap(CriterionVerdict::criterion, CriterionVerdict::status));
    }

    private static List<Criterion> criteria(Map<Criterion, Status> before, Map<Criterion, Status> after) {
        return Stream.of(Criterion.values())
                .filter(criterion -> before.get(criterion) != after.get(criterion))
                .toList();
    }

    private record FiredClause(String clause, String subject) {}

    /** The firings for the sheets of a field from a level up, because clauses of higher sheets count for lower ones. */
    private static Set<FiredClause> fired(Verdict verdict, Ruleset ruleset, String field, int level) {
        Set<FiredClause> fired = new LinkedHashSet<>();
        Set<String> sheets = new HashSet<>();
        ruleset.vocabulary()
                .sheets()
                .filter(sheet -> sheet.specialtyField().equals(field) && sheet.level() >= level)
                .map(Sheet::sheet)
                .forEach(sheets::add);
        for (Firing firing : verdict.firings()) {
            RuleText rule = ruleset.rule(firing.rule());
            if (firing.sheet() != null && sheets.contains(firing.sheet()) && rule != null && rule.sheet() != null) {
                fired.add(new FiredClause(firing.clause(), firing.facts().get(0).id()));
            }
        }
        return fired;
    }
}
