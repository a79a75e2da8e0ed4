package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kentei.RulesFolder;
import org.kentei.source.Mistake;

class BrokenVocabularyTest {

    private static final String SHARED = "vocabulary.yaml";
    private static final String FIELD = "operations/field.yaml";

    static Stream<RuleEdit> edits() {
        return Stream.of(
                new RuleEdit(
                        "YAML that is none", SHARED, "roles:", "roles", "roles", "A colon is missing after a name."),
                new RuleEdit(
                        "YAML with a bracket left open",
                        SHARED,
                        "en: Member, ja: メンバー }",
                        "en: Member, ja: メンバー",
                        "code: MEMBER",
                        "A comma or a closing bracket is missing."),
                new RuleEdit(
                        "YAML with a tab",
                        SHARED,
                        "  - { code: MEMBER",
                        "\t- { code: MEMBER",
                        "code: MEMBER",
                        "There is a tab here"),
                new RuleEdit(
                        "a list given twice",
                        SHARED,
                        "phases:\n",
                        "roles:\n",
                        "roles:\n",
                        "`roles` is already in line 7."),
                new RuleEdit(
                        "an unknown list",
                        SHARED,
                        "roles:",
                        "rolls:",
                        "rolls",
                        "There is no `rolls` in the file. Did you mean `roles`?"),
                new RuleEdit(
                        "an empty list",
                        SHARED,
                        "phases:\n",
                        "phases: []\nsteps:\n",
                        "phases: []",
                        "`phases` must be a list with at least one entry."),
                new RuleEdit(
                        "a list without a value",
                        SHARED,
                        "phases:\n",
                        "phases:\nsteps:\n",
                        "phases:\n",
                        "`phases` must be a list with at least one entry."),
                new RuleEdit(
                        "a list that is a word",
                        SHARED,
                        "phases:\n",
                        "phases: all\nsteps:\n",
                        "phases: all",
                        "`phases` must be a list with at least one entry, not `all`."),
                new RuleEdit(
                        "a code given twice",
                        SHARED,
                        "{ code: LEADER,",
                        "{ code: MEMBER,",
                        "code: MEMBER, en: Leader",
                        "The code `MEMBER` is listed twice in `roles`."),
                new RuleEdit(
                        "a code in small letters",
                        SHARED,
                        "{ code: LEADER,",
                        "{ code: leader,",
                        "code: leader",
                        "`leader` is not a valid code: use capitals, digits and underscores"),
                new RuleEdit(
                        "a code without a label",
                        SHARED,
                        ", ja: メンバー }",
                        " }",
                        "code: MEMBER",
                        "`ja` is missing in an entry of `roles`."),
                new RuleEdit(
                        "a code with an unknown property",
                        SHARED,
                        ", ja: メンバー }",
                        ", jp: メンバー }",
                        "code: MEMBER",
                        "There is no `jp` in an entry of `roles`."),
                new RuleEdit(
                        "a code that is a list",
                        SHARED,
                        "code: MEMBER",
                        "code: [MEMBER]",
                        "code: [MEMBER]",
                        "`code` must be a single word or text."),
                new RuleEdit(
                        "a word for an entry",
                        SHARED,
                        "- { code: MEMBER, en: Member, ja: メンバー }",
                        "- MEMBER",
                        "- MEMBER",
                        "Write an entry of `roles` as `{ code: …, en: …, ja: … }`."),
                new RuleEdit(
                        "an entry left empty",
                        SHARED,
                        "- { code: MEMBER, en: Member, ja: メンバー }",
                        "-",
                        "  -\n",
                        "Write an entry of `roles` as"),
                new RuleEdit(
                        "an unknown complexity code",
                        FIELD,
                        "- COMPLEX_STRUCTURE",
                        "- COMPLEX_STRUCTUR",
                        "COMPLEX_STRUCTUR",
                        "`COMPLEX_STRUCTUR` is not in vocabulary.yaml. Did you mean `COMPLEX_STRUCTURE`?"),
                new RuleEdit(
                        "an unknown complexity list",
                        FIELD,
                        "complexityList: operations",
                        "complexityList: operation",
                        "complexityList: operation\n",
                        "There is no complexity list `operation` in the file. Did you mean `operations`?"),
                new RuleEdit(
                        "an unknown property of a field",
                        FIELD,
                        "position: 3",
                        "position: 3\ncolour: red",
                        "colour",
                        "There is no `colour` in the file."),
                new RuleEdit(
                        "a field without position",
                        FIELD,
                        "position: 3\n",
                        "",
                        null,
                        "`position` is missing in the file."),
                new RuleEdit(
                        "a field without areas", FIELD, "areas:", "area:", null, "`areas` is missing in the file."),
                new RuleEdit(
                        "a position in words",
                        FIELD,
                        "position: 3",
                        "position: three",
                        "position: three",
                        "`position` must be a whole number, not `three`."),
                new RuleEdit(
                        "a sheet without level",
                        FIELD,
                        "    level: 4\n",
                        "",
                        "sheet: OP4",
                        "`level` is missing in an entry of `sheets`."),
                new RuleEdit(
                        "a level that is none in a field",
                        FIELD,
                        "level: 4",
                        "level: 8",
                        "sheet: OP4",
                        "A sheet's level must be 1 to 7."),
                new RuleEdit(
                        "a level given twice",
                        FIELD,
                        "level: 4",
                        "level: 3",
                        "sheet: OP3",
                        "Two sheets of the field have level 3."),
                new RuleEdit(
                        "an unknown criterion of a sheet",
                        FIELD,
                        "SIZE,",
                        "SIZES,",
                        "SIZES",
                        "There is no criterion `SIZES`. Did you mean `SIZE`?"));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void what_cannot_be_used_is_refused_at_its_place(RuleEdit edit) {
        edit.isRefusedInPlainWords();
    }

    @Test
    void a_missing_vocabulary_is_named_and_nothing_that_follows_from_it() {
        assertThat(ChangedRules.without(SHARED).mistakes())
                .containsExactly(new Mistake(SHARED, 0, "The file is missing."));
    }

    @Test
    void an_empty_vocabulary_is_refused() {
        assertThat(ChangedRules.with(SHARED, "# nothing yet\n").mistakes())
                .containsExactly(new Mistake(SHARED, 0, "The file is empty."));
    }

    @Test
    void a_file_that_is_no_text_is_refused() {
        assertThat(ChangedRules.with(SHARED, new byte[] {0, 1, 2}).mistakes())
                .hasSize(3)
                .allSatisfy(mistake -> {
                    assertThat(mistake.file()).isEqualTo(SHARED);
                    assertThat(mistake.line()).isEqualTo(1);
                    assertThat(mistake.reason()).startsWith("The character U+000");
                });
    }

    @Test
    void a_vocabulary_cut_anywhere_is_refused_without_an_error_of_ours() {
        String text = RulesFolder.files().text(SHARED);
        for (int length = 0; length < text.length() - 100; length += 101) {
            assertThat(ChangedRules.with(SHARED, text.substring(0, length)).mistakes())
                    .as("cut after %d characters", length)
                    .isNotEmpty()
                    .extracting(Mistake::file)
                    .containsOnly(SHARED);
        }
    }

    @Test
    void a_sheet_and_a_field_that_stand_in_two_files_are_refused_in_the_second() {
        assertThat(ChangedRules.replacing(FIELD, "sheet: OP4", "sheet: SD4").mistakes())
                .contains(new Mistake("service-desk/field.yaml", 21, "The sheet `SD4` is listed twice."));
        assertThat(ChangedRules.replacing(FIELD, "field: OPERATIONS", "field: SERVICE_DESK")
                        .mistakes())
                .contains(
                        new Mistake("service-desk/field.yaml", 1, "The field `SERVICE_DESK` is also in another file."));
    }
}
