package org.kentei.ruleset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Contribution;
import org.kentei.candidate.Project;
import org.kentei.candidate.SubordinateDevelopment;
import org.kentei.fact.CertifiedField;
import org.kentei.fact.ClaimedContribution;
import org.kentei.fact.ClaimedDevelopment;
import org.kentei.fact.ClaimedProject;
import org.kentei.fact.Conclusion;
import org.kentei.fact.Conclusions;
import org.kentei.fact.ConsideredProject;
import org.kentei.fact.EligibleProject;
import org.kentei.fact.Experience;
import org.kentei.fact.Fact;
import org.kentei.fact.FactMaker;
import org.kentei.fact.MetSheet;
import org.kentei.fact.RatedProject;
import org.kentei.fact.SheetFact;
import org.kentei.fact.SheetStanding;
import org.kentei.fact.Statement;
import org.kentei.rule.RuleText;
import org.kentei.verdict.Fired;
import org.kentei.verdict.Verdict;
import org.kentei.verdict.VerdictAssembler;
import org.kentei.vocabulary.Sheet;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;

/**
 * Decides one candidate in one session. Facts go in stage by stage: what the rules of a stage conclude is summed up
 * into the facts of the next, and rules alone decide. Within a stage the firings are put into the order of the files,
 * since the engine promises none.
 */
final class Evaluation extends DefaultAgendaEventListener implements Conclusions {

    /** Far more than the largest admissible candidate needs, so that only endless firing meets it. */
    private static final int MOST_FIRINGS = 1_000_000;

    private final Ruleset ruleset;
    private final Candidate candidate;
    private final FactMaker maker;
    private final List<Fired> fired = new ArrayList<>();
    private final List<Fired> stage = new ArrayList<>();
    private final Deadline deadline;
    private @Nullable RuleText firing;

    Evaluation(Ruleset ruleset, Candidate candidate, Deadline deadline) {
        this.deadline = deadline;
        this.ruleset = ruleset;
        this.candidate = candidate;
        this.maker = new FactMaker(ruleset.vocabulary(), candidate.asOf(), this);
    }

    /** Runs the stages in the session and disposes it. */
    Verdict run(KieSession session) {
        try {
            session.addEventListener(this);
            Claims claims = claims(session);
            List<ConsideredProject> considered = clauses(session, claims);
            List<RatedProject> rated = levels(session, considered);
            List<EligibleProject> eligible = eligible(session, rated);
            List<Experience> experiences = experiences(session, eligible);
            certified(session, metSheets(session));
            return new VerdictAssembler(ruleset.vocabulary(), ruleset.clauses(), candidate, fired, experiences).assemble();
        } finally {
            session.dispose();
        }
    }

    private record Claims(
            List<Project> projects, Map<String, List<Contribution>> contributions, List<SubordinateDevelopment> developments) {}

    private Claims claims(KieSession session) {
        List<Project> projects = new ArrayList<>();
        Map<String, List<Contribution>> contributions = new HashMap<>();
        List<SubordinateDevelopment> developments = new ArrayList<>();
        Stream<? extends Fact> facts = Stream.of(
                        maker.claimedProjects(candidate),
                        maker.claimedContributions(candidate),
                        maker.claimedDevelopments(candidate),
                        maker.claimedExaminations(candidate))
                .flatMap(List::stream);
        for (Fired one : fire(session, facts.toList())) {
            Conclusion conclusion = one.conclusion();
            if (conclusion.subject() instanceof ClaimedProject project) {
                projects.add(project.claim());
            } else if (conclusion.subject() instanceof ClaimedContribution contribution) {
                String field = conclusion.statement() == Statement.COUNTS_FOR
                        ? conclusion.field()
                        : contribution.specialtyField();
                contributions.computeIfAbsent(field, any -> new ArrayList<>()).add(contribution.claim());
            } else if (conclusion.subject() instanceof ClaimedDevelopment development) {
                developments.add(development.claim());
            }
        }
        return new Claims(projects, contributions, developments);
    }

