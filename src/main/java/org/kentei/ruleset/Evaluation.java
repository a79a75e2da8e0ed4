package org.kentei.ruleset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Project;
import org.kentei.fact.CertifiedField;
import org.kentei.fact.ConclusionType;
import org.kentei.fact.ConsideredProject;
import org.kentei.fact.EligibleProject;
import org.kentei.fact.Experience;
import org.kentei.fact.Fact;
import org.kentei.fact.FactMaker;
import org.kentei.fact.MetSheet;
import org.kentei.fact.PassedExamination;
import org.kentei.fact.RatedProject;
import org.kentei.fact.SheetFact;
import org.kentei.fact.SheetStanding;
import org.kentei.fact.Specialties;
import org.kentei.verdict.CountedClaims;
import org.kentei.verdict.RuleConclusion;
import org.kentei.verdict.Verdict;
import org.kentei.verdict.VerdictAssembler;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;

/**
 * Decides one candidate in one session. Facts are inserted in stages: the conclusions of one stage are summed up in the
 * facts of the next. Only rules decide.
 */
final class Evaluation {

    /** The highest levels whose clauses a project meets. */
    private static final class MetLevels {

        private static final MetLevels NONE = new MetLevels();

        private int complexity;
        private int size;

        private void add(ConclusionType type, int level) {
            if (type == ConclusionType.MEETS_COMPLEXITY) {
                complexity = Math.max(complexity, level);
            } else {
                size = Math.max(size, level);
            }
        }
    }

    private final Ruleset ruleset;
    private final RulesInForce inForce;
    private final Candidate candidate;
    private final RuleSession session;
    private final FactMaker maker;

    /** @param session a new session over the ruleset */
    Evaluation(Ruleset ruleset, Candidate candidate, RuleSession session) {
        this.ruleset = ruleset;
        this.inForce = ruleset.inForce(candidate.asOf());
        this.candidate = candidate;
        this.session = session;
        this.maker = new FactMaker(ruleset.vocabulary(), candidate.asOf(), session);
    }

    /** Runs the stages, if any sheet is in force, and assembles the verdict from the firings. */
    Verdict run() {
        List<Experience> experiences = inForce.sheets().isEmpty() ? List.of() : fireStages();
        return new VerdictAssembler(inForce.rules(), candidate, session.fired(), experiences, session::checkDeadline)
                .assemble();
    }

    /** Runs the stages; the session has their firings then. */
    List<Experience> fireStages() {
        CountedClaims claims = CountedClaims.of(claimed());
        List<ConsideredProject> considered = considered(claims);
        List<RatedProject> rated = rated(considered, clauses(considered, claims));
        List<EligibleProject> eligible = eligible(rated, session.fire(rated));
        List<Experience> experiences = experiences(eligible, session.fire(eligible));
        session.fire(experiences);
        certified(session.fire(standings()));
        return experiences;
    }

    private List<RuleConclusion> claimed() {
        List<Fact> facts = new ArrayList<>();
        facts.addAll(maker.claimedProjects(candidate));
        facts.addAll(maker.claimedContributions(candidate));
        facts.addAll(maker.claimedDevelopments(candidate));
        facts.addAll(maker.claimedExaminations(candidate));
        return session.fire(facts);
    }

    private List<ConsideredProject> considered(CountedClaims claims) {
        List<ConsideredProject> considered = new ArrayList<>();
        for (Sheet sheet : inForce.sheets()) {
            for (Project project : claims.projects()) {
                if (project.specialtyField().equals(sheet.specialtyField())) {
                    considered.add(maker.considered(sheet, project));
                }
            }
        }
        return considered;
    }

    private List<RuleConclusion> clauses(List<ConsideredProject> considered, CountedClaims claims) {
        List<Fact> facts = new ArrayList<>();
        for (Sheet sheet : inForce.sheets()) {
            String field = sheet.specialtyField();
            facts.addAll(maker.held(sheet, candidate));
            if (inForce.reads(sheet, Specialties.class)) {
                facts.add(maker.specialties(sheet, candidate));
            }
            if (inForce.reads(sheet, PassedExamination.class)) {
                facts.addAll(maker.passed(sheet, candidate));
            }
            facts.add(maker.succession(sheet, claims.contributions(field)));
            facts.add(maker.subordinates(sheet, claims.developments()));
        }
        facts.addAll(considered);
        return session.fire(facts);
    }

