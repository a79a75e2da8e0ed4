package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.source.Mistake;

/** Files that could mislead a reader, and files that only look unusual. */
class HostileEditTest {

    private static final String OM7 = "operations-management/OM7.drl";
    private static final String SD4 = "service-desk/SD4.drl";
    private static final String SIZE_A = "rule \"OM7 size A";

    @Test
    void a_name_that_could_distort_a_message_is_shown_with_escaped_characters() {
        List<Mistake> mistakes = ChangedRules.with("service-desk/\u202Elrd.4DS\u001B[31m.drl", "")
                .mistakes();

        assertThat(mistakes)
                .singleElement()
                .satisfies(mistake ->
                        assertThat(mistake.file()).isEqualTo("service-desk/<U+202E>lrd.4DS<U+001B>[31m.drl"));
    }

    @Test
    void a_file_that_is_not_utf_8_is_refused_at_the_line() {
        byte[] text = "# labels\nen: caf?\n".getBytes(StandardCharsets.US_ASCII);
        text[text.length - 2] = (byte) 0xE9;

        assertThat(ChangedRules.with("operations/field.yaml", text).mistakes())
                .containsExactly(new Mistake(
                        "operations/field.yaml", 2, "The line is not valid UTF-8; save the file as UTF-8."));
    }

    @Test
    void ten_thousand_foreign_files_are_reported_in_one_sentence() {
        SortedMap<String, byte[]> files = new TreeMap<>(RulesFolder.files().byName());
        IntStream.range(0, 10_000).forEach(number -> files.put("x/" + number + ".yaml", new byte[0]));

        assertThat(new ChangedRules(new RulesetFiles(files)).mistakes())
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.reason()).contains("at most 500 are allowed"));
    }

    @Test
    void lines_may_end_as_windows_ends_them() {
        String text = RulesFolder.files().text(OM7).replace("\n", "\r\n");

        assertThat(ChangedRules.with(OM7, text).mistakes()).isEmpty();
    }

    @Test
    void comments_between_rules_may_say_anything_that_can_be_read() {
        assertThat(ChangedRules.replacing(OM7, SIZE_A, "// 規模 <b>*/ \"${x}\" static { }\n" + SIZE_A)
                        .mistakes())
                .isEmpty();
    }
}