    private List<ConsideredProject> clauses(KieSession session, Claims claims) {
        List<ConsideredProject> considered = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        for (Sheet sheet : ruleset.sheets()) {
            String field = sheet.specialtyField();
            claims.projects().stream()
                    .filter(project -> project.specialtyField().equals(field))
                    .forEach(project -> considered.add(maker.considered(sheet, project)));
            candidate.specialties().stream()
                    .filter(specialty -> specialty.specialtyField().equals(field))
                    .forEach(specialty -> facts.add(maker.held(sheet, specialty)));
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
        Map<Fact, Boolean> inRole = new IdentityHashMap<>();
        Map<Fact, Boolean> accomplished = new IdentityHashMap<>();
        for (Fired one : stage) {
            if (one.conclusion().subject() instanceof ConsideredProject project) {
                switch (one.conclusion().statement()) {
                    case MEETS_COMPLEXITY -> complexity.merge(project.claim(), project.level(), Math::max);
                    case MEETS_SIZE -> size.merge(project.claim(), project.level(), Math::max);
                    case PLAYS_ROLE -> inRole.put(project, true);
                    case SHOWS_ACCOMPLISHMENTS -> accomplished.put(project, true);
                    default -> throw new IllegalStateException("A considered project cannot be said to be "
                            + one.conclusion().statement());
                }
            }
        }
        List<RatedProject> rated = considered.stream()
                .map(project -> new RatedProject(
                        project,
                        complexity.getOrDefault(project.claim(), 0),
                        size.getOrDefault(project.claim(), 0),
                        inRole.containsKey(project),
                        accomplished.containsKey(project)))
                .toList();
        fire(session, rated);
        return rated;
    }

    private List<EligibleProject> eligible(KieSession session, List<RatedProject> rated) {
        Map<Fact, Boolean> named = new IdentityHashMap<>();
        stage.stream()
                .filter(one -> one.conclusion().statement() == Statement.IS_ELIGIBLE)
                .forEach(one -> named.put(one.conclusion().subject(), true));
        List<EligibleProject> eligible =
                rated.stream().filter(named::containsKey).map(EligibleProject::new).toList();
        fire(session, eligible);
        return eligible;
    }

    private List<Experience> experiences(KieSession session, List<EligibleProject> eligible) {
        Map<Fact, Boolean> counted = new IdentityHashMap<>();
        stage.forEach(one -> counted.put(one.conclusion().subject(), true));
        List<Experience> experiences = ruleset.sheets().stream()
                .map(sheet -> maker.experience(
                        sheet,
                        claims(eligible.stream().filter(counted::containsKey), sheet),
                        claims(eligible.stream(), sheet)))
                .toList();
        fire(session, experiences);
        return experiences;
    }

    private static List<Project> claims(Stream<EligibleProject> projects, Sheet sheet) {
        return projects.filter(project -> project.at() == sheet).map(EligibleProject::claim).toList();
    }

    private List<Sheet> metSheets(KieSession session) {
        Map<Sheet, Integer> satisfied = new IdentityHashMap<>();
        fired.stream()
                .filter(one -> one.conclusion().statement().satisfies())
                .map(one -> new Satisfied(((SheetFact) one.conclusion().subject()).at(), one.conclusion().statement()))
                .distinct()
                .forEach(one -> satisfied.merge(one.sheet(), 1, Integer::sum));
        fire(session, ruleset.sheets().stream()
                .map(sheet -> new SheetStanding(
                        sheet, sheet.criteria().size() - satisfied.getOrDefault(sheet, 0), this))
                .toList());
        return stage.stream().map(one -> ((SheetStanding) one.conclusion().subject()).at()).toList();
    }

    private record Satisfied(Sheet sheet, Statement statement) {}

    private void certified(KieSession session, List<Sheet> met) {
        fire(session, met.stream().map(sheet -> new MetSheet(sheet, this)).toList());
        fire(session, stage.stream()
                .map(one -> new CertifiedField(
                        ((MetSheet) one.conclusion().subject()).specialtyField(), one.conclusion().level(), this))
                .toList());
    }

    /** Puts a stage's facts in and fires; the stage's conclusions stand in {@link #stage} until the next. */
    private List<Fired> fire(KieSession session, List<? extends Fact> facts) {
        stage.clear();
        if (facts.isEmpty()) {
            return stage;
        }
        facts.forEach(session::insert);
        if (session.fireAllRules(MOST_FIRINGS) >= MOST_FIRINGS) {
            throw new EvaluationLimitException("The rules fired " + MOST_FIRINGS + " times and did not come to an end.");
        }
        if (deadline.isOver()) {
            throw deadline.exceeded();
        }
        stage.sort(Comparator.comparingInt((Fired one) -> ruleset.place(one.rule()))
                .thenComparingInt(one -> ruleset.place(one.conclusion().subject()))
                .thenComparing(one -> one.conclusion().subject().id()));
        fired.addAll(stage);
        return stage;
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
        stage.add(new Fired(Objects.requireNonNull(firing, "a conclusion outside a firing"), conclusion));
    }
}
