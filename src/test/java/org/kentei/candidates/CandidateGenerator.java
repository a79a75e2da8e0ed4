package org.kentei.candidates;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Contribution;
import org.kentei.candidate.Examination;
import org.kentei.candidate.Project;
import org.kentei.candidate.Specialty;
import org.kentei.candidate.SubordinateDevelopment;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.ruleset.Ruleset;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Term;
import org.kentei.vocabulary.Vocabulary;

/**
 * Makes candidates up, who often stand just above or below a number of the rules, and often hold enough of everything
 * to be certified. The same seed makes the same candidates.
 */
public final class CandidateGenerator {

    public static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);

    private final Vocabulary vocabulary;
    private final Ruleset ruleset;
    private final Random random;

    public CandidateGenerator(Ruleset ruleset, long seed) {
        this.ruleset = ruleset;
        this.vocabulary = ruleset.vocabulary();
        this.random = new Random(seed);
    }

    /** A candidate in one field for the most part, so that the entries add up. */
    public Candidate candidate() {
        SpecialtyField field = anyOf(vocabulary.fields());
        return new Candidate(
                "generated",
                AS_OF,
                some(3, number -> project("P-" + number, chance(0.9) ? field : anyOf(vocabulary.fields()))),
                some(2, number -> specialty(chance(0.9) ? field : anyOf(vocabulary.fields()))),
                some(
                        chance(0.3) ? 20 : 6,
                        number -> contribution(chance(0.7) ? field.field() : code(CodeList.CONTRIBUTION_FIELDS))),
                some(1, number -> development()),
                chance(0.2) ? List.of(new Examination(code(CodeList.EXAMINATIONS), date())) : List.of());
    }

    public Project project(String id, SpecialtyField field) {
        LocalDate from = chance(0.95) ? AS_OF.minusMonths(random.nextInt(80)).plusDays(random.nextInt(3)) : date();
        LocalDate to = chance(0.1)
                ? null
                : from.plusMonths(anyOf(List.of(6, 12, 12, 24, 24, 36, 36, 40))).minusDays(random.nextInt(3));
        return new Project(
                id,
                null,
                field.field(),
                chance(0.5) ? code(CodeList.ROLES) : anyOf(List.of("RESPONSIBLE", "RESPONSIBLE_FOR_WHOLE")),
                subset(CodeList.PHASES, 0.9),
                from,
                to,
                chance(0.9),
                subset(CodeList.ACCOMPLISHMENTS, chance(0.7) ? 1 : 0.8),
                subset(CodeList.COMPLEXITY, anyOf(List.of(0.3, 0.5, 0.8, 1.0))),
                chance(0.7) ? near("headcount") : null,
                chance(0.4) ? near("annualContractValue") : null,
                chance(0.3) ? near("annualUsers") : null);
    }

    public Specialty specialty(SpecialtyField field) {
        String depth = chance(0.5) ? code(CodeList.DEPTHS) : "LEADS_INDUSTRY";
        return new Specialty(field.field(), anyOf(field.areas()).code(), depth);
    }

    public Contribution contribution(String field) {
        return new Contribution(code(CodeList.CONTRIBUTION_KINDS), field, date(), null);
    }

    public SubordinateDevelopment development() {
        return new SubordinateDevelopment(code(CodeList.DEVELOPMENT_METHODS), date(), null, null);
    }

    /** A number that the rules compare the property with, or one beside it. */
    public long near(String property) {
        List<Long> numbers = ruleset.rules().stream()
                .flatMap(rule -> rule.condition().parts())
                .flatMap(part -> part instanceof NumberComparison one
                                && one.property().name().equals(property)
                        ? Stream.of(one.number().longValueExact())
                        : Stream.<Long>empty())
                .distinct()
                .toList();
        return Math.max(0, anyOf(numbers) + random.nextInt(3) - 1);
    }

    public String code(CodeList list) {
        return anyOf(vocabulary.codes(list));
    }

    public SpecialtyField field() {
        return anyOf(vocabulary.fields());
    }

    public <T> T anyOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    public Random random() {
        return random;
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private List<String> subset(CodeList list, double share) {
        return vocabulary.terms(list).stream()
                .map(Term::code)
                .filter(code -> chance(share))
                .toList();
    }

    /** Some day of twenty years, most of them past at the as-of date. */
    private LocalDate date() {
        return AS_OF.minusDays(random.nextInt(7300) - 300);
    }

    @FunctionalInterface
    private interface PartMaker<T> {
        T make(int number);
    }

    private <T> List<T> some(int most, PartMaker<T> maker) {
        List<T> list = new ArrayList<>();
        for (int number = chance(0.1) ? 0 : 1 + random.nextInt(most); number > 0; number--) {
            list.add(maker.make(number));
        }
        return list;
    }

    public static Candidate with(Candidate candidate, List<Project> projects) {
        return new Candidate(
                candidate.candidateId(),
                candidate.asOf(),
                projects,
                candidate.specialties(),
                candidate.contributions(),
                candidate.subordinateDevelopment(),
                candidate.examinations());
    }

    public static <T> List<T> plus(List<T> list, @Nullable T one) {
        List<T> longer = new ArrayList<>(list);
        if (one != null) {
            longer.add(one);
        }
        return longer;
    }
}
