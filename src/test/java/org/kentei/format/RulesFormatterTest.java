package org.kentei.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.ruleset.RulesetFiles;

class RulesFormatterTest {

    private static final long SEED = 20081101;

    @Test
    void the_rules_of_the_standard_are_formatted() {
        RulesetFiles files = RulesFolder.files();

        assertThat(files.byName().keySet())
                .hasSizeGreaterThan(30)
                .allSatisfy(file -> assertThat(RulesFormatter.of(file, files.text(file)))
                        .as(file)
                        .isEqualTo(files.text(file)));
    }

    @Test
    void rules_with_any_blanks_and_line_ends_are_laid_out_as_they_were() {
        RulesetFiles files = RulesFolder.files();
        Random random = new Random(SEED);

        for (String file : files.byName().keySet()) {
            if (file.endsWith(".drl")) {
                String text = files.text(file);
                String disturbed = text.lines()
                        .map(line -> line.isEmpty()
                                ? "\n".repeat(random.nextInt(3)) + " ".repeat(random.nextInt(3))
                                : " ".repeat(random.nextInt(9)) + line.strip() + "\t ".repeat(random.nextInt(2)))
                        .reduce("", (before, line) -> before + line + (random.nextBoolean() ? "\r\n" : "\n"));

                assertThat(RulesFormatter.of(file, disturbed)).as(file).isEqualTo(text);
            }
        }
    }

    @Test
    void formatted_files_stay_as_they_are_and_texts_and_comments_are_kept() {
        String written =
                "\r\n\r\npackage org.kentei.rules\r\n// two  blanks stay  here  \r\nrule \"A  rule\"\r\n@sheet( X )\r\n"
                        + "when\r\n\t$a : B(  c ==  \"D  (E\",\r\nf >= 1 )\r\n\r\nthen\r\n$a.g( );\r\n  end\r\n rule \"Another\"\r\nwhen\r\nend";

        String laidOut = RulesFormatter.of("x.drl", written);

        assertThat(laidOut).isEqualTo("""
                        package org.kentei.rules
                        // two  blanks stay  here
                        rule "A  rule"
                            @sheet( X )
                        when
                            $a : B( c == "D  (E",
                                f >= 1 )
                        then
                            $a.g( );
                        end

                        rule "Another"
                        when
                        end
                        """);
        assertThat(RulesFormatter.of("x.drl", laidOut)).isEqualTo(laidOut);
    }

    @Test
    void indents_of_yaml_are_kept() {
        assertThat(RulesFormatter.of("a.yaml", "a:   # why\r\n  - b:  \"c  d\" \n\n\n\n  -  e\n\n"))
                .isEqualTo("a:   # why\n  - b:  \"c  d\"\n\n  -  e\n");
    }
}
