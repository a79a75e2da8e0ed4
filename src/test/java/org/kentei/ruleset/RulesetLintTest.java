package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.source.Mistake;

/** What must be true of the rules taken together, and of what each says about itself. */
class RulesetLintTest {

    private static final String OM7 = "operations-management/OM7.drl";

    @Test
    void the_projects_own_rules_are_sound() {
        assertThat(RulesFolder.ruleset().rules()).hasSizeGreaterThan(100);
    }

    @Test
    void a_conclusion_that_no_shared_rule_draws_is_named() {
        ChangedRules broken = ChangedRules.without("shared/certified.drl");

        assertThat(broken.mistakes())
                .extracting(Mistake::toString)
                .containsExactly(
                        "shared: No shared rule has the consequence `isMet`.",
                        "shared: No shared rule has the consequence `certifiesField`.",
                        "shared: No shared rule has the consequence `certifiesCandidate`.");
    }

    @Test
    void a_rule_for_a_criterion_that_its_sheet_does_not_ask_is_refused() {
        ChangedRules broken =
                ChangedRules.replacing("operations/field.yaml", "SUCCESSION, SUBORDINATES]", "SUCCESSION]");
        int line = broken.lineOf("operations/OP4.drl", "rule \"OP4 subordinates");

        assertThat(broken.mistakes())
                .containsExactly(new Mistake(
                        "operations/OP4.drl",
                        line,
                        "The sheet OP4 does not require SUBORDINATES; the field.yaml lists its criteria."));
    }

    @Test
    void a_rule_of_size_for_a_sheet_that_asks_no_size_is_not_told_of_projects_that_reach_it_together() {
        ChangedRules broken = ChangedRules.replacing(
                "operations-management/field.yaml", "COMPLEXITY, SIZE, SPECIALTY", "COMPLEXITY, SPECIALTY");

        assertThat(broken.mistakes())
                .isNotEmpty()
                .extracting(Mistake::reason)
                .containsOnly("The sheet OM7 does not require SIZE; the field.yaml lists its criteria.");
    }

    @Test
    void a_sheet_without_a_file_is_named() {
        assertThat(ChangedRules.without(OM7).mistakes())
                .containsExactly(new Mistake(
                        "OM7.drl",
                        0,
                        "The sheet OM7 has no rules. They belong in the file `OM7.drl`, beside the `field.yaml` that lists the"
                                + " sheet."));
    }

    @Test
    void an_empty_file_is_refused() {
        assertThat(ChangedRules.with(OM7, "").mistakes())
                .containsExactly(new Mistake(OM7, 1, "The file must start with `package org.kentei.rules`."));
    }

    @Test
    void a_file_of_another_kind_is_refused() {
        assertThat(ChangedRules.with(OM7, new byte[] {0, (byte) 0x89, 'P', 'N', 'G', 13, 10, 26})
                        .mistakes())
                .isNotEmpty()
                .allSatisfy(mistake -> assertThat(mistake.file()).isEqualTo(OM7));
    }

    @Test
    void a_file_cut_anywhere_in_a_rule_is_refused() {
        String text = RulesFolder.files().text(OM7);
        for (int length = text.indexOf("rule \"OM7 size A") + 3;
                length < text.indexOf("rule \"OM7 specialty") - 5;
                length += 61) {
            List<Mistake> mistakes =
                    ChangedRules.with(OM7, text.substring(0, length)).mistakes();

            assertThat(mistakes)
                    .as("cut after %d characters", length)
                    .isNotEmpty()
                    .allSatisfy(mistake -> {
                        assertThat(mistake.file()).isEqualTo(OM7);
                        assertThat(mistake.reason()).doesNotContain("Exception", "java.", "org.");
                    });
        }
    }

    @Test
    void every_mistake_of_all_files_is_listed_in_their_order() {
        RulesetFiles one = ChangedRules.replacing(OM7, "headcount", "headcont").files();
        TreeMap<String, byte[]> two = new TreeMap<>(one.byName());
        two.put(
                "operations/OP3.drl",
                RulesFolder.files()
                        .text("operations/OP3.drl")
                        .replace("criteria", "criterias")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(new ChangedRules(new RulesetFiles(two)).mistakes())
                .extracting(Mistake::file)
                .containsExactly(OM7, "operations/OP3.drl");
    }
}
