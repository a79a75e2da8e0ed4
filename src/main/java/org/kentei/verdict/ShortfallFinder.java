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
import org.kentei.rule.RulesByConclusion;
import org.kentei.verdict.Alternative.UnmetCondition;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Vocabulary;

/**
 * Finds what is missing for a sheet, in the words and numbers of the rules' own conditions. It asks every condition of
 * the project or entry that comes closest to it.
 */
final class ShortfallFinder {

    private final Candidate candidate;
    private final CountedClaims claims;
    private final List<Experience> experiences;
    private final FactMaker maker;
    private final AlternativeFinder ways;
    private final Runnable stillInTime;

    /** @param stillInTime throws when the evaluation's time is over */
    ShortfallFinder(
            Vocabulary vocabulary,
            RulesByConclusion clauses,
            Candidate candidate,
            List<RuleConclusion> fired,
            List<Experience> experiences,
            Runnable stillInTime) {
        this.stillInTime = stillInTime;
        this.candidate = candidate;
        this.claims = CountedClaims.of(fired);
        this.experiences = experiences;
        this.maker = new FactMaker(vocabulary, candidate.asOf(), conclusion -> {
            throw new IllegalStateException("Nothing is concluded while shortfalls are looked for");
        });
        this.ways = new AlternativeFinder(vocabulary, clauses, maker, stillInTime);
    }

    /** What is missing for the unmet criteria of a sheet, for each criterion the nearest alternative first. */
    List<Shortfall> find(Sheet sheet, List<Criterion> unmet) {
        List<Shortfall> shortfalls = new ArrayList<>();
        for (Criterion criterion : unmet) {
            int alternative = 0;
            for (Alternative way : Alternative.nearestFirst(ways(sheet, criterion), stillInTime)) {
                alternative++;
                for (UnmetCondition gap : way.gaps()) {
                    shortfalls.add(shortfall(criterion, alternative, gap));
                }
            }
        }
        return shortfalls;
    }

    private List<Alternative> ways(Sheet sheet, Criterion criterion) {
        return switch (criterion) {
            case RESPONSIBILITIES -> responsibilities(sheet);
            case COMPLEXITY -> ofProjects(sheet, ConclusionType.MEETS_COMPLEXITY);
            case SIZE -> ofProjects(sheet, ConclusionType.MEETS_SIZE);
            case SPECIALTY -> ways.nearest(sheet, ConclusionType.SATISFIES_SPECIALTY, specialties(sheet));
            case SUCCESSION ->
                ways.nearest(
                        sheet,
                        ConclusionType.SATISFIES_SUCCESSION,
                        List.of(maker.succession(sheet, claims.contributions(sheet.specialtyField()))));
            case SUBORDINATES ->
                ways.nearest(
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

    /** For every alternative of every clause, the project that comes closest, whether or not it is considered. */
    private List<Alternative> ofProjects(Sheet sheet, ConclusionType type) {
        List<ConsideredProject> projects = new ArrayList<>();
        List<Alternative> before = new ArrayList<>();
        Alternative consideration = null;
        for (Project project : projects(sheet)) {
            RatedProject rated = ways.rated(sheet, project);
            int level = type == ConclusionType.MEETS_SIZE ? rated.sizeLevel() : rated.complexityLevel();
            if (level >= sheet.level()) {
                consideration = Alternative.nearer(consideration, notConsidered(project));
            }
            projects.add(maker.considered(sheet, project));
            before.add(notConsidered(project));
        }
        return consideration == null ? ways.nearest(sheet, type, projects, before) : List.of(consideration);
    }

    /** Why a project is not considered at all; nothing missing where it is. */
    private Alternative notConsidered(Project project) {
        return ways.shared(null, ConclusionType.IS_CONSIDERED, maker.claimed(project));
    }

    private List<Alternative> responsibilities(Sheet sheet) {
        Experience experience = experience(sheet);
        List<Alternative> found = new ArrayList<>();
        if (!experience.counted().isEmpty()) {
            found.addAll(ways.nearest(sheet, ConclusionType.SATISFIES_RESPONSIBILITIES, List.of(experience)));
        }
        Alternative best = null;
        for (Project project : projects(sheet)) {
            if (!experience.counted().contains(project)) {
                for (Alternative way : withProject(sheet, experience, project)) {
                    best = Alternative.nearer(best, way);
                }
            }
        }
        if (best != null) {
            found.add(best);
        }
        if (found.isEmpty()) {
            Alternative toBeCounted = notCounted(sheet, null);
            for (Alternative way :
                    ways.nearest(sheet, ConclusionType.SATISFIES_RESPONSIBILITIES, List.of(experience))) {
                found.add(way.and(toBeCounted));
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

    /** What keeps a project from being counted, and what would be missing even so. */
    private List<Alternative> withProject(Sheet sheet, Experience experience, Project project) {
        Experience together =
                maker.experience(sheet, with(experience.counted(), project), with(experience.eligible(), project));
        Alternative toBeCounted = notConsidered(project).and(notCounted(sheet, project));
        List<Alternative> found = new ArrayList<>();
        for (Alternative way : ways.nearest(sheet, ConclusionType.SATISFIES_RESPONSIBILITIES, List.of(together))) {
            found.add(toBeCounted.and(way));
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
        RatedProject rated = project == null ? null : ways.rated(sheet, project);
        EligibleProject eligible = rated == null ? null : new EligibleProject(rated);
        return ways.shared(sheet, ConclusionType.IS_ELIGIBLE, rated)
                .and(ways.shared(sheet, ConclusionType.IS_COUNTED, eligible));
    }

    private static Shortfall shortfall(Criterion criterion, int alternative, UnmetCondition gap) {
        SimpleCondition part = gap.part();
        Fact fact = gap.fact();
        Number missing = part.missing(fact);
        return new Shortfall(
                criterion,
                alternative,
                gap.rule().clause(),
                gap.rule().name(),
                part.text(),
                part.property().name(),
                part.required(fact),
                part.actual(fact),
                missing == null ? null : missing.longValue(),
                part.property().unit(),
                fact != null && fact.entry() == EntryType.PROJECT ? fact.id() : null);
    }
}
