package org.kentei.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kentei.EditedRules;
import org.kentei.RaisedMonths;
import org.kentei.RulesFolder;
import org.kentei.candidate.CandidateReader;
import org.kentei.cases.CaseFailure;
import org.kentei.cases.CaseRunner;
import org.kentei.meaning.ClauseMeaning.Possible;
import org.kentei.meaning.EditMeaning.SearchBounds;
import org.kentei.meaning.KnownEdit.Effect;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.verdict.FieldVerdict;

/** What edits of the project's own rules mean, each alone and all at once. */
class EditMeaningTest {

    private static final SearchBounds ENOUGH = new SearchBounds(20_000, Duration.ofMinutes(10));

    @Test
    void every_edit_that_decides_is_shown_by_candidates_whose_level_differs() {
        List<KnownEdit> edits = Arrays.stream(KnownEdit.values())
                .filter(edit -> edit.means() != Effect.NOTHING)
                .toList();
        EditedRules rules = new EditedRules();
        edits.forEach(edit -> edit.in(rules));

        try (Ruleset after = RulesFolder.compile(rules.files())) {
            EditMeaning meaning = EditMeaning.of(RulesFolder.ruleset(), after, ENOUGH);

            assertThat(edits).hasSize(10);
            assertThat(meaning.clauses()).hasSameSizeAs(edits);
            SoftAssertions.assertSoftly(each -> edits.forEach(edit -> assertMeans(each, edit, meaning)));
            assertThatEveryCandidateDiffersAsSaid(meaning, after);
            assertThatCasesHold(meaning, after);
        }
    }

