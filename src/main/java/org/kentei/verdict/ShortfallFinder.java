package org.kentei.verdict;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Project;
import org.kentei.candidate.Specialty;
import org.kentei.fact.ConclusionType;
import org.kentei.fact.ConsideredProject;
import org.kentei.fact.EligibleProject;
import org.kentei.fact.EntryType;
import org.kentei.fact.Experience;
import org.kentei.fact.Fact;
import org.kentei.fact.FactMaker;
import org.kentei.fact.RatedProject;
import org.kentei.rule.Condition.SimpleCondition;
import org.kentei.verdict.Alternative.UnmetCondition;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;

/**
 * Finds what is missing for a sheet, from the conditions of the rules. For each condition it takes the project or entry
 * that comes closest.
 */
final class ShortfallFinder {

    private final VerdictRules rules;
    private final Candidate candidate;
    private final CountedClaims claims;
    private final List<Experience> experiences;
    private final FactMaker maker;
    private final AlternativeFinder finder;
    private final Runnable deadlineCheck;

    /** @param deadlineCheck throws when the evaluation's time is over */
    ShortfallFinder(
            VerdictRules rules,
            Candidate candidate,
            List<RuleConclusion> fired,
            List<Experience> experiences,
            Runnable deadlineCheck) {
        this.deadlineCheck = deadlineCheck;
        this.rules = rules;
        this.candidate = candidate;
        this.claims = CountedClaims.of(fired);
        this.experiences = experiences;
        this.maker = new FactMaker(rules.vocabulary(), candidate.asOf(), conclusion -> {
            throw new IllegalStateException("The search for shortfalls concludes nothing");
        });
        this.finder = new AlternativeFinder(rules.vocabulary(), rules.clauses(), maker, deadlineCheck);
    }

    /** The shortfalls of a sheet's unmet criteria; for each criterion the nearest alternative comes first. */
    List<Shortfall> find(Sheet sheet, List<Criterion> unmet) {
        List<Shortfall> shortfalls = new ArrayList<>();
        for (Criterion criterion : unmet) {
            shortfalls.addAll(
                    claimsNothing(sheet, criterion)
                            ? rules.ofNothing(sheet, criterion, () -> shortfalls(sheet, criterion))
                            : shortfalls(sheet, criterion));
        }
        return shortfalls;
    }

    private List<Shortfall> shortfalls(Sheet sheet, Criterion criterion) {
        List<Shortfall> shortfalls = new ArrayList<>();
        int alternative = 0;
        for (Alternative one : Alternative.nearestFirst(alternatives(sheet, criterion), deadlineCheck)) {
            alternative++;
            for (UnmetCondition condition : one.unmet()) {
                shortfalls.add(shortfall(criterion, alternative, condition));
            }
        }
        return shortfalls;
    }

    /** Whether the candidate has no entry of which the criterion could be met. */
    private boolean claimsNothing(Sheet sheet, Criterion criterion) {
        return switch (criterion) {
            case RESPONSIBILITIES, COMPLEXITY, SIZE -> projects(sheet).isEmpty();
            case SPECIALTY -> specialties(sheet).isEmpty();
            case SUCCESSION -> claims.contributions(sheet.specialtyField()).isEmpty();
            case SUBORDINATES -> claims.developments().isEmpty();
        };
    }

    private List<Alternative> alternatives(Sheet sheet, Criterion criterion) {
        return switch (criterion) {
            case RESPONSIBILITIES -> responsibilities(sheet);
            case COMPLEXITY -> ofProjects(sheet, ConclusionType.MEETS_COMPLEXITY);
            case SIZE -> ofProjects(sheet, ConclusionType.MEETS_SIZE);
            case SPECIALTY -> finder.nearest(sheet, ConclusionType.SATISFIES_SPECIALTY, specialties(sheet));
            case SUCCESSION ->
                finder.nearest(
                        sheet,
                        ConclusionType.SATISFIES_SUCCESSION,
                        List.of(maker.succession(sheet, claims.contributions(sheet.specialtyField()))));
            case SUBORDINATES ->
                finder.nearest(
                        sheet,
                        ConclusionType.SATISFIES_SUBORDINATES,
                        List.of(maker.subordinates(sheet, claims.developments())));
        };
    }

    private List<Fact> specialties(Sheet sheet) {
        List<Fact> held = new ArrayList<>();
        for (Specialty specialty : candidate.specialties()) {
            if (specialty.specialtyField().equals(sheet.specialtyField())) {
                held.add(maker.held(sheet, specialty));
            }
        }
        return held;
    }

