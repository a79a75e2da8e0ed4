package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.source.Mistake;

class BrokenVocabularyTest {

    private static final String SHARED = "vocabulary.yaml";
    private static final String FIELD = "operations/field.yaml";

    @Test
    void a_missing_vocabulary_is_named_without_the_mistakes_that_follow_from_it() {
        assertThat(ChangedRules.without(SHARED).mistakes())
                .containsExactly(new Mistake(SHARED, 0, "The file is missing."));
    }

    @Test
    void an_empty_vocabulary_is_refused() {
        assertThat(ChangedRules.with(SHARED, "# nothing yet\n").mistakes())
                .containsExactly(new Mistake(SHARED, 0, "The file is empty."));
    }

    @Test
    void a_file_that_is_not_text_is_refused() {
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
    void a_sheet_and_a_field_defined_in_two_files_are_refused_in_the_second() {
        assertThat(ChangedRules.replacing(FIELD, "sheet: OP4", "sheet: SD4").mistakes())
                .contains(new Mistake("service-desk/field.yaml", 21, "The sheet `SD4` is listed twice."));
        assertThat(ChangedRules.replacing(FIELD, "field: OPERATIONS", "field: SERVICE_DESK")
                        .mistakes())
                .contains(
                        new Mistake("service-desk/field.yaml", 1, "The field `SERVICE_DESK` is also in another file."));
    }
}
