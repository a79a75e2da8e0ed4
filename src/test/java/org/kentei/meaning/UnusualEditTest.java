package org.kentei.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kentei.EditedRules;
import org.kentei.RulesFolder;
import org.kentei.meaning.ClauseMeaning.Possible;
import org.kentei.meaning.EditMeaning.SearchBounds;
import org.kentei.ruleset.Ruleset;

/** Edits of what all sheets share, and of the vocabulary. */
class UnusualEditTest {

    private static final SearchBounds ENOUGH = new SearchBounds(1_000, Duration.ofMinutes(5));

    @ParameterizedTest(name = "{0}: {4}, {5}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "a criterion may be missed | shared/certified.drl | notMet == 0 | notMet <= 1 | YES | NO",
                "the lowest sheet speaks | shared/certified.drl | level > $sheet.level | level < $sheet.level | NOT_FOUND | YES",
                "the lowest field speaks | shared/certified.drl | level > $field.level | level < $field.level | NOT_FOUND | YES",
                "failed projects count | shared/considered.drl | successful, begun | begun | YES | NO",
                "another examination | shared/it-service-management.drl | code == \"AP\" | code == \"FE\" | NO | NO",
                "only a clause from above | shared/level-or-above.drl | complexityLevel >= level | complexityLevel > level"
                        + " | NO | YES",
                "a new role | vocabulary.yaml | '  - { code: RESPONSIBLE, en:'"
                        + " | '  - { code: DEPUTY, en: Deputy, ja: 代理 }\n  - { code: RESPONSIBLE, en:' | NO | NO",
                "two roles change places | vocabulary.yaml | '{ code: LEADER, en: Leader of a team, ja: チームリーダー }\n"
                        + "  - { code: RESPONSIBLE, en: Person responsible for a team, ja: 責任者 }'"
                        + " | '{ code: RESPONSIBLE, en: Person responsible for a team, ja: 責任者 }\n"
                        + "  - { code: LEADER, en: Leader of a team, ja: チームリーダー }' | YES | YES",
                "a sheet for another level | operations-management/field.yaml | 'level: 3' | 'level: 2' | NOT_FOUND | YES",
                "one area only | service-desk/SD3.drl | depth.atLeast( \"PERFORMS_INDEPENDENTLY\" )"
                        + " | depth.atLeast( \"PERFORMS_INDEPENDENTLY\" ), area == \"TECHNOLOGY\" | NO | YES"
            })
    void an_edit_means_what_it_is_known_to_mean(
            String what, String file, String text, String instead, Possible rises, Possible falls) {
        EditedRules edited = new EditedRules().with(file, text, instead);

        try (Ruleset after = RulesFolder.compile(edited.files())) {
            assertThat(EditMeaning.of(RulesFolder.ruleset(), after, ENOUGH).clauses())
                    .as(what)
                    .singleElement()
                    .satisfies(clause -> {
                        assertThat(clause.file()).isEqualTo(file);
                        assertThat(clause.rises()).isEqualTo(rises);
                        assertThat(clause.falls()).isEqualTo(falls);
                    });
        }
    }

    @Test
    void a_removed_sheet_removes_its_clauses_and_an_added_sheet_adds_its_own() {
        EditedRules without = new EditedRules()
                .without("operations/OP3.drl")
                .without("operations/OP3.cases.yaml")
                .with(
                        "operations/field.yaml",
                        "  - sheet: OP3\n    level: 3\n    complexityList: operations\n    criteria: [RESPONSIBILITIES, COMPLEXITY,"
                                + " SPECIALTY]\n    from: 2008-10-31\n",
                        "");

        try (Ruleset less = RulesFolder.compile(without.files())) {
            EditMeaning goes = EditMeaning.of(RulesFolder.ruleset(), less, ENOUGH);
            EditMeaning comes = EditMeaning.of(less, RulesFolder.ruleset(), ENOUGH);

            assertThat(goes.clauses()).singleElement().satisfies(sheet -> {
                assertThat(sheet.subject()).isEqualTo("sheet OP3");
                assertThat(sheet.words())
                        .containsExactly(
                                "The sheet is removed.",
                                "Its clauses: OP3.RESPONSIBILITIES.ROLE, OP3.RESPONSIBILITIES.ACCOMPLISHMENTS,"
                                        + " OP3.RESPONSIBILITIES, OP3.COMPLEXITY, OP3.SPECIALTY.");
                assertThat(sheet.rises()).isEqualTo(Possible.NO);
                assertThat(sheet.fallingCandidate().words()).isEqualTo("level 3 becomes none");
            });
            assertThat(comes.clauses()).singleElement().satisfies(sheet -> {
                assertThat(sheet.falls()).isEqualTo(Possible.NO);
                assertThat(sheet.risingCandidate().words()).isEqualTo("level none becomes 3");
            });
        }
    }
}