    private List<Project> projects(Sheet sheet) {
        List<Project> projects = new ArrayList<>();
        for (Project project : candidate.projects()) {
            if (project.specialtyField().equals(sheet.specialtyField())) {
                projects.add(project);
            }
        }
        return projects;
    }

    /** For each alternative of each rule, the project that comes closest, whether or not it is considered. */
    private List<Alternative> ofProjects(Sheet sheet, ConclusionType type) {
        List<ConsideredProject> projects = new ArrayList<>();
        List<Alternative> before = new ArrayList<>();
        Alternative consideration = null;
        for (Project project : projects(sheet)) {
            RatedProject rated = finder.rated(sheet, project);
            int level = type == ConclusionType.MEETS_SIZE ? rated.sizeLevel() : rated.complexityLevel();
            if (level >= sheet.level()) {
                consideration = Alternative.nearer(consideration, notConsidered(project));
            }
            projects.add(maker.considered(sheet, project));
            before.add(notConsidered(project));
        }
        return consideration == null ? finder.nearest(sheet, type, projects, before) : List.of(consideration);
    }

    /** Why a project is not considered; nothing is missing if it is. */
    private Alternative notConsidered(Project project) {
        return finder.shared(null, ConclusionType.IS_CONSIDERED, maker.claimed(project));
    }

    private List<Alternative> responsibilities(Sheet sheet) {
        Experience experience = experience(sheet);
        List<Alternative> found = new ArrayList<>();
        if (!experience.counted().isEmpty()) {
            found.addAll(finder.nearest(sheet, ConclusionType.SATISFIES_RESPONSIBILITIES, List.of(experience)));
        }
        Alternative best = null;
        for (Project project : projects(sheet)) {
            if (!experience.counted().contains(project)) {
                for (Alternative one : withProject(sheet, experience, project)) {
                    best = Alternative.nearer(best, one);
                }
            }
        }
        if (best != null) {
            found.add(best);
        }
        if (found.isEmpty()) {
            Alternative toBeCounted = notCounted(sheet, null);
            for (Alternative one :
                    finder.nearest(sheet, ConclusionType.SATISFIES_RESPONSIBILITIES, List.of(experience))) {
                found.add(one.and(toBeCounted));
            }
        }
        return found;
    }

    private Experience experience(Sheet sheet) {
        for (Experience experience : experiences) {
            if (experience.at() == sheet) {
                return experience;
            }
        }
        throw new IllegalStateException("There is no experience at " + sheet.sheet());
    }

    /** What is missing for a project to be counted, and what is still missing after that. */
    private List<Alternative> withProject(Sheet sheet, Experience experience, Project project) {
        Experience together =
                maker.experience(sheet, with(experience.counted(), project), with(experience.eligible(), project));
        Alternative toBeCounted = notConsidered(project).and(notCounted(sheet, project));
        List<Alternative> found = new ArrayList<>();
        for (Alternative one : finder.nearest(sheet, ConclusionType.SATISFIES_RESPONSIBILITIES, List.of(together))) {
            found.add(toBeCounted.and(one));
        }
        return found;
    }

    private static List<Project> with(List<Project> projects, Project further) {
        if (projects.contains(further)) {
            return projects;
        }
        List<Project> longer = new ArrayList<>(projects);
        longer.add(further);
        return longer;
    }

    private Alternative notCounted(Sheet sheet, @Nullable Project project) {
        RatedProject rated = project == null ? null : finder.rated(sheet, project);
        EligibleProject eligible = rated == null ? null : new EligibleProject(rated);
        return finder.shared(sheet, ConclusionType.IS_ELIGIBLE, rated)
                .and(finder.shared(sheet, ConclusionType.IS_COUNTED, eligible));
    }

    private static Shortfall shortfall(Criterion criterion, int alternative, UnmetCondition condition) {
        SimpleCondition part = condition.part();
        Fact fact = condition.fact();
        Number missing = part.missing(fact);
        return new Shortfall(
                criterion,
                alternative,
                condition.rule().clause(),
                condition.rule().name(),
                part.text(),
                part.property().name(),
                part.required(fact),
                part.actual(fact),
                missing == null ? null : missing.longValue(),
                part.property().unit(),
                fact != null && fact.entry() == EntryType.PROJECT ? fact.id() : null);
    }
}
