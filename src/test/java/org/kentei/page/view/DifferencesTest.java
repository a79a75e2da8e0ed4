package org.kentei.page.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.page.Language;
import org.kentei.page.view.FileDifference.DifferenceLine;
import org.kentei.page.view.FileDifference.FileChange;
import org.kentei.page.view.FileDifference.LineChange;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;

class DifferencesTest {

    private static final String SHEET = "service-desk/SD4.drl";

    private final RulesetFiles files = RulesFolder.files();

    @Test
    void a_changed_number_is_shown_as_one_line_removed_and_one_added() {
        List<FileDifference> differences =
                FileDifference.between(files, with(SHEET, files.text(SHEET).replace("3000", "2500")));
        assertThat(differences).hasSize(1);
        assertThat(differences.get(0).kind()).isEqualTo(FileChange.CHANGED);
        assertThat(marked(differences.get(0), LineChange.REMOVED))
                .singleElement()
                .asString()
                .contains("annualUsers >= 3000");
        assertThat(marked(differences.get(0), LineChange.ADDED))
                .singleElement()
                .asString()
                .contains("annualUsers >= 2500");
        assertThat(marked(differences.get(0), LineChange.SAME)).hasSize(6);
    }

    @Test
    void an_added_or_removed_file_is_shown_whole() {
        RulesetFiles more = with("service-desk/SD2.drl", "package org.kentei.rules\n\n// nothing yet\n");
        FileDifference came = FileDifference.between(files, more).get(0);
        assertThat(came.kind()).isEqualTo(FileChange.ADDED);
        assertThat(marked(came, LineChange.ADDED)).containsExactly("package org.kentei.rules", "", "// nothing yet");
        assertThat(FileDifference.between(more, files).get(0).kind()).isEqualTo(FileChange.REMOVED);
    }

    @Test
    void revisions_that_are_the_same_differ_nowhere() {
        assertThat(FileDifference.between(files, files)).isEmpty();
    }

    @Test
    void every_rule_is_cut_out_of_its_file_as_the_compiler_reads_it() throws InvalidRulesetException {
        RuleSources texts = RuleSources.of(files);
        for (RuleText rule : RulesetCompiler.read(files).rules()) {
            assertThat(texts.of(rule.name())).isEqualTo(rule.source().strip());
        }
    }

    @Test
    void both_languages_have_the_same_words() {
        Set<String> english = new TreeSet<>(Language.EN.words().keySet());
        Set<String> japanese = new TreeSet<>(Language.JA.words().keySet());
        // English sentences write small numbers as words and have a singular and a plural
        english.removeIf(word -> word.matches("is|are|noun\\..*|number\\.\\d+"));
        // Japanese sentences count each unit with a word of its own. Faults of a candidate and titles of problems are
        // English as they are found
        japanese.removeIf(word -> word.matches("noun\\..*|count\\..*|fault\\..*|problem\\..*"));
        english.removeIf(word -> word.matches("count\\..*"));
        assertThat(japanese).isEqualTo(english);
    }

    private static List<String> marked(FileDifference difference, LineChange mark) {
        return difference.lines().stream()
                .filter(line -> line.mark() == mark)
                .map(DifferenceLine::text)
                .toList();
    }

    private RulesetFiles with(String name, String text) {
        SortedMap<String, byte[]> changed = new TreeMap<>(files.byName());
        changed.put(name, text.getBytes(StandardCharsets.UTF_8));
        return new RulesetFiles(changed);
    }
}
