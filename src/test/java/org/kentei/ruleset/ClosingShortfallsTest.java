package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.candidate.Candidate;
import org.kentei.candidates.CandidateGenerator;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.Shortfall;
import org.kentei.verdict.Status;
import org.kentei.verdict.Verdict;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;

/** What shortfalls say is missing is all that is missing: with it, the criterion is met. */
class ClosingShortfallsTest {

    private final Ruleset ruleset = RulesFolder.ruleset();
    private final Map<Criterion, Integer> closed = new EnumMap<>(Criterion.class);

    @Test
    void a_criterion_is_met_once_the_shortfalls_of_any_alternative_are_closed() {
        CandidateGenerator generator = new CandidateGenerator(ruleset, 31);
        for (int number = 0; number < 1500; number++) {
            check(generator.candidate());
        }
        DecidedCase.all().stream().limit(460).forEach(one -> check(one.candidate()));

        assertThat(closed.keySet()).containsExactly(Criterion.values());
        assertThat(closed.values()).allSatisfy(count -> assertThat(count).isGreaterThan(100));
    }

    @Test
    void the_missing_part_of_a_number_is_the_difference() {
        CandidateGenerator generator = new CandidateGenerator(ruleset, 32);
        for (int number = 0; number < 400; number++) {
            shortfalls(generator.candidate()).stream()
                    .filter(one -> one.condition().contains(">=") && one.required() instanceof Number)
                    .forEach(one -> {
                        long actual = one.actual() == null ? 0 : ((Number) one.actual()).longValue();
                        assertThat(one.missing()).as("%s", one).isEqualTo((Long) one.required() - actual);
                        assertThat(one.missing().longValue()).as("%s", one).isPositive();
                    });
        }
    }

    private List<Shortfall> shortfalls(Candidate candidate) {
        return ruleset.decide(candidate).fields().stream()
                .filter(field -> field.nextLevel() != null)
                .flatMap(field -> field.nextLevel().shortfalls().stream())
                .toList();
    }

    private void check(Candidate candidate) {
        Verdict verdict = ruleset.decide(candidate);
        for (FieldVerdict field : verdict.fields()) {
            boolean speaks = candidate.projects().stream()
                    .anyMatch(project -> project.specialtyField().equals(field.specialtyField()));
            if (field.nextLevel() != null && (speaks || candidate.projects().isEmpty())) {
                Sheet sheet = ruleset.vocabulary().sheet(field.nextLevel().sheet());
                field.nextLevel().shortfalls().stream()
                        .collect(Collectors.groupingBy(one -> one.criterion() + " " + one.alternative()))
                        .values()
                        .forEach(alternative -> check(candidate, sheet, alternative));
            }
        }
    }

    private void check(Candidate candidate, Sheet sheet, List<Shortfall> alternative) {
        Criterion criterion = alternative.get(0).criterion();
        Candidate better = ClosedShortfall.of(ruleset.vocabulary(), sheet, candidate, alternative);

        assertThat(status(ruleset.decide(better), sheet, criterion))
                .as("%s closed for %s", alternative, candidate)
                .isEqualTo(Status.MET);
        closed.merge(criterion, 1, Integer::sum);
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
