package org.kentei.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Project;
import org.kentei.fact.ClaimedContribution;
import org.kentei.fact.ClaimedDevelopment;
import org.kentei.fact.ClaimedProject;
import org.kentei.fact.ConsideredProject;
import org.kentei.fact.EligibleProject;
import org.kentei.fact.Entry;
import org.kentei.fact.Experience;
import org.kentei.fact.Fact;
import org.kentei.fact.FactMaker;
import org.kentei.fact.RatedProject;
import org.kentei.fact.Statement;
import org.kentei.rule.Clauses;
import org.kentei.rule.Condition.Part;
import org.kentei.rule.RuleText;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Vocabulary;

/**
 * Finds what is missing for a sheet, in the words and numbers of the rules' own conditions. It asks every condition of
 * the project or entry that comes closest to it.
 */
final class ShortfallFinder {

    /** A condition that does not hold for a fact; the fact is null where the candidate has none. */
    private record Gap(RuleText rule, Part part, @Nullable Fact fact) {

        /** How far it is: up to 1 for a number, by its share of what is required, and 1 for anything else. */
        double distance() {
            Number missing = part.missing(fact);
            return missing != null && part.required(fact) instanceof Number required && required.doubleValue() > 0
                    ? Math.min(1, missing.doubleValue() / required.doubleValue())
                    : 1;
        }
    }

    /** One way to meet a criterion, with all that is still missing on it. */
    private record Way(List<Gap> gaps) {

        private static final Comparator<Way> NEAREST = Comparator.comparingInt((Way way) -> way.gaps.size())
                .thenComparingDouble(way -> way.gaps.stream().mapToDouble(Gap::distance).sum());

        Way and(Way further) {
            return new Way(Stream.concat(gaps.stream(), further.gaps.stream()).distinct().toList());
        }
    }

    private static final Way NOTHING_MISSING = new Way(List.of());

    private final Clauses clauses;
    private final Vocabulary vocabulary;
    private final Candidate candidate;
    private final List<Fired> fired;
    private final List<Experience> experiences;
    private final FactMaker maker;

    ShortfallFinder(
            Vocabulary vocabulary,
            Clauses clauses,
            Candidate candidate,
            List<Fired> fired,
            List<Experience> experiences) {
        this.vocabulary = vocabulary;
        this.clauses = clauses;
        this.candidate = candidate;
        this.fired = fired;
        this.experiences = experiences;
        this.maker = new FactMaker(vocabulary, candidate.asOf(), conclusion -> {
            throw new IllegalStateException("Nothing is concluded while shortfalls are looked for");
        });
    }

    /** What is missing for the unmet criteria of a sheet. */
    List<Shortfall> find(Sheet sheet, List<Criterion> unmet) {
        List<Shortfall> shortfalls = new ArrayList<>();
        for (Criterion criterion : unmet) {
            int alternative = 0;
            for (Way way : ways(sheet, criterion)) {
                alternative++;
                for (Gap gap : way.gaps()) {
                    shortfalls.add(shortfall(criterion, alternative, gap));
                }
            }
        }
        return shortfalls;
    }

    private List<Way> ways(Sheet sheet, Criterion criterion) {
        return switch (criterion) {
            case RESPONSIBILITIES -> responsibilities(sheet);
            case COMPLEXITY -> ofProjects(sheet, Statement.MEETS_COMPLEXITY);
            case SIZE -> ofProjects(sheet, Statement.MEETS_SIZE);
            case SPECIALTY -> of(sheet, Statement.SATISFIES_SPECIALTY, specialties(sheet));
            case SUCCESSION -> of(sheet, Statement.SATISFIES_SUCCESSION, List.of(maker.succession(sheet,
                    counted(ClaimedContribution.class)
                            .filter(fact -> fact.countedFor(sheet.specialtyField()))
                            .map(CountedFact::fact)
                            .map(ClaimedContribution::claim)
                            .toList())));
            case SUBORDINATES -> of(sheet, Statement.SATISFIES_SUBORDINATES, List.of(maker.subordinates(sheet,
                    counted(ClaimedDevelopment.class).map(CountedFact::fact).map(ClaimedDevelopment::claim).toList())));
        };
    }

