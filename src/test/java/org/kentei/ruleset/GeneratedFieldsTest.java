package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Project;
import org.kentei.fact.EntryType;
import org.kentei.verdict.CriterionVerdict;
import org.kentei.verdict.Evidence;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.Shortfall;
import org.kentei.verdict.Status;
import org.kentei.verdict.Verdict;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;

/**
 * Fields that nobody has thought of, added by files alone: sheets that ask any part of the criteria, at any levels. A
 * second evaluator must come to the same verdicts. More are tried with {@code -Dkentei.generated.rulesets=10}.
 */
class GeneratedFieldsTest {

    private static final int RULESETS = Integer.getInteger("kentei.generated.rulesets", 1);
    private static final int FIELDS = 40;
    private static final int CANDIDATES = Integer.getInteger("kentei.generated.candidates", 1000);

    /** Closing shortfalls decides a candidate many times more, so it is done for some. */
    private static final int CLOSED_EACH = 3;

    private int checked;
    private final Map<Criterion, Integer> closed = new EnumMap<>(Criterion.class);
    private final Map<String, Integer> letters = new HashMap<>();
    private final List<Mismatch> mismatches = new ArrayList<>();

    /** @param kind the first word of what was found, such as {@code letters} */
    private record Mismatch(String kind, String what) {}

    @Test
    void a_sheet_is_met_exactly_when_each_of_its_criteria_is_met() {
        for (int number = 0; number < RULESETS; number++) {
            check(100 + number);
        }
        System.out.printf(
                "%d generated fields, %d candidates, mismatches: %s; alternatives closed: %s%n",
                RULESETS * FIELDS, RULESETS * CANDIDATES, kinds(), closed);

        assertThat(mismatches.stream().limit(10)).as("of %s", kinds()).isEmpty();
        for (int place = 0; place < Criterion.values().length; place++) {
            for (char letter : "MN-".toCharArray()) {
                assertThat(letters.getOrDefault(place + " " + letter, 0))
                        .as("%s %s", List.of(Criterion.values()).get(place), letter)
                        .isGreaterThan(30);
            }
        }
        assertThat(closed.keySet()).containsExactly(Criterion.values());
        assertThat(closed.values()).allSatisfy(count -> assertThat(count).isGreaterThan(30));
    }

    private Map<String, Long> kinds() {
        return mismatches.stream().collect(Collectors.groupingBy(Mismatch::kind, TreeMap::new, Collectors.counting()));
    }

    private void check(long seed) {
        PlainFieldGenerator generator = new PlainFieldGenerator(RulesFolder.vocabulary(), seed);
        List<PlainField> fields =
                IntStream.range(0, FIELDS).mapToObj(generator::field).toList();
        try (Ruleset ruleset = RulesFolder.compile(PlainFieldFiles.of(fields))) {
            for (int number = 0; number < CANDIDATES; number++) {
                PlainField field = fields.get(number % FIELDS);
                try {
                    check(ruleset, fields, field, generator.candidate(field));
                } catch (AssertionError mismatch) {
                    mismatches.add(new Mismatch(
                            Objects.requireNonNullElse(mismatch.getMessage(), "")
                                    .replaceFirst("(?s)^\\W*(\\w+).*", "$1"),
                            "seed " + seed + ", candidate " + number + ": " + mismatch.getMessage()));
                }
            }
        }
    }

