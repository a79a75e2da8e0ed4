package org.kentei.ruleset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Project;
import org.kentei.candidate.Specialty;
import org.kentei.fact.CertifiedField;
import org.kentei.fact.Conclusion;
import org.kentei.fact.ConclusionListener;
import org.kentei.fact.ConclusionType;
import org.kentei.fact.ConsideredProject;
import org.kentei.fact.EligibleProject;
import org.kentei.fact.Experience;
import org.kentei.fact.Fact;
import org.kentei.fact.FactMaker;
import org.kentei.fact.MetSheet;
import org.kentei.fact.RatedProject;
import org.kentei.fact.SheetFact;
import org.kentei.fact.SheetStanding;
import org.kentei.rule.RuleText;
import org.kentei.verdict.RuleConclusion;
import org.kentei.verdict.Verdict;
import org.kentei.verdict.VerdictAssembler;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;

/**
 * Decides one candidate in one session. Facts go in stage by stage: what the rules of a stage conclude is summed up
 * into the facts of the next, and rules alone decide. Within a stage the firings are put into the order of the files,
 * since the engine promises none.
 */
final class Evaluation extends DefaultAgendaEventListener implements ConclusionListener {

    /** Far more than the largest admissible candidate needs, so that only endless firing meets it. */
    private static final int MOST_FIRINGS = 1_000_000;

    /** A firing with the places of its rule and its sheet. */
    private record OrderedConclusion(int rule, int sheet, RuleConclusion fired) {

        String subject() {
            return fired.conclusion().subject().id();
        }
    }

    private static final Comparator<OrderedConclusion> IN_ORDER = Comparator.comparingInt(OrderedConclusion::rule)
            .thenComparingInt(OrderedConclusion::sheet)
            .thenComparing(OrderedConclusion::subject);

    private final Ruleset ruleset;
    private final Candidate candidate;
    private final Consumer<Fact> onlooker;
    private final FactMaker maker;
    private final List<RuleConclusion> fired = new ArrayList<>();
    private final List<RuleConclusion> stage = new ArrayList<>();
    private final List<OrderedConclusion> said = new ArrayList<>();
    private final Deadline deadline;
    private @Nullable RuleText firing;

    /** @param onlooker is shown every fact that the rules get to see */
    Evaluation(Ruleset ruleset, Candidate candidate, Deadline deadline, Consumer<Fact> onlooker) {
        this.deadline = deadline;
        this.ruleset = ruleset;
        this.candidate = candidate;
        this.onlooker = onlooker;
        this.maker = new FactMaker(ruleset.vocabulary(), candidate.asOf(), this);
    }

    /** Runs the stages and reads the verdict off the firings. */
    Verdict run() {
        return run(ruleset.newSession());
    }

    /** Runs the stages in a session that is given, and disposes it. */
    Verdict run(KieSession session) {
        List<Experience> experiences = fireStages(session);
        return new VerdictAssembler(
                        ruleset.vocabulary(), ruleset.clauses(), candidate, fired, experiences, deadline::check)
                .assemble();
    }

    /** Runs the stages in a session of their own; what they came to stands in {@link #fired()}. */
    List<Experience> fireStages() {
        return fireStages(ruleset.newSession());
    }

    private List<Experience> fireStages(KieSession session) {
        try {
            session.addEventListener(this);
            CountedClaims claims = claims(session);
            List<ConsideredProject> considered = clauses(session, claims);
            List<RatedProject> rated = levels(session, considered);
            List<EligibleProject> eligible = eligible(session, rated);
            List<Experience> experiences = experiences(session, eligible);
            certified(session, metSheets(session));
            return experiences;
        } finally {
            session.dispose();
        }
    }

    /** Every firing in its order. */
    List<RuleConclusion> fired() {
        return fired;
    }

    private CountedClaims claims(KieSession session) {
        List<Fact> facts = new ArrayList<>();
        facts.addAll(maker.claimedProjects(candidate));
        facts.addAll(maker.claimedContributions(candidate));
        facts.addAll(maker.claimedDevelopments(candidate));
        facts.addAll(maker.claimedExaminations(candidate));
        fire(session, facts);
        return CountedClaims.of(stage);
    }

    private List<ConsideredProject> clauses(KieSession session, CountedClaims claims) {
        List<ConsideredProject> considered = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        for (Sheet sheet : ruleset.sheets()) {
            String field = sheet.specialtyField();
            for (Project project : claims.projects()) {
                if (project.specialtyField().equals(field)) {
                    considered.add(maker.considered(sheet, project));
                }
            }
            for (Specialty specialty : candidate.specialties()) {
                if (specialty.specialtyField().equals(field)) {
                    facts.add(maker.held(sheet, specialty));
                }
            }
            facts.add(maker.succession(sheet, claims.contributions().getOrDefault(field, List.of())));
            facts.add(maker.subordinates(sheet, claims.developments()));
        }
        facts.addAll(considered);
        fire(session, facts);
        return considered;
    }