    private static List<RatedProject> rated(List<ConsideredProject> considered, List<RuleConclusion> stage) {
        if (considered.isEmpty()) {
            return List.of();
        }
        Map<Project, MetLevels> levels = new IdentityHashMap<>(considered.size());
        Set<Fact> inRole = Collections.newSetFromMap(new IdentityHashMap<>(considered.size()));
        Set<Fact> accomplished = Collections.newSetFromMap(new IdentityHashMap<>(considered.size()));
        for (RuleConclusion one : stage) {
            if (one.subject() instanceof ConsideredProject project) {
                switch (one.type()) {
                    case MEETS_COMPLEXITY, MEETS_SIZE ->
                        levels.computeIfAbsent(project.claim(), any -> new MetLevels())
                                .add(one.type(), project.level());
                    case PLAYS_ROLE -> inRole.add(project);
                    case SHOWS_ACCOMPLISHMENTS -> accomplished.add(project);
                    default -> throw new IllegalStateException("A considered project has no conclusion " + one.type());
                }
            }
        }
        List<RatedProject> rated = new ArrayList<>(considered.size());
        for (ConsideredProject project : considered) {
            MetLevels met = levels.getOrDefault(project.claim(), MetLevels.NONE);
            rated.add(new RatedProject(
                    project, met.complexity, met.size, inRole.contains(project), accomplished.contains(project)));
        }
        return rated;
    }

    private static List<EligibleProject> eligible(List<RatedProject> rated, List<RuleConclusion> stage) {
        if (stage.isEmpty()) {
            return List.of();
        }
        Set<Fact> named = Collections.newSetFromMap(new IdentityHashMap<>(rated.size()));
        for (RuleConclusion one : stage) {
            if (one.type() == ConclusionType.IS_ELIGIBLE) {
                named.add(one.subject());
            }
        }
        List<EligibleProject> eligible = new ArrayList<>();
        for (RatedProject project : rated) {
            if (named.contains(project)) {
                eligible.add(new EligibleProject(project));
            }
        }
        return eligible;
    }

    private List<Experience> experiences(List<EligibleProject> eligible, List<RuleConclusion> stage) {
        Set<Fact> named = Collections.newSetFromMap(new IdentityHashMap<>(eligible.size()));
        for (RuleConclusion one : stage) {
            named.add(one.subject());
        }
        List<Experience> experiences = new ArrayList<>(inForce.sheets().size());
        for (Sheet sheet : inForce.sheets()) {
            List<Project> eligibleHere = List.of();
            List<Project> countedHere = List.of();
            for (int place = 0; place < eligible.size(); place++) {
                EligibleProject project = eligible.get(place);
                if (project.at() == sheet) {
                    eligibleHere = with(eligibleHere, project.claim());
                    if (named.contains(project)) {
                        countedHere = with(countedHere, project.claim());
                    }
                }
            }
            experiences.add(maker.experience(sheet, countedHere, eligibleHere));
        }
        return experiences;
    }

    private static List<Project> with(List<Project> projects, Project further) {
        List<Project> longer = projects.isEmpty() ? new ArrayList<>(2) : projects;
        longer.add(further);
        return longer;
    }

    private List<SheetStanding> standings() {
        Map<Sheet, Set<Criterion>> satisfied =
                new IdentityHashMap<>(inForce.sheets().size());
        for (RuleConclusion one : session.fired()) {
            if (one.type().satisfies()) {
                satisfied
                        .computeIfAbsent(((SheetFact) one.subject()).at(), any -> EnumSet.noneOf(Criterion.class))
                        .add(one.type().criterion().orElseThrow());
            }
        }
        List<SheetStanding> standings = new ArrayList<>(inForce.sheets().size());
        for (Sheet sheet : inForce.sheets()) {
            Set<Criterion> met = satisfied.get(sheet);
            int notMet = sheet.criteria().size();
            if (met != null) {
                for (Criterion criterion : met) {
                    notMet -= sheet.requires(criterion) ? 1 : 0;
                }
            }
            standings.add(maker.standing(sheet, notMet));
        }
        return standings;
    }

    private void certified(List<RuleConclusion> met) {
        List<MetSheet> sheets = new ArrayList<>(met.size());
        for (RuleConclusion one : met) {
            sheets.add(new MetSheet(((SheetFact) one.subject()).at(), session));
        }
        List<CertifiedField> fields = new ArrayList<>(1);
        for (RuleConclusion one : session.fire(sheets)) {
            MetSheet sheet = (MetSheet) one.subject();
            fields.add(
                    new CertifiedField(sheet.specialtyField(), one.conclusion().level(), session));
        }
        session.fire(fields);
    }
}