    /** Checks the whole verdict of a candidate who was made for one of the fields. */
    private void check(Ruleset ruleset, List<PlainField> fields, PlainField own, Candidate candidate) {
        Verdict verdict = ruleset.decide(candidate);
        Integer highest = null;
        for (PlainField field : fields) {
            PlainEvaluator plain = new PlainEvaluator(field, candidate);
            FieldVerdict decided = field(verdict, field);
            assertThat(letters(decided))
                    .as("letters: %s of %s", field, candidate)
                    .isEqualTo(plain.letters());
            Integer level = plain.level();
            assertThat(decided.certifiedLevel())
                    .as("level: %s of %s", field, candidate)
                    .isEqualTo(level);
            highest = highest == null || level != null && level > highest ? level : highest;
        }
        assertThat(verdict.certifiedLevel()).as("candidate's level").isEqualTo(highest);
        FieldVerdict decided = field(verdict, own);
        letters(decided)
                .values()
                .forEach(word -> IntStream.range(0, word.length())
                        .forEach(place -> letters.merge(place + " " + word.charAt(place), 1, Integer::sum)));
        assertThat(decided.sheets())
                .allSatisfy(sheet -> assertThat(sheet.met())
                        .as("met: %s", sheet.sheet())
                        .isEqualTo(!letters(decided).get(sheet.sheet()).contains("N")));
        new VerdictConsistency(verdict).check();
        decided.sheets().stream()
                .flatMap(sheet -> sheet.criteria().stream())
                .forEach(criterion -> checkEvidence(criterion, candidate));
        if (decided.nextLevel() != null && ++checked % CLOSED_EACH == 0) {
            checkShortfalls(
                    ruleset,
                    Objects.requireNonNull(
                            ruleset.vocabulary().sheet(decided.nextLevel().sheet())),
                    candidate,
                    decided.nextLevel().shortfalls());
        }
    }

    private static FieldVerdict field(Verdict verdict, PlainField field) {
        return verdict.fields().stream()
                .filter(one -> one.specialtyField().equals(field.code()))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> letters(FieldVerdict field) {
        Map<String, String> letters = new LinkedHashMap<>();
        for (SheetVerdict sheet : field.sheets()) {
            letters.put(
                    sheet.sheet(),
                    sheet.criteria().stream()
                            .map(criterion -> switch (criterion.status()) {
                                case MET -> "M";
                                case NOT_MET -> "N";
                                case NOT_APPLICABLE -> "-";
                            })
                            .collect(Collectors.joining()));
        }
        return letters;
    }

    private static void checkEvidence(CriterionVerdict criterion, Candidate candidate) {
        for (Evidence evidence : criterion.evidence()) {
            assertThat(entries(candidate, evidence.entry()))
                    .as("evidence: %s", criterion)
                    .contains(evidence.id());
        }
    }

    private static List<String> entries(Candidate candidate, EntryType entry) {
        return switch (entry) {
            case PROJECT ->
                candidate.projects().stream().map(Project::projectId).toList();
            case SPECIALTY ->
                candidate.specialties().stream().map(one -> one.id()).toList();
            case CONTRIBUTION ->
                candidate.contributions().stream().map(one -> one.id()).toList();
            case SUBORDINATE_DEVELOPMENT ->
                candidate.subordinateDevelopment().stream().map(one -> one.id()).toList();
            default -> List.of();
        };
    }

    private void checkShortfalls(Ruleset ruleset, Sheet sheet, Candidate candidate, List<Shortfall> shortfalls) {
        Map<Criterion, Map<Integer, List<Shortfall>>> ways = new EnumMap<>(Criterion.class);
        for (Shortfall shortfall : shortfalls) {
            ways.computeIfAbsent(shortfall.criterion(), any -> new LinkedHashMap<>())
                    .computeIfAbsent(shortfall.alternative(), any -> new ArrayList<>())
                    .add(shortfall);
        }
        ways.forEach((criterion, alternatives) -> {
            assertThat(alternatives.keySet())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, alternatives.size())
                            .boxed()
                            .toList());
            alternatives.values().forEach(alternative -> {
                Candidate better = ClosedShortfall.of(ruleset.vocabulary(), sheet, candidate, alternative);
                assertThat(status(ruleset.decide(better), sheet, criterion))
                        .as("shortfalls: %s closed for %s", alternative, candidate)
                        .isEqualTo(Status.MET);
                closed.merge(criterion, 1, Integer::sum);
            });
        });
    }

    private static Status status(Verdict verdict, Sheet sheet, Criterion criterion) {
        return verdict.fields().stream()
                .flatMap(field -> field.sheets().stream())
                .filter(one -> one.sheet().equals(sheet.sheet()))
                .flatMap(one -> one.criteria().stream())
                .filter(one -> one.criterion() == criterion)
                .findFirst()
                .orElseThrow()
                .status();
    }
}