    private List<RatedProject> levels(KieSession session, List<ConsideredProject> considered) {
        Map<Project, Integer> complexity = new IdentityHashMap<>();
        Map<Project, Integer> size = new IdentityHashMap<>();
        Set<Fact> inRole = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Fact> accomplished = Collections.newSetFromMap(new IdentityHashMap<>());
        for (RuleConclusion one : stage) {
            if (one.conclusion().subject() instanceof ConsideredProject project) {
                switch (one.conclusion().statement()) {
                    case MEETS_COMPLEXITY -> complexity.merge(project.claim(), project.level(), Math::max);
                    case MEETS_SIZE -> size.merge(project.claim(), project.level(), Math::max);
                    case PLAYS_ROLE -> inRole.add(project);
                    case SHOWS_ACCOMPLISHMENTS -> accomplished.add(project);
                    default ->
                        throw new IllegalStateException("A considered project cannot be said to be "
                                + one.conclusion().statement());
                }
            }
        }
        List<RatedProject> rated = new ArrayList<>(considered.size());
        for (ConsideredProject project : considered) {
            rated.add(new RatedProject(
                    project,
                    complexity.getOrDefault(project.claim(), 0),
                    size.getOrDefault(project.claim(), 0),
                    inRole.contains(project),
                    accomplished.contains(project)));
        }
        fire(session, rated);
        return rated;
    }

    private List<EligibleProject> eligible(KieSession session, List<RatedProject> rated) {
        Set<Fact> named = Collections.newSetFromMap(new IdentityHashMap<>());
        for (RuleConclusion one : stage) {
            if (one.conclusion().statement() == ConclusionType.IS_ELIGIBLE) {
                named.add(one.conclusion().subject());
            }
        }
        List<EligibleProject> eligible = new ArrayList<>();
        for (RatedProject project : rated) {
            if (named.contains(project)) {
                eligible.add(new EligibleProject(project));
            }
        }
        fire(session, eligible);
        return eligible;
    }

    private List<Experience> experiences(KieSession session, List<EligibleProject> eligible) {
        Set<Fact> named = Collections.newSetFromMap(new IdentityHashMap<>());
        stage.forEach(one -> named.add(one.conclusion().subject()));
        List<Experience> experiences = new ArrayList<>();
        for (Sheet sheet : ruleset.sheets()) {
            List<Project> eligibleHere = new ArrayList<>();
            List<Project> countedHere = new ArrayList<>();
            for (EligibleProject project : eligible) {
                if (project.at() == sheet) {
                    eligibleHere.add(project.claim());
                    if (named.contains(project)) {
                        countedHere.add(project.claim());
                    }
                }
            }
            experiences.add(maker.experience(sheet, countedHere, eligibleHere));
        }
        fire(session, experiences);
        return experiences;
    }

    private List<Sheet> metSheets(KieSession session) {
        Map<Sheet, Set<Criterion>> satisfied = new IdentityHashMap<>();
        for (RuleConclusion one : fired) {
            ConclusionType statement = one.conclusion().statement();
            if (statement.satisfies()) {
                satisfied
                        .computeIfAbsent(sheet(one), any -> EnumSet.noneOf(Criterion.class))
                        .add(statement.criterion().orElseThrow());
            }
        }
        List<SheetStanding> standings = new ArrayList<>();
        for (Sheet sheet : ruleset.sheets()) {
            Set<Criterion> met = satisfied.getOrDefault(sheet, Set.of());
            int notMet = 0;
            for (Criterion criterion : sheet.criteria()) {
                notMet += met.contains(criterion) ? 0 : 1;
            }
            standings.add(maker.standing(sheet, notMet));
        }
        fire(session, standings);
        return stage.stream().map(Evaluation::sheet).toList();
    }

    private static Sheet sheet(RuleConclusion one) {
        return ((SheetFact) one.conclusion().subject()).at();
    }

    private void certified(KieSession session, List<Sheet> met) {
        fire(session, met.stream().map(sheet -> new MetSheet(sheet, this)).toList());
        fire(
                session,
                stage.stream()
                        .map(one -> new CertifiedField(
                                ((MetSheet) one.conclusion().subject()).specialtyField(),
                                one.conclusion().level(),
                                this))
                        .toList());
    }

    /** Puts a stage's facts in and fires; the stage's conclusions stand in {@link #stage} until the next. */
    private void fire(KieSession session, List<? extends Fact> facts) {
        stage.clear();
        if (facts.isEmpty()) {
            return;
        }
        facts.forEach(onlooker);
        facts.forEach(session::insert);
        if (session.fireAllRules(MOST_FIRINGS) >= MOST_FIRINGS) {
            throw new EvaluationLimitException(
                    "The rules fired " + MOST_FIRINGS + " times and did not come to an end.");
        }
        deadline.check();
        said.sort(IN_ORDER);
        said.forEach(one -> stage.add(one.fired()));
        said.clear();
        fired.addAll(stage);
    }

    @Override
    public void beforeMatchFired(BeforeMatchFiredEvent event) {
        if (deadline.isOver()) {
            event.getKieRuntime().halt();
        }
        firing = ruleset.rule(event.getMatch().getRule().getName());
    }

    @Override
    public void add(Conclusion conclusion) {
        RuleText rule = Objects.requireNonNull(firing, "a conclusion outside a firing");
        said.add(new OrderedConclusion(
                ruleset.place(rule), ruleset.place(conclusion.subject()), new RuleConclusion(rule, conclusion)));
    }
}
