package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kentei.RulesFolder;
import org.kentei.source.Mistake;

/** What must be true of the rules taken together, and of what each says about itself. */
class RulesetLintTest {

    private static final String OM7 = "operations-management/OM7.drl";

    static Stream<RuleEdit> edits() {
        String role = "rule \"OM7 role";
        String firstRole = "@sheet( OM7 ) @criterion( RESPONSIBILITIES ) @clause( OM7.RESPONSIBILITIES.ROLE )";
        String sizeA = "sheet == \"OM7\", headcount >= 250 || annualContractValue >= 2.5e9";
        return Stream.of(
                new RuleEdit(
                        "no clause",
                        OM7,
                        "@clause( OM7.RESPONSIBILITIES.ROLE )",
                        "",
                        role,
                        "The rule has no clause: write `@clause( … )`"),
                new RuleEdit(
                        "no paraphrase",
                        OM7,
                        "@paraphrase( \"Is responsible towards",
                        "@paraphrased( \"Answers to",
                        role,
                        "The rule has no `@paraphrase( \"…\" )`"),
                new RuleEdit(
                        "no criterion",
                        OM7,
                        "@criterion( RESPONSIBILITIES )",
                        "",
                        role,
                        "The rule has no criterion: write `@criterion( … )`"),
                new RuleEdit(
                        "an unknown criterion",
                        OM7,
                        "@criterion( SIZE )",
                        "@criterion( SIZES )",
                        "rule \"OM7 size A",
                        "There is no criterion `SIZES`. Did you mean `SIZE`?"),
                new RuleEdit(
                        "another criterion than that of the conclusion",
                        OM7,
                        "@criterion( SIZE ) @clause( OM7.SIZE.A )",
                        "@criterion( COMPLEXITY ) @clause( OM7.COMPLEXITY.A )",
                        "rule \"OM7 size A",
                        "`meetsSize` belongs to criterion SIZE, but the rule has `@criterion( COMPLEXITY )`."),
                new RuleEdit(
                        "a clause of another criterion",
                        OM7,
                        "@clause( OM7.SIZE.A )",
                        "@clause( OM7.SPECIALTY.A )",
                        "rule \"OM7 size A",
                        "The clause must start with `OM7.SIZE`, not `OM7.SPECIALTY.A`."),
                new RuleEdit(
                        "no sheet",
                        OM7,
                        "@sheet( OM7 )",
                        "",
                        role,
                        "A sheet's rule needs its sheet: write `@sheet( … )`"),
                new RuleEdit(
                        "another sheet",
                        OM7,
                        "@sheet( OM7 )",
                        "@sheet( OM6 )",
                        role,
                        "The rules of OM6 must be in the file `OM6.drl`"),
                new RuleEdit(
                        "an unknown sheet",
                        OM7,
                        "@sheet( OM7 )",
                        "@sheet( OM8 )",
                        role,
                        "The vocabulary has no sheet `OM8`."),
                new RuleEdit(
                        "a condition on another sheet",
                        OM7,
                        "sheet == \"OM7\"",
                        "sheet == \"OM6\"",
                        role,
                        "The first condition must be `sheet == \"OM7\"`"),
                new RuleEdit(
                        "no condition on the sheet",
                        OM7,
                        "sheet == \"OM7\", headcount",
                        "headcount",
                        "rule \"OM7 size A",
                        "The first condition must be `sheet == \"OM7\"`"),
                new RuleEdit(
                        "the sheet in one alternative only",
                        OM7,
                        sizeA,
                        "sheet == \"OM7\" && headcount >= 250 || annualContractValue >= 2.5e9",
                        "rule \"OM7 size A",
                        "and no other condition may name a sheet."),
                new RuleEdit(
                        "an unknown annotation",
                        OM7,
                        firstRole,
                        firstRole + " @author( Ito )",
                        role,
                        "Unknown annotation `@author`."),
                new RuleEdit(
                        "a figure in the name",
                        OM7,
                        "rule \"OM7 size A: a project",
                        "rule \"OM7 size A: 250 persons in a project",
                        "rule \"OM7 size A",
                        "The rule's name has a number"),
                new RuleEdit(
                        "a figure in the paraphrase",
                        OM7,
                        "Is responsible towards customers",
                        "Answers to 3 customers",
                        role,
                        "The paraphrase has a number"),
                new RuleEdit(
                        "a name without its sheet",
                        OM7,
                        "rule \"OM7 role",
                        "rule \"The role",
                        "rule \"The role",
                        "The name of a sheet's rule must start with the sheet: `OM7 …`."),
                new RuleEdit(
                        "a paraphrase too long",
                        OM7,
                        "Is responsible towards customers",
                        "Answers ".repeat(50),
                        role,
                        "A paraphrase must have 1 to 300 characters."),
                new RuleEdit(
                        "an empty paraphrase",
                        OM7,
                        "\"Is responsible towards customers for IT service management as a whole, in planning or implementation of the service.\"",
                        "\"\"",
                        role,
                        "A paraphrase must have 1 to 300 characters."),
                new RuleEdit(
                        "another fact that must be absent",
                        OM7,
                        "then\n",
                        "    not Succession()\nthen\n",
                        role,
                        "matches one fact only"),
                new RuleEdit(
                        "a shared conclusion in a sheet",
                        "shared/certified.drl",
                        "@clause( SHARED.MET_SHEET )",
                        "@sheet( OM7 ) @clause( SHARED.MET_SHEET )",
                        "rule \"A sheet",
                        "`isMet` is a consequence of shared rules only."),
                new RuleEdit(
                        "a shared clause that is not called so",
                        "shared/certified.drl",
                        "@clause( SHARED.MET_SHEET )",
                        "@clause( MET_SHEET )",
                        "rule \"A sheet",
                        "The clause of a shared rule must start with `SHARED.`, not `MET_SHEET`."),
                new RuleEdit(
                        "a name given twice",
                        "shared/level-or-above.drl",
                        "Complexity of the level or above satisfies COMPLEXITY",
                        "A sheet is met when none of its criteria is unmet",
                        "rule \"A sheet is met",
                        "is already used by the rule in shared/certified.drl:7."),
                new RuleEdit(
                        "a clause given twice",
                        OM7,
                        "@clause( OM7.SIZE.B )",
                        "@clause( OM7.SIZE.A )",
                        "rule \"OM7 size B",
                        "The clause `OM7.SIZE.A` is already used by the rule in operations-management/OM7.drl:57."),
                new RuleEdit(
                        "a negation",
                        OM7,
                        "headcount >= 250",
                        "specialtyField != \"OPERATIONS\"",
                        "rule \"OM7 size A",
                        "must not require that something is absent"),
                new RuleEdit(
                        "a sheet in the wrong file",
                        "operations-management/OM6.drl",
                        "end\n",
                        "end\n\n"
                                + ChangedRules.rule(OM7, "OM7 size A")
                                        .replace("OM7 size A", "OM7 size D")
                                        .replace("OM7.SIZE.A", "OM7.SIZE.D"),
                        "rule \"OM7 size D",
                        "The rules of OM7 must be in the file `OM7.drl`"),
                new RuleEdit(
                        "an asked criterion without a rule",
                        OM7,
                        ChangedRules.rule(OM7, "OM7 specialty"),
                        "",
                        null,
                        "The sheet OM7 requires SPECIALTY, but none of its rules has the consequence `satisfiesSpecialty`."));
    }

    @Test
    void the_projects_own_rules_are_sound() {
        assertThat(RulesFolder.ruleset().rules()).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("edits")
    void what_rules_must_not_say_is_refused_at_its_place(RuleEdit edit) {
        edit.isRefusedInPlainWords();
    }

    @Test
    void a_conclusion_of_the_shared_rules_that_none_draws_is_named() {
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
    void a_sheet_without_a_file_is_named() {
        assertThat(ChangedRules.without(OM7).mistakes()).hasSize(8).allSatisfy(mistake -> {
            assertThat(mistake.file()).isEqualTo("OM7.drl");
            assertThat(mistake.reason()).startsWith("The sheet OM7 requires ");
        });
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
                length += 23) {
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