    @Test
    void edits_that_change_no_level_are_known_to_change_none() {
        List<KnownEdit> edits = Arrays.stream(KnownEdit.values())
                .filter(edit -> edit.means() == Effect.NOTHING)
                .toList();
        EditedRules rules = new EditedRules();
        edits.forEach(edit -> edit.in(rules));

        try (Ruleset after = RulesFolder.compile(rules.files())) {
            EditMeaning meaning = EditMeaning.of(RulesFolder.ruleset(), after, ENOUGH);

            assertThat(edits).hasSize(3);
            assertThat(meaning.changesNoLevel()).isTrue();
            assertThat(meaning.clauses())
                    .extracting(ClauseMeaning::subject)
                    .containsExactlyInAnyOrder("OM5.SUCCESSION", "OM7.SIZE.A", "SY5.SIZE.A");
            assertThat(meaning.decidingNothing())
                    .containsExactlyInAnyOrder(
                            "The clause `OM7.SUCCESSION` has another wording or layout; its conditions are the same.",
                            "`service-desk/SD3.drl` differs in comments or layout.",
                            "`vocabulary.yaml` differs in labels, order, comments or layout.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_edit_alone_means_what_it_is_known_to_mean(KnownEdit edit) {
        EditedRules rules = new EditedRules();
        edit.in(rules);

        try (Ruleset after = RulesFolder.compile(rules.files())) {
            EditMeaning meaning = EditMeaning.of(RulesFolder.ruleset(), after, ENOUGH);

            assertThat(meaning.changesNoLevel()).isEqualTo(edit.means() == Effect.NOTHING);
            if (edit.means() != Effect.NOTHING) {
                SoftAssertions.assertSoftly(each -> assertMeans(each, edit, meaning));
            }
            assertThatEveryCandidateDiffersAsSaid(meaning, after);
        }
    }

    @Test
    void a_figure_that_changes_on_a_day_differs_from_that_day_on() {
        try (Ruleset after = RulesFolder.compile(RaisedMonths.rules().files())) {
            EditMeaning meaning = EditMeaning.of(RulesFolder.ruleset(), after, ENOUGH);

            assertThat(meaning.clauses()).singleElement().satisfies(clause -> {
                assertThat(clause.subject()).isEqualTo("OM4.RESPONSIBILITIES");
                assertThat(clause.words()).containsExactly("`months >= 24` becomes `months >= 30`: 6 months more.");
                assertThat(clause.from()).isEqualTo("2027-04-01");
                assertThat(clause.until()).isNull();
                assertThat(clause.rises()).isEqualTo(Possible.NO);
                assertThat(clause.fallingCandidate().candidate()).containsEntry("asOf", "2027-04-01");
            });
            assertThat(meaning.decidingNothing()).noneMatch(words -> words.contains("OM4.RESPONSIBILITIES"));
            assertThatEveryCandidateDiffersAsSaid(meaning, after);
            assertThatCasesHold(meaning, after);
        }
    }

    @Test
    void a_date_that_is_moved_differs_between_both_days() {
        try (Ruleset before = RulesFolder.compile(RaisedMonths.rules().files());
                Ruleset after = RulesFolder.compile(
                        RaisedMonths.rules("2027-10-01", "2027-10-01").files())) {
            EditMeaning meaning = EditMeaning.of(before, after, ENOUGH);

            assertThat(meaning.clauses()).singleElement().satisfies(clause -> {
                assertThat(clause.words()).containsExactly("`months >= 30` becomes `months >= 24`: 6 months fewer.");
                assertThat(clause.from()).isEqualTo("2027-04-01");
                assertThat(clause.until()).isEqualTo("2027-10-01");
                assertThat(clause.risingCandidate().candidate()).containsEntry("asOf", "2027-04-01");
                assertThat(clause.falls()).isEqualTo(Possible.NO);
            });
        }
    }

    @Test
    void a_rule_that_is_cut_in_two_without_another_figure_changes_no_level() {
        RulesetFiles cut = RaisedMonths.rules()
                .with(RaisedMonths.FILE, "months >= 30", "months >= 24")
                .files();
        try (Ruleset after = RulesFolder.compile(cut)) {
            EditMeaning meaning = EditMeaning.of(RulesFolder.ruleset(), after, ENOUGH);

            assertThat(meaning.clauses()).isEmpty();
            assertThat(meaning.decidingNothing())
                    .containsExactly(
                            "The clause `OM4.RESPONSIBILITIES` has another wording or layout; its conditions are the same.");
        }
    }

    private static void assertMeans(SoftAssertions each, KnownEdit edit, EditMeaning meaning) {
        ClauseMeaning clause = meaning.clauses().stream()
                .filter(one -> one.subject().equals(edit.subject()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(edit + " is not among " + meaning.clauses()));
        each.assertThat(clause.risingCandidate() != null)
                .as("%s: %s raises somebody, says %s", edit, edit.words(), clause)
                .isEqualTo(edit.means() == Effect.RISES || edit.means() == Effect.BOTH);
        each.assertThat(clause.fallingCandidate() != null)
                .as("%s: %s lowers somebody, says %s", edit, edit.words(), clause)
                .isEqualTo(edit.means() == Effect.FALLS || edit.means() == Effect.BOTH);
        each.assertThat(List.of(clause.rises(), clause.falls()))
                .as("%s: what was not found is known not to be", edit)
                .doesNotContain(Possible.NOT_FOUND);
    }

    private static List<Counterexample> candidates(EditMeaning meaning) {
        return meaning.clauses().stream()
                .flatMap(clause -> Stream.of(clause.risingCandidate(), clause.fallingCandidate()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static void assertThatEveryCandidateDiffersAsSaid(EditMeaning meaning, Ruleset after) {
        for (Counterexample one : candidates(meaning)) {
            assertThat(level(RulesFolder.ruleset(), one)).as(one.toString()).isEqualTo(one.before());
            assertThat(level(after, one)).as(one.toString()).isEqualTo(one.after());
            assertThat(one.before()).isNotEqualTo(one.after());
        }
    }

    private static @Nullable Integer level(Ruleset ruleset, Counterexample one) {
        byte[] body = ClaimDraft.json(one.candidate());
        return ruleset.decide(new CandidateReader(ruleset.vocabulary(), Clock.systemUTC()).read(body)).fields().stream()
                .filter(field -> field.specialtyField().equals(one.specialtyField()))
                .map(FieldVerdict::certifiedLevel)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Every case is pasted at the end of its sheet's case file, and decided with the others there. */
    private static void assertThatCasesHold(EditMeaning meaning, Ruleset after) {
        TreeMap<String, byte[]> files = new TreeMap<>(after.files().byName());
        List<String> names = new ArrayList<>();
        for (Counterexample one : candidates(meaning)) {
            String file = files.keySet().stream()
                    .filter(name -> name.endsWith("/" + one.sheet() + ".cases.yaml"))
                    .findFirst()
                    .orElseThrow();
            String text = Objects.requireNonNull(one.caseText());
            names.add(text.lines().findFirst().orElseThrow().replace("  - case: ", ""));
            files.merge(file, text.getBytes(StandardCharsets.UTF_8), EditMeaningTest::joined);
        }
        try (Ruleset pasted = RulesFolder.compile(new RulesetFiles(files))) {
            assertThat(CaseRunner.report(pasted).files().stream().flatMap(file -> file.cases().stream()))
                    .extracting(org.kentei.cases.Case::name)
                    .containsAll(names);
            assertThat(CaseRunner.run(pasted)).extracting(CaseFailure::caseName).doesNotContainAnyElementsOf(names);
        }
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }
}
