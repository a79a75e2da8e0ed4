package org.kentei.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Project;
import org.kentei.fact.ConclusionType;
import org.kentei.fact.ConsideredProject;
import org.kentei.fact.EligibleProject;
import org.kentei.fact.EntryType;
import org.kentei.fact.Experience;
import org.kentei.fact.Fact;
import org.kentei.fact.FactMaker;
import org.kentei.fact.HeldSpecialty;
import org.kentei.fact.PassedExamination;
import org.kentei.fact.RatedProject;
import org.kentei.fact.Specialties;
import org.kentei.fact.Subordinates;
import org.kentei.fact.Succession;
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
    private final Map<String, List<Project>> projectsByField = new HashMap<>();
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
        for (Project project : candidate.projects()) {
            projectsByField
                    .computeIfAbsent(project.specialtyField(), any -> new ArrayList<>(2))
                    .add(project);
        }
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

    /** Whether the candidate has no entry of which the criterion could be met, in any of its ways. */
    private boolean claimsNothing(Sheet sheet, Criterion criterion) {
        ConclusionType type = concluded(sheet, criterion);
        return type.satisfies()
                ? claimsNothing(sheet, finder.factTypes(sheet, type))
                : projects(sheet).isEmpty();
    }

    private boolean claimsNothing(Sheet sheet, Set<Class<? extends Fact>> factTypes) {
        for (Class<? extends Fact> factType : factTypes) {
            if (!claimsNothing(sheet, factType)) {
                return false;
            }
        }
        return true;
    }

    private boolean claimsNothing(Sheet sheet, Class<? extends Fact> factType) {
        if (factType == Experience.class) {
            return projects(sheet).isEmpty();
        }
        if (factType == Succession.class) {
            return claims.contributions(sheet.specialtyField()).isEmpty();
        }
        if (factType == Subordinates.class) {
            return claims.developments().isEmpty();
        }
        return factType == PassedExamination.class
                ? maker.passed(sheet, candidate).isEmpty()
                : maker.held(sheet, candidate).isEmpty();
    }

    private List<Alternative> alternatives(Sheet sheet, Criterion criterion) {
        ConclusionType type = concluded(sheet, criterion);
        return type.satisfies() ? satisfying(sheet, type) : ofProjects(sheet, type);
    }

    /** What the sheet's own rules conclude for a criterion: of one project, or that the criterion is satisfied. */
    private static ConclusionType concluded(Sheet sheet, Criterion criterion) {
        return switch (criterion) {
            case RESPONSIBILITIES -> ConclusionType.SATISFIES_RESPONSIBILITIES;
            case COMPLEXITY -> ConclusionType.MEETS_COMPLEXITY;
            case SIZE ->
                sheet.requiresOfEachProject(criterion) ? ConclusionType.MEETS_SIZE : ConclusionType.SATISFIES_SIZE;
            case SPECIALTY -> ConclusionType.SATISFIES_SPECIALTY;
            case SUCCESSION -> ConclusionType.SATISFIES_SUCCESSION;
            case SUBORDINATES -> ConclusionType.SATISFIES_SUBORDINATES;
        };
    }

    /** The ways to satisfy a criterion on each type of fact that the sheet's rules let it rest on. */
    private List<Alternative> satisfying(Sheet sheet, ConclusionType type) {
        List<Alternative> found = new ArrayList<>();
        for (Class<? extends Fact> factType : finder.factTypes(sheet, type)) {
            found.addAll(satisfying(sheet, type, factType));
        }
        return found;
    }

    private List<Alternative> satisfying(Sheet sheet, ConclusionType type, Class<? extends Fact> factType) {
        if (factType == Experience.class) {
            return ofExperience(sheet, type);
        }
        if (factType == HeldSpecialty.class) {
            return finder.nearest(sheet, type, HeldSpecialty.class, maker.held(sheet, candidate));
        }
        if (factType == Specialties.class) {
            return finder.nearest(sheet, type, Specialties.class, List.of(maker.specialties(sheet, candidate)));
        }
        if (factType == PassedExamination.class) {
            return finder.nearest(sheet, type, PassedExamination.class, maker.passed(sheet, candidate));
        }
        if (factType == Succession.class) {
            return finder.nearest(
                    sheet,
                    type,
                    Succession.class,
                    List.of(maker.succession(sheet, claims.contributions(sheet.specialtyField()))));
        }
        if (factType == Subordinates.class) {
            return finder.nearest(
                    sheet, type, Subordinates.class, List.of(maker.subordinates(sheet, claims.developments())));
        }
        throw new IllegalStateException("A criterion cannot rest on a " + factType.getSimpleName());
    }

    private List<Project> projects(Sheet sheet) {
        return projectsByField.getOrDefault(sheet.specialtyField(), List.of());
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
        return consideration == null
                ? finder.nearest(sheet, type, ConsideredProject.class, projects, before)
                : List.of(consideration);
    }

    /** Why a project is not considered; nothing is missing if it is. */
    private Alternative notConsidered(Project project) {
        return finder.shared(null, ConclusionType.IS_CONSIDERED, maker.claimed(project));
    }

    private List<Alternative> ofExperience(Sheet sheet, ConclusionType type) {
        Experience experience = experience(sheet);
        List<Alternative> found = new ArrayList<>();
        if (!experience.counted().isEmpty()) {
            found.addAll(finder.nearest(sheet, type, Experience.class, List.of(experience)));
        }
        Set<Project> counted = same(experience.counted());
        Set<Project> eligible = same(experience.eligible());
        Alternative best = null;
        for (Project project : projects(sheet)) {
            if (!counted.contains(project)) {
                Experience together = maker.with(experience, project, eligible.contains(project));
                for (Alternative one : withProject(sheet, type, together, project)) {
                    best = Alternative.nearer(best, one);
                }
            }
        }
        if (best != null) {
            found.add(best);
        }
        if (found.isEmpty()) {
            Alternative toBeCounted = notCounted(sheet, null);
            for (Alternative one : finder.nearest(sheet, type, Experience.class, List.of(experience))) {
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

    /** The projects as a set of these very objects: comparing their values takes longer with each project. */
    private static Set<Project> same(List<Project> projects) {
        Set<Project> same = Collections.newSetFromMap(new IdentityHashMap<>(projects.size()));
        same.addAll(projects);
        return same;
    }

    /**
     * What is missing for a project to be counted, and what is still missing after that.
     *
     * @param together the experience with this project
     */
    private List<Alternative> withProject(Sheet sheet, ConclusionType type, Experience together, Project project) {
        Alternative toBeCounted = notConsidered(project).and(notCounted(sheet, project));
        List<Alternative> found = new ArrayList<>();
        for (Alternative one : finder.nearest(sheet, type, Experience.class, List.of(together))) {
            found.add(toBeCounted.and(one));
        }
        return found;
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
