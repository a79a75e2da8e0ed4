package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kentei.verdict.CriterionVerdict;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.Firing;
import org.kentei.verdict.NextLevel;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.Shortfall;
import org.kentei.verdict.Status;
import org.kentei.verdict.Verdict;
import org.kentei.vocabulary.Criterion;

/** What the parts of a verdict must not contradict each other in. */
record VerdictConsistency(Verdict verdict) {

    void check() {
        assertThat(verdict.firings())
                .extracting(Firing::sequence)
                .isEqualTo(IntStream.rangeClosed(1, verdict.firings().size())
                        .boxed()
                        .toList());
        assertThat(verdict.certifiedLevel())
                .isEqualTo(verdict.fields().stream()
                        .map(FieldVerdict::certifiedLevel)
                        .filter(Objects::nonNull)
                        .max(Integer::compare)
                        .orElse(null));
        for (FieldVerdict field : verdict.fields()) {
            assertThat(field.certifiedLevel())
                    .isEqualTo(field.sheets().stream()
                            .filter(SheetVerdict::met)
                            .map(SheetVerdict::level)
                            .max(Integer::compare)
                            .orElse(null));
            field.sheets().forEach(this::checkSheet);
            checkNextLevel(field);
        }
    }

    private void checkSheet(SheetVerdict sheet) {
        assertThat(sheet.met())
                .as(sheet.sheet())
                .isEqualTo(sheet.criteria().stream().noneMatch(criterion -> criterion.status() == Status.NOT_MET));
        for (CriterionVerdict criterion : sheet.criteria()) {
            boolean met = criterion.status() == Status.MET;
            assertThat(criterion.evidence().isEmpty())
                    .as("%s %s", sheet.sheet(), criterion)
                    .isEqualTo(!met);
            if (met) {
                assertThat(criterion.rules())
                        .as("%s %s", sheet.sheet(), criterion)
                        .isNotEmpty();
            }
            if (criterion.status() == Status.NOT_APPLICABLE) {
                assertThat(criterion.rules()).isEmpty();
            }
            Set<String> fired = verdict.firings().stream().map(Firing::rule).collect(Collectors.toSet());
            assertThat(criterion.rules()).allSatisfy(rule -> assertThat(fired).contains(rule.rule()));
        }
    }

    private static void checkNextLevel(FieldVerdict field) {
        NextLevel next = field.nextLevel();
        List<SheetVerdict> above = field.sheets().stream()
                .filter(sheet -> field.certifiedLevel() == null || sheet.level() > field.certifiedLevel())
                .toList();
        if (above.isEmpty()) {
            assertThat(next).isNull();
            return;
        }
        SheetVerdict sheet = above.get(above.size() - 1);
        assertThat(next).isNotNull();
        assertThat(next.sheet()).isEqualTo(sheet.sheet());
        Set<Criterion> unmet = sheet.criteria().stream()
                .filter(criterion -> criterion.status() == Status.NOT_MET)
                .map(CriterionVerdict::criterion)
                .collect(Collectors.toSet());
        assertThat(next.shortfalls().stream().map(Shortfall::criterion).collect(Collectors.toSet()))
                .isEqualTo(unmet);
        unmet.forEach(criterion -> checkAlternatives(next.shortfalls().stream()
                .filter(one -> one.criterion() == criterion)
                .toList()));
    }

    /** What a shortfall tells the candidate, by whichever clause. */
    private record Told(
            String condition,
            @Nullable String projectId,
            @Nullable Object actual) {}

    private static void checkAlternatives(List<Shortfall> shortfalls) {
        Map<Integer, List<Told>> alternatives = shortfalls.stream()
                .collect(Collectors.groupingBy(
                        Shortfall::alternative,
                        TreeMap::new,
                        Collectors.mapping(
                                one -> new Told(one.condition(), one.projectId(), one.actual()), Collectors.toList())));
        List<List<Told>> inOrder = List.copyOf(alternatives.values());
        for (int place = 0; place < inOrder.size(); place++) {
            List<Told> told = inOrder.get(place);
            assertThat(told)
                    .extracting(Told::condition)
                    .as("twice: %s", shortfalls)
                    .doesNotHaveDuplicates();
            for (List<Told> nearer : inOrder.subList(0, place)) {
                assertThat(nearer.size()).as("order: %s", shortfalls).isLessThanOrEqualTo(told.size());
                assertThat(told.containsAll(nearer))
                        .as("needless: %s", shortfalls)
                        .isFalse();
            }
        }
    }
}
