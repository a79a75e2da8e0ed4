package org.kentei.ruleset;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Contribution;
import org.kentei.candidate.Project;
import org.kentei.candidate.Specialty;
import org.kentei.candidate.SubordinateDevelopment;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Vocabulary;

/**
 * Makes fields up, and candidates who are close to what their sheets ask. A sheet asks any part of the six criteria.
 * The same seed makes the same fields and candidates.
 */
final class PlainFieldGenerator {

    private static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);
    private static final List<PlainSheet.Figure> FIGURES = List.of(PlainSheet.Figure.values());

    private final Vocabulary vocabulary;
    private final Random random;

    PlainFieldGenerator(Vocabulary vocabulary, long seed) {
        this.vocabulary = vocabulary;
        this.random = new Random(seed);
    }

    /** @param number tells the fields of one ruleset apart, 0 to 675 */
    PlainField field(int number) {
        String name = "" + (char) ('A' + number / 26) + (char) ('A' + number % 26);
        List<Integer> levels = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7));
        Collections.shuffle(levels, random);
        List<PlainSheet> sheets = new ArrayList<>();
        for (Integer level : levels.subList(0, 1 + random.nextInt(4))) {
            sheets.add(sheet("G" + name + level, level));
        }
        sheets.sort(Comparator.comparingInt(PlainSheet::level).reversed());
        return new PlainField("GENERATED_" + name, 10 + number, List.of("AREA_ONE", "AREA_TWO"), sheets);
    }

    private PlainSheet sheet(String code, int level) {
        Set<Criterion> asked = EnumSet.noneOf(Criterion.class);
        double share = anyOf(List.of(0.3, 0.6, 0.9));
        for (Criterion criterion : Criterion.values()) {
            if (chance(share)) {
                asked.add(criterion);
            }
        }
        if (asked.isEmpty()) {
            asked.add(anyOf(List.of(Criterion.values())));
        }
        List<String> list = asked.contains(Criterion.COMPLEXITY) || chance(0.2)
                ? some(CodeList.COMPLEXITY, 1 + random.nextInt(6))
                : List.of();
        boolean byTime = chance(0.8);
        boolean byRun = chance(0.3);
        return new PlainSheet(
                code,
                level,
                asked,
                list,
                upTo(2, () -> new PlainSheet.Role(code(CodeList.ROLES), some(CodeList.PHASES, random.nextInt(4)))),
                some(CodeList.ACCOMPLISHMENTS, random.nextInt(3)),
                byTime || !byRun ? 1 + random.nextInt(36) : 0,
                byRun ? 1 + random.nextInt(18) : 0,
                some(CodeList.PHASES, random.nextInt(3)),
                chance(0.3) ? some(CodeList.ACCOMPLISHMENTS, 1) : List.of(),
                list.isEmpty() ? List.of() : upTo(2, () -> complexity(list)),
                upTo(3, () -> size(list)),
                code(CodeList.DEPTHS),
                1 + random.nextInt(7),
                1 + random.nextInt(2));
    }

    private PlainSheet.Complexity complexity(List<String> list) {
        int criteria = 1 + random.nextInt(list.size());
        return new PlainSheet.Complexity(criteria, chance(0.3) ? List.of(anyOf(list)) : List.of());
    }

    private PlainSheet.Size size(List<String> list) {
        int criteria = list.isEmpty() || chance(0.5) ? 0 : 1 + random.nextInt(list.size());
        List<PlainSheet.Figure> figures = new ArrayList<>(FIGURES);
        Collections.shuffle(figures, random);
        List<PlainSheet.Band> bands = new ArrayList<>();
        for (PlainSheet.Figure figure : figures.subList(0, 1 + random.nextInt(2))) {
            long from = switch (figure) {
                case HEADCOUNT -> 2 + random.nextInt(300);
                case VALUE -> 1_000_000L * (1 + random.nextInt(2500));
                case USERS -> 10L * (1 + random.nextInt(1000));
            };
            bands.add(new PlainSheet.Band(figure, from, chance(0.3) ? from + from / 2 + 1 : null));
        }
        return new PlainSheet.Size(bands, criteria);
    }

    /** A candidate who was made for one sheet of the field, and misses some of it. */
    Candidate candidate(PlainField field) {
        PlainSheet aim = anyOf(field.sheets());
        double slip = anyOf(List.of(0.0, 0.1, 0.3));
        List<Project> projects = new ArrayList<>();
        for (int number = chance(0.05) ? 0 : 1 + random.nextInt(3); number > 0; number--) {
            projects.add(project("P-" + number, field, chance(0.8) ? aim : anyOf(field.sheets()), slip));
        }
        List<Specialty> specialties = chance(slip)
                ? List.of()
                : List.of(new Specialty(
                        field.code(), anyOf(field.areas()), near(CodeList.DEPTHS, aim.depth(), chance(slip))));
        List<Contribution> contributions = new ArrayList<>();
        List<String> kinds = some(CodeList.CONTRIBUTION_KINDS, Math.max(0, aim.kinds() + nearly(slip)));
        for (String kind : kinds) {
            contributions.add(new Contribution(
                    kind,
                    chance(slip / 2) ? "IT_SERVICE_MANAGEMENT" : field.code(),
                    AS_OF.plusDays(chance(slip / 2) ? 1 : -random.nextInt(900)),
                    null));
        }
        List<SubordinateDevelopment> developments = new ArrayList<>();
        for (int number = Math.max(0, aim.records() + nearly(slip)); number > 0; number--) {
            developments.add(new SubordinateDevelopment(
                    code(CodeList.DEVELOPMENT_METHODS), AS_OF.plusDays(chance(slip / 2) ? 1 : -number), null, null));
        }
        return new Candidate("generated", AS_OF, projects, specialties, contributions, developments, List.of());
    }

    private Project project(String id, PlainField field, PlainSheet aim, double slip) {
        PlainSheet.Role role = anyOf(aim.roles());
        PlainSheet.Size size = anyOf(aim.sizes());
        PlainSheet.Complexity complexity = aim.complexity().isEmpty() ? null : anyOf(aim.complexity());
        int months = Math.max(aim.months(), aim.run()) / (chance(0.7) ? 1 : 2);
        LocalDate from = AS_OF.plusDays(1)
                .minusMonths(months + (chance(0.5) ? 0 : random.nextInt(24)))
                .plusDays(nearly(slip));
        return new Project(
                id,
                null,
                field.code(),
                near(CodeList.ROLES, role.lowest(), chance(slip)),
                phases(aim, role, slip),
                chance(slip / 4) ? AS_OF.plusDays(random.nextInt(3)) : from,
                chance(0.5) ? null : from.plusMonths(months).minusDays(1).plusDays(nearly(slip)),
                !chance(slip / 2),
                without(both(aim.accomplishments(), aim.once()), slip / 2),
                criteria(aim, complexity, size, slip),
                figure(PlainSheet.Figure.HEADCOUNT, size, slip),
                figure(PlainSheet.Figure.VALUE, size, slip),
                figure(PlainSheet.Figure.USERS, size, slip));
    }

    private List<String> phases(PlainSheet aim, PlainSheet.Role role, double slip) {
        return without(both(aim.phases(), role.phases()), slip);
    }

    private List<String> criteria(
            PlainSheet aim, PlainSheet.@Nullable Complexity complexity, PlainSheet.Size size, double slip) {
        int asked = Math.max(complexity == null ? 0 : complexity.criteria(), size.criteria());
        List<String> codes = new ArrayList<>(aim.list());
        Collections.shuffle(codes, random);
        int enough = Math.max(0, Math.min(codes.size(), asked + nearly(slip)));
        return both(codes.subList(0, enough), complexity == null || chance(slip) ? List.of() : complexity.codes());
    }

    private @Nullable Long figure(PlainSheet.Figure figure, PlainSheet.Size size, double slip) {
        for (PlainSheet.Band band : size.bands()) {
            if (band.figure() == figure && !chance(slip)) {
                long edge = band.below() != null && chance(0.5) ? band.below() - 1 : band.from();
                return Math.max(0, edge + nearly(slip));
            }
        }
        return chance(0.2) ? (long) random.nextInt(1000) : null;
    }

    /** The rung, the next one up, or with a slip the next one down. */
    private String near(CodeList ladder, String rung, boolean slips) {
        List<String> rungs = vocabulary.codes(ladder);
        int place = rungs.indexOf(rung) + (slips ? -1 : random.nextInt(2));
        return rungs.get(Math.max(0, Math.min(rungs.size() - 1, place)));
    }

    /** One too few with the chance of a slip, else exactly enough or one more. */
    private int nearly(double slip) {
        return chance(slip) ? -1 : random.nextInt(2);
    }

    private List<String> without(List<String> codes, double share) {
        return codes.stream().filter(code -> !chance(share)).toList();
    }

    private static List<String> both(List<String> one, List<String> other) {
        List<String> both = new ArrayList<>(one);
        other.stream().filter(code -> !both.contains(code)).forEach(both::add);
        return both;
    }

    private List<String> some(CodeList list, int number) {
        List<String> codes = new ArrayList<>(vocabulary.codes(list));
        Collections.shuffle(codes, random);
        return List.copyOf(codes.subList(0, Math.min(number, codes.size())));
    }

    @FunctionalInterface
    private interface EntryMaker<T> {
        T make();
    }

    private <T> List<T> upTo(int most, EntryMaker<T> maker) {
        List<T> made = new ArrayList<>();
        for (int number = 1 + random.nextInt(most); number > 0; number--) {
            made.add(maker.make());
        }
        return made;
    }

    private String code(CodeList list) {
        return anyOf(vocabulary.codes(list));
    }

    private <T> T anyOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }
}