    private record CountedFact<T extends Fact>(Fired fired, T fact) {

        boolean countedFor(String field) {
            return fired.statement() == Statement.COUNTS_FOR
                    ? fired.conclusion().field().equals(field)
                    : fact instanceof ClaimedContribution contribution
                            && contribution.specialtyField().equals(field);
        }
    }

    private <T extends Fact> Stream<CountedFact<T>> counted(Class<T> type) {
        return fired.stream()
                .filter(one -> type.isInstance(one.conclusion().subject()))
                .map(one -> new CountedFact<>(one, type.cast(one.conclusion().subject())));
    }

    private List<Fact> specialties(Sheet sheet) {
        return candidate.specialties().stream()
                .filter(specialty -> specialty.specialtyField().equals(sheet.specialtyField()))
                .<Fact>map(specialty -> maker.held(sheet, specialty))
                .toList();
    }

    /** For every alternative of every clause, the fact that comes closest. */
    private List<Way> of(Sheet sheet, Statement statement, List<? extends Fact> facts) {
        List<Way> nearest = new ArrayList<>();
        for (RuleText rule : clauses.of(sheet.sheet(), statement)) {
            for (List<Part> alternative : rule.condition().alternatives()) {
                Stream<Way> ways = facts.isEmpty()
                        ? Stream.of(way(sheet, rule, alternative, null))
                        : facts.stream().map(fact -> way(sheet, rule, alternative, fact));
                ways.filter(way -> way != null).min(Way.NEAREST).ifPresent(nearest::add);
            }
        }
        return nearest;
    }

    private List<Way> ofProjects(Sheet sheet, Statement statement) {
        List<Way> nearest = new ArrayList<>();
        List<Project> projects = projects(sheet);
        for (RuleText rule : clauses.of(sheet.sheet(), statement)) {
            for (List<Part> alternative : rule.condition().alternatives()) {
                Stream<Way> ways = projects.isEmpty()
                        ? Stream.ofNullable(way(sheet, rule, alternative, null))
                        : projects.stream()
                                .flatMap(project -> Stream.ofNullable(
                                                way(sheet, rule, alternative, maker.considered(sheet, project)))
                                        .map(way -> notConsidered(project).and(way)));
                ways.min(Way.NEAREST).ifPresent(nearest::add);
            }
        }
        return nearest;
    }

    private List<Project> projects(Sheet sheet) {
        return candidate.projects().stream()
                .filter(project -> project.specialtyField().equals(sheet.specialtyField()))
                .toList();
    }

    /** Why a project is not considered at all; nothing missing where it is. */
    private Way notConsidered(Project project) {
        ClaimedProject claimed = maker.claimed(project);
        return clauses.shared(Statement.IS_CONSIDERED).stream()
                .flatMap(rule -> rule.condition().alternatives().stream()
                        .map(alternative -> plainWay(rule, alternative, claimed)))
                .min(Way.NEAREST)
                .orElse(NOTHING_MISSING);
    }

    private List<Way> responsibilities(Sheet sheet) {
        Experience experience = experiences.stream().filter(one -> one.at() == sheet).findFirst().orElseThrow();
        List<Way> ways = new ArrayList<>();
        if (!experience.counted().isEmpty()) {
            ways.addAll(of(sheet, Statement.SATISFIES_RESPONSIBILITIES, List.of(experience)));
        }
        List<Project> uncounted = projects(sheet).stream()
                .filter(project -> !experience.counted().contains(project))
                .toList();
        uncounted.stream()
                .flatMap(project -> withProject(sheet, experience, project))
                .min(Way.NEAREST)
                .ifPresent(ways::add);
        if (ways.isEmpty()) {
            of(sheet, Statement.SATISFIES_RESPONSIBILITIES, List.of(experience))
                    .forEach(way -> ways.add(way.and(notCounted(sheet, null))));
        }
        return ways;
    }

