package org.kentei.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.rule.Condition;
import org.kentei.rule.RuleText;
import org.kentei.rulebook.ClauseCatalogue;
import org.kentei.rulebook.Omission;
import org.kentei.rulebook.Reading;
import org.kentei.vocabulary.Sheet;

/** The page on how the standard is read says what the rules say. */
class StandardPageTest {

    private static String page;
    private static ClauseCatalogue catalogue;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Path.of("docs/standard.md"));
        catalogue = ClauseCatalogue.read(RulesFolder.files(), new ArrayList<>());
    }

    @Test
    void the_row_of_a_sheet_has_every_figure_and_code_of_its_rules_but_the_accomplishments() {
        for (Sheet sheet : RulesFolder.vocabulary().sheets().toList()) {
            String row = page.lines()
                    .filter(line -> line.startsWith("| [" + sheet.sheet() + "]"))
                    .findFirst()
                    .orElseThrow();
            List<RuleText> rules = RulesFolder.ruleset().rules().stream()
                    .filter(rule -> sheet.sheet().equals(rule.sheet()))
                    .toList();
            for (RuleText rule : rules) {
                rule.condition().parts().forEach(part -> {
                    if (part instanceof Condition.NumberComparison) {
                        assertThat(row).as(rule.name()).contains(part.text());
                    } else if (!part.property().ofSheet()
                            && !part.property().name().equals("accomplishments")) {
                        String code = part.text().replaceAll(".*\"(\\w+)\".*", "$1");
                        assertThat(row).as(rule.name()).contains(code);
                    }
                });
            }
        }
    }

    @Test
    void every_reading_every_omission_and_every_shared_clause_is_told_as_the_rules_tell_it() {
        for (Reading reading : catalogue.readings()) {
            assertThat(page)
                    .contains("#### " + reading.reading() + "\n\n**" + reading.open() + "** " + reading.read()
                            + "\n\nReason: " + reading.because() + "\n");
        }
        for (Omission omission : catalogue.omissions()) {
            assertThat(page)
                    .contains(
                            "| `" + omission.omission() + "` | " + omission.what() + " | " + omission.because() + " |");
        }
        RulesFolder.ruleset().rules().stream()
                .filter(rule -> rule.sheet() == null)
                .forEach(rule -> assertThat(page).contains("| `" + rule.clause() + "` |"));
    }
}
