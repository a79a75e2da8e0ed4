package org.kentei.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Project;
import org.kentei.fact.Entry;
import org.kentei.fact.Experience;
import org.kentei.fact.Fact;
import org.kentei.fact.SheetFact;
import org.kentei.fact.Statement;
import org.kentei.fact.Subordinates;
import org.kentei.fact.Succession;
import org.kentei.rule.Clauses;
import org.kentei.rule.Condition;
import org.kentei.rule.Property;
import org.kentei.verdict.Firing.FiringFact;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Vocabulary;

/** Reads the verdict off the firings. What no rule concluded is not met; nothing is decided here. */
public final class VerdictAssembler {

    private final Vocabulary vocabulary;
    private final List<Fired> fired;
    private final ShortfallFinder shortfalls;

    /**
     * @param fired every firing in its order
     * @param experiences what the projects of each sheet came to
     */
    public VerdictAssembler(
            Vocabulary vocabulary,
            Clauses clauses,
            Candidate candidate,
            List<Fired> fired,
            List<Experience> experiences) {
        this.vocabulary = vocabulary;
        this.fired = fired;
        this.shortfalls = new ShortfallFinder(vocabulary, clauses, candidate, fired, experiences);
    }

    public Verdict assemble() {
        Integer certified = levels(Statement.CERTIFIES_CANDIDATE, any -> true).findFirst().orElse(null);
        return new Verdict(
                certified,
                examination(),
                vocabulary.fields().stream().map(this::field).toList(),
                firings());
    }

    private @Nullable ExaminationVerdict examination() {
        return fired.stream()
                .filter(one -> one.statement() == Statement.SHOWS_MINIMUM_CAPABILITY)
                .map(one -> new ExaminationVerdict(
                        ((org.kentei.fact.ClaimedExamination) one.conclusion().subject()).code(),
                        one.conclusion().level()))
                .findFirst()
                .orElse(null);
    }

    private Stream<Integer> levels(Statement statement, Function<Fact, Boolean> of) {
        return fired.stream()
                .filter(one -> one.statement() == statement && of.apply(one.conclusion().subject()))
                .map(one -> one.conclusion().level());
    }

    private FieldVerdict field(SpecialtyField field) {
        Integer certified = levels(
                        Statement.CERTIFIES_FIELD,
                        fact -> fact instanceof org.kentei.fact.MetSheet met
                                && met.specialtyField().equals(field.field()))
                .findFirst()
                .orElse(null);
        List<SheetVerdict> sheets = field.sheets().stream().map(this::sheet).toList();
        return new FieldVerdict(field.field(), certified, nextLevel(field, sheets, certified), sheets);
    }

    private @Nullable NextLevel nextLevel(SpecialtyField field, List<SheetVerdict> sheets, @Nullable Integer certified) {
        NextLevel next = null;
        for (int place = 0; place < sheets.size(); place++) {
            SheetVerdict sheet = sheets.get(place);
            if (certified != null && sheet.level() <= certified) {
                break;
            }
            if (place == sheets.size() - 1 || certified != null && sheets.get(place + 1).level() <= certified) {
                next = new NextLevel(
                        sheet.sheet(), sheet.level(), shortfalls.find(field.sheets().get(place), unmet(sheet)));
            }
        }
        return next;
    }

    private static List<Criterion> unmet(SheetVerdict sheet) {
        return sheet.criteria().stream()
                .filter(criterion -> criterion.status() == Status.NOT_MET)
                .map(CriterionVerdict::criterion)
                .toList();
    }

    private SheetVerdict sheet(Sheet sheet) {
        List<CriterionVerdict> criteria = new ArrayList<>();
        for (Criterion criterion : Criterion.values()) {
            criteria.add(criterion(sheet, criterion));
        }
        boolean met = fired.stream().anyMatch(one -> one.statement() == Statement.IS_MET && one.of(sheet.sheet()));
        return new SheetVerdict(sheet.sheet(), sheet.level(), met, criteria);
    }

    private CriterionVerdict criterion(Sheet sheet, Criterion criterion) {
        if (!sheet.asks(criterion)) {
            return new CriterionVerdict(criterion, Status.NOT_APPLICABLE, List.of(), List.of());
        }
        List<Evidence> evidence = new ArrayList<>();
        List<FiredRule> rules = new ArrayList<>();
        boolean met = false;
        for (Fired one : fired) {
            if (one.statement().criterion().orElse(null) == criterion && speaksOf(one, sheet)) {
                FiredRule rule = new FiredRule(one.rule().name(), one.rule().clause());
                if (!rules.contains(rule)) {
                    rules.add(rule);
                }
                if (one.statement().satisfies()) {
                    met = true;
                    evidence(one).filter(entry -> !evidence.contains(entry)).forEach(evidence::add);
                }
            }
        }
        return new CriterionVerdict(criterion, met ? Status.MET : Status.NOT_MET, evidence, rules);
    }

    /** Whether it was fired for the sheet, or for a clause of a higher sheet that counts at this one. */
    private static boolean speaksOf(Fired one, Sheet sheet) {
        SheetFact subject = (SheetFact) one.conclusion().subject();
        boolean ofHigherSheet =
                one.statement() == Statement.MEETS_COMPLEXITY || one.statement() == Statement.MEETS_SIZE;
        return subject.at() == sheet
                || ofHigherSheet
                        && subject.specialtyField().equals(sheet.specialtyField())
                        && subject.level() > sheet.level();
    }

    private static Stream<Evidence> evidence(Fired one) {
        Fact subject = one.conclusion().subject();
        if (subject instanceof Experience experience) {
            boolean looksAtEligible =
                    one.rule().lookedAt().stream().anyMatch(property -> property.name().equals("accomplishments"));
            List<Project> projects = looksAtEligible ? experience.eligible() : experience.counted();
            return projects.stream().map(project -> new Evidence(Entry.PROJECT, project.projectId()));
        }
        if (subject instanceof Succession succession) {
            return succession.counted().stream().map(entry -> new Evidence(Entry.CONTRIBUTION, entry.id()));
        }
        if (subject instanceof Subordinates subordinates) {
            return subordinates.counted().stream()
                    .map(entry -> new Evidence(Entry.SUBORDINATE_DEVELOPMENT, entry.id()));
        }
        return Stream.of(new Evidence(subject.entry(), subject.id()));
    }

    private List<Firing> firings() {
        List<Firing> firings = new ArrayList<>(fired.size());
        for (Fired one : fired) {
            Fact subject = one.conclusion().subject();
            firings.add(new Firing(
                    firings.size() + 1,
                    one.rule().name(),
                    one.rule().clause(),
                    one.rule().file(),
                    subject instanceof SheetFact of ? of.sheet() : null,
                    facts(one, subject),
                    one.conclusion().sentence()));
        }
        return firings;
    }

    private static List<FiringFact> facts(Fired one, Fact subject) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Property property : one.rule().lookedAt()) {
            values.put(property.name(), Condition.shown(property.value(subject)));
        }
        List<FiringFact> facts = new ArrayList<>();
        facts.add(new FiringFact(subject.entry(), subject.id(), Collections.unmodifiableMap(values)));
        if (subject instanceof Experience || subject instanceof Succession || subject instanceof Subordinates) {
            evidence(one).forEach(entry -> facts.add(new FiringFact(entry.entry(), entry.id(), Map.of())));
        }
        return facts;
    }
}