    /** What keeps a project from being counted, and what would be missing even so. */
    private Stream<Way> withProject(Sheet sheet, Experience experience, Project project) {
        List<Project> counted = Stream.concat(experience.counted().stream(), Stream.of(project)).toList();
        List<Project> eligible = Stream.concat(experience.eligible().stream(), Stream.of(project)).distinct().toList();
        boolean begun = maker.claimed(project).begun();
        Experience together = begun ? maker.experience(sheet, counted, eligible) : experience;
        Way toBeCounted = notConsidered(project).and(notCounted(sheet, project));
        return of(sheet, Statement.SATISFIES_RESPONSIBILITIES, List.of(together)).stream().map(toBeCounted::and);
    }

    private Way notCounted(Sheet sheet, @Nullable Project project) {
        RatedProject rated = project == null ? null : rated(sheet, project);
        EligibleProject eligible = rated == null ? null : new EligibleProject(rated);
        return nearest(sheet, Statement.IS_ELIGIBLE, rated).and(nearest(sheet, Statement.IS_COUNTED, eligible));
    }

    private Way nearest(Sheet sheet, Statement statement, @Nullable Fact fact) {
        return clauses.shared(statement).stream()
                .flatMap(rule -> rule.condition().alternatives().stream()
                        .flatMap(alternative -> Stream.ofNullable(way(sheet, rule, alternative, fact))))
                .min(Way.NEAREST)
                .orElse(NOTHING_MISSING);
    }

    /** The project as the clauses see it, whether or not it is considered. */
    private RatedProject rated(Sheet sheet, Project project) {
        ConsideredProject here = maker.considered(sheet, project);
        return new RatedProject(
                here,
                highestLevel(sheet, project, Statement.MEETS_COMPLEXITY),
                highestLevel(sheet, project, Statement.MEETS_SIZE),
                clauses.of(sheet.sheet(), Statement.PLAYS_ROLE).stream().anyMatch(rule -> rule.holds(here)),
                clauses.of(sheet.sheet(), Statement.SHOWS_ACCOMPLISHMENTS).stream().anyMatch(rule -> rule.holds(here)));
    }

    private int highestLevel(Sheet sheet, Project project, Statement statement) {
        return vocabulary.sheets()
                .filter(other -> other.specialtyField().equals(sheet.specialtyField()))
                .filter(other -> clauses.of(other.sheet(), statement).stream()
                        .anyMatch(rule -> rule.holds(maker.considered(other, project))))
                .mapToInt(Sheet::level)
                .max()
                .orElse(0);
    }

    /** What is missing on one alternative; null where the sheet itself rules the alternative out. */
    private @Nullable Way way(Sheet sheet, RuleText rule, List<Part> alternative, @Nullable Fact fact) {
        List<Gap> gaps = new ArrayList<>();
        for (Part part : alternative) {
            boolean holds = fact != null && part.holds(fact);
            if (part.property().ofSheet()) {
                if (fact != null && !holds) {
                    return null;
                }
            } else if (!holds) {
                gaps.addAll(explained(sheet, new Gap(rule, part, fact)));
            }
        }
        return new Way(gaps.stream().distinct().toList());
    }

    private static Way plainWay(RuleText rule, List<Part> alternative, Fact fact) {
        return new Way(alternative.stream()
                .filter(part -> !part.holds(fact))
                .map(part -> new Gap(rule, part, fact))
                .toList());
    }

    /** Where a condition sums up other clauses, the conditions of those that the project does not meet. */
    private List<Gap> explained(Sheet sheet, Gap gap) {
        Statement concluded = gap.part().property().concluded();
        if (concluded == null) {
            return List.of(gap);
        }
        Fact fact = gap.fact() instanceof RatedProject rated ? rated.considered()
                : gap.fact() instanceof EligibleProject eligible ? eligible.rated().considered()
                : null;
        List<Gap> deeper = of(sheet, concluded, fact == null ? List.of() : List.of(fact)).stream()
                .min(Way.NEAREST)
                .orElse(NOTHING_MISSING)
                .gaps();
        return deeper.isEmpty() ? List.of(gap) : deeper;
    }

    private static Shortfall shortfall(Criterion criterion, int alternative, Gap gap) {
        Part part = gap.part();
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
                fact != null && fact.entry() == Entry.PROJECT ? fact.id() : null);
    }
}
