package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kentei.RulesFolder;
import org.kentei.vocabulary.Mistake;

class HouseRulesTest {

    private static final String OM7 = "operations-management/OM7.drl";

    static Stream<Edit> edits() {
        String role = "rule \"OM7 role";
        String firstRole = "@sheet( OM7 ) @criterion( RESPONSIBILITIES ) @clause( OM7.RESPONSIBILITIES.ROLE )";
        String sizeA = "sheet == \"OM7\", headcount >= 250 || annualContractValue >= 2.5e9";
        String met = "    $project.playsRole();";
        return Stream.of(
                new Edit(
                        "a bracket left open",
                        OM7,
                        "\"IMPLEMENTATION\" )",
                        "\"IMPLEMENTATION\"",
                        "then",
                        "Unexpected `then` in rule"),
                new Edit("a misspelt when", OM7, "when", "wenn", "wenn", "Unexpected `wenn` in rule"),
                new Edit("a missing then", OM7, "then\n", "", "end\n", "Unexpected `end` in rule"),
                new Edit("a missing end", OM7, "end\n", "", "rule \"OM7 role", "The rule has no `end`."),
                new Edit(
                        "a missing quote",
                        OM7,
                        "\"PLANNING\" ||",
                        "\"PLANNING ||",
                        "PLANNING ||",
                        "Unexpected `IMPLEMENTATION` in rule"),
                new Edit(
                        "a missing comma",
                        OM7,
                        "criteria >= 3,",
                        "criteria >= 3",
                        "complexity contains",
                        "Unexpected `complexity` in rule"),
                new Edit(
                        "an assignment",
                        OM7,
                        sizeA,
                        "sheet == \"OM7\", headcount = 250",
                        "headcount = 250",
                        "Unexpected `=` in rule"),
                new Edit(
                        "an unknown code",
                        OM7,
                        "\"PLANNING\"",
                        "\"PLANING\"",
                        "PLANING",
                        "has no code `PLANING` in phases, which `phases` is compared with. Did you mean `PLANNING`?"),
                new Edit(
                        "a code of another list",
                        OM7,
                        "contains \"PLANNING\"",
                        "contains \"SECURITY\"",
                        "contains \"SECURITY\"",
                        "has no code `SECURITY` in phases"),
                new Edit(
                        "an unknown rung",
                        OM7,
                        "RESPONSIBLE_FOR_WHOLE",
                        "RESPONSIBLE_FOR_ALL",
                        "RESPONSIBLE_FOR_ALL",
                        "has no code `RESPONSIBLE_FOR_ALL` in roles"),
                new Edit(
                        "an unknown sheet in a condition",
                        OM7,
                        "sheet == \"OM7\"",
                        "sheet == \"OM8\"",
                        "sheet == \"OM8\"",
                        "has no code `OM8` in sheets"),
                new Edit(
                        "an unknown property",
                        OM7,
                        "headcount >= 250",
                        "headcont >= 250",
                        "headcont",
                        "A ConsideredProject has no `headcont`. Did you mean `headcount`?"),
                new Edit(
                        "an unknown fact",
                        OM7,
                        "ConsideredProject",
                        "ConsiderdProject",
                        "ConsiderdProject",
                        "There is no fact `ConsiderdProject`. Did you mean `ConsideredProject`?"),
                new Edit(
                        "a class of Java for a fact",
                        OM7,
                        "ConsideredProject(",
                        "java.util.List(",
                        "java.util.List",
                        "There is no fact `java.util.List`."),
                new Edit(
                        "no clause",
                        OM7,
                        "@clause( OM7.RESPONSIBILITIES.ROLE )",
                        "",
                        role,
                        "The rule names no clause: write `@clause( … )`"),
                new Edit(
                        "no paraphrase",
                        OM7,
                        "@paraphrase( \"Answers to",
                        "@paraphrased( \"Answers to",
                        role,
                        "The rule has no `@paraphrase( \"…\" )`"),
                new Edit(
                        "no criterion",
                        OM7,
                        "@criterion( RESPONSIBILITIES )",
                        "",
                        role,
                        "The rule names no criterion: write `@criterion( … )`"),
                new Edit(
                        "an unknown criterion",
                        OM7,
                        "@criterion( SIZE )",
                        "@criterion( SIZES )",
                        "rule \"OM7 size A",
                        "There is no criterion `SIZES`. Did you mean `SIZE`?"),
                new Edit(
                        "another criterion than that of the conclusion",
                        OM7,
                        "@criterion( SIZE ) @clause( OM7.SIZE.A )",
                        "@criterion( COMPLEXITY ) @clause( OM7.COMPLEXITY.A )",
                        "rule \"OM7 size A",
                        "`meetsSize` belongs to the criterion SIZE, and the rule names COMPLEXITY."),
                new Edit(
                        "a clause of another criterion",
                        OM7,
                        "@clause( OM7.SIZE.A )",
                        "@clause( OM7.SPECIALTY.A )",
                        "rule \"OM7 size A",
                        "The clause begins with `OM7.SIZE`, not `OM7.SPECIALTY.A`."),
                new Edit(
                        "no sheet",
                        OM7,
                        "@sheet( OM7 )",
                        "",
                        role,
                        "A clause of a sheet names its sheet: write `@sheet( … )`"),
                new Edit(
                        "another sheet",
                        OM7,
                        "@sheet( OM7 )",
                        "@sheet( OM6 )",
                        role,
                        "The clauses of OM6 stand in the file `OM6.drl`"),
                new Edit(
                        "an unknown sheet",
                        OM7,
                        "@sheet( OM7 )",
                        "@sheet( OM8 )",
                        role,
                        "The vocabulary has no sheet `OM8`."),
                new Edit(
                        "a condition on another sheet",
                        OM7,
                        "sheet == \"OM7\"",
                        "sheet == \"OM6\"",
                        role,
                        "The first condition of the rule is `sheet == \"OM7\"`"),
                new Edit(
                        "no condition on the sheet",
                        OM7,
                        "sheet == \"OM7\", headcount",
                        "headcount",
                        "rule \"OM7 size A",
                        "The first condition of the rule is `sheet == \"OM7\"`"),
                new Edit(
                        "the sheet in one alternative only",
                        OM7,
                        sizeA,
                        "sheet == \"OM7\" && headcount >= 250 || annualContractValue >= 2.5e9",
                        "rule \"OM7 size A",
                        "and no other names a sheet."),
                new Edit(
                        "an unknown annotation",
                        OM7,
                        firstRole,
                        firstRole + " @author( Ito )",
                        role,
                        "Rules have no `@author`."),
                new Edit(
                        "a figure in the name",
                        OM7,
                        "rule \"OM7 size A: a project",
                        "rule \"OM7 size A: 250 persons in a project",
                        "rule \"OM7 size A",
                        "The rule's name holds a figure"),
                new Edit(
                        "a figure in the paraphrase",
                        OM7,
                        "Answers to customers",
                        "Answers to 3 customers",
                        role,
                        "The paraphrase holds a figure"),
                new Edit(
                        "a name without its sheet",
                        OM7,
                        "rule \"OM7 role",
                        "rule \"The role",
                        "rule \"The role",
                        "The name of a sheet's rule begins with the sheet: `OM7 …`."),
                new Edit(
                        "a paraphrase too long",
                        OM7,
                        "Answers to customers",
                        "Answers ".repeat(50),
                        role,
                        "A paraphrase has 1 to 300 characters."),
                new Edit(
                        "an empty paraphrase",
                        OM7,
                        "\"Answers to customers for IT service management as a whole, in planning or implementation of the service.\"",
                        "\"\"",
                        role,
                        "A paraphrase has 1 to 300 characters."),
                new Edit(
                        "a fraction",
                        OM7,
                        "headcount >= 250",
                        "headcount >= 250.5",
                        "250.5",
                        "`headcount >= 250.5` needs a whole number on its right"),
                new Edit(
                        "a number in quotes",
                        OM7,
                        "headcount >= 250",
                        "headcount >= \"250\"",
                        "\"250\"",
                        "needs a whole number on its right"),
                new Edit(
                        "a negative number",
                        OM7,
                        "headcount >= 250",
                        "headcount >= -250",
                        "-250",
                        "needs a whole number on its right"),
                new Edit(
                        "a number with a leading zero",
                        OM7,
                        "headcount >= 250",
                        "headcount >= 0250",
                        "0250",
                        "needs a whole number on its right"),
                new Edit(
                        "a long number for a count",
                        OM7,
                        "months >= 36",
                        "months >= 36L",
                        "36L",
                        "needs a whole number on its right, in digits alone"),
                new Edit(
                        "an exponent for a count",
                        OM7,
                        "months >= 36",
                        "months >= 3.6e1",
                        "3.6e1",
                        "needs a whole number on its right, in digits alone"),
                new Edit(
                        "a count beyond all reason",
                        OM7,
                        "months >= 36",
                        "months >= 3600000000",
                        "3600000000",
                        "at most 1000000, such as 36."),
                new Edit(
                        "an unequal number",
                        OM7,
                        "headcount >= 250",
                        "headcount != 250",
                        "headcount != 250",
                        "`headcount != 250` cannot be explained to a candidate."),
                new Edit(
                        "a comparison with nothing",
                        OM7,
                        "headcount >= 250",
                        "headcount != null",
                        "headcount != null",
                        "`headcount != null` cannot be explained"),
                new Edit(
                        "a sum",
                        OM7,
                        "headcount >= 250",
                        "headcount + annualUsers >= 250",
                        "headcount + annualUsers",
                        "`headcount + annualUsers` cannot be explained"),
                new Edit(
                        "a call of Java",
                        OM7,
                        "headcount >= 250",
                        "title.length() > 3",
                        "title.length()",
                        "`title.length()` cannot be explained"),
                new Edit(
                        "a list compared with a number",
                        OM7,
                        "headcount >= 250",
                        "phases >= 250",
                        "phases >= 250",
                        "`phases` is a list: write `phases contains"),
                new Edit(
                        "a ladder compared with a code",
                        OM7,
                        "role.atLeast( \"RESPONSIBLE_FOR_WHOLE\" )",
                        "role == \"RESPONSIBLE_FOR_WHOLE\"",
                        "role ==",
                        "`role` is a ladder: write `role.atLeast("),
                new Edit(
                        "a regular expression",
                        OM7,
                        "headcount >= 250",
                        "sheet matches \"OM.\"",
                        "sheet matches",
                        "cannot be explained"),
                new Edit("eval", OM7, "headcount >= 250", "eval( true )", "eval(", "`eval(true)` cannot be explained"),
                new Edit(
                        "eval as a condition of its own",
                        OM7,
                        "        phases contains \"PLANNING\" || phases contains \"IMPLEMENTATION\" )",
                        "        phases contains \"PLANNING\" )\n    eval( true )",
                        "eval(",
                        "The rule looks at more than one fact"),
                new Edit("a salience", OM7, "when", "salience 10 when", role, "The rule has the attribute `salience`"),
                new Edit("no-loop", OM7, "when", "no-loop true when", role, "The rule has the attribute `no-loop`"),
                new Edit(
                        "an agenda group",
                        OM7,
                        "when",
                        "agenda-group \"first\" when",
                        role,
                        "The rule has the attribute `agenda-group`"),
                new Edit(
                        "an attribute for all rules",
                        OM7,
                        "rule \"OM7 role",
                        "dialect \"mvel\"\nrule \"OM7 role",
                        "dialect",
                        "An attribute stands before the rules"),
                new Edit(
                        "a global",
                        OM7,
                        "rule \"OM7 role",
                        "global java.util.List names\nrule \"OM7 role",
                        "global",
                        "A global is declared"),
                new Edit(
                        "a function",
                        OM7,
                        "rule \"OM7 role",
                        "function boolean yes() { return true; }\nrule \"OM7 role",
                        "function",
                        "A function is declared"),
                new Edit(
                        "a query",
                        OM7,
                        "rule \"OM7 role",
                        "query \"all\"\n    ConsideredProject()\nend\nrule \"OM7 role",
                        "query",
                        "`all` is a query"),
                new Edit(
                        "a type of its own",
                        OM7,
                        "rule \"OM7 role",
                        "declare Person\n    name : String\nend\nrule \"OM7 role",
                        "declare Person",
                        "A type is declared"),
                new Edit(
                        "another import",
                        OM7,
                        "import org.kentei.fact.*",
                        "import java.util.*",
                        "import java.util",
                        "Only `import org.kentei.fact.*` is imported"),
                new Edit(
                        "an imported function",
                        OM7,
                        "import org.kentei.fact.*",
                        "import org.kentei.fact.*\nimport function java.lang.Math.abs",
                        "import function",
                        "A function is imported"),
                new Edit(
                        "another package",
                        OM7,
                        "package org.kentei.rules",
                        "package rules",
                        "package rules",
                        "The file begins with `package org.kentei.rules`, not with `package rules`."),
                new Edit(
                        "a second fact",
                        OM7,
                        "when\n",
                        "when\n    $other : Succession()\n",
                        "$project : ConsideredProject",
                        "The rule looks at more than one fact"),
                new Edit(
                        "another fact that must be absent",
                        OM7,
                        "then\n",
                        "    not Succession()\nthen\n",
                        role,
                        "looks at one fact and at nothing beside it"),
                new Edit(
                        "accumulate",
                        OM7,
                        "phases contains \"PLANNING\" || phases contains \"IMPLEMENTATION\" )",
                        "headcount >= 1 )\n    accumulate( ConsideredProject( $h : headcount ), $sum : sum( $h ) )",
                        "accumulate",
                        "The rule looks at more than one fact"),
                new Edit(
                        "a fact from accumulate",
                        OM7,
                        "$subordinates : Subordinates( sheet == \"OM7\", records >= 1 )",
                        "$subordinates : Subordinates( sheet == \"OM7\", records >= 1 ) from accumulate( ConsideredProject( $h : headcount ), sum( $h ) )",
                        "$subordinates : Sub",
                        "The fact is not taken `from` elsewhere"),
                new Edit(
                        "a fact without a name",
                        OM7,
                        "$project : ConsideredProject",
                        "ConsideredProject",
                        "ConsideredProject",
                        "The fact is bound to no name: write `$name : ConsideredProject( … )`."),
                new Edit(
                        "no fact",
                        OM7,
                        "    $project : ConsideredProject( sheet == \"OM7\",\n        role.atLeast( \"RESPONSIBLE_FOR_WHOLE\" ),\n        phases contains \"PLANNING\" || phases contains \"IMPLEMENTATION\" )\n",
                        "",
                        role,
                        "does not begin with the fact that it speaks of"),
                new Edit(
                        "an endless loop",
                        OM7,
                        met,
                        "    while (true) {}",
                        "while",
                        "After `then` stands one conclusion about the fact"),
                new Edit(
                        "an exit",
                        OM7,
                        met,
                        "    System.exit(1);",
                        "System",
                        "After `then` stands one conclusion about the fact"),
                new Edit(
                        "two conclusions",
                        OM7,
                        met,
                        met + "\n" + met,
                        met,
                        "After `then` stands one conclusion about the fact"),
                new Edit(
                        "no conclusion",
                        OM7,
                        met + "\n",
                        "",
                        "end\n",
                        "After `then` stands one conclusion about the fact"),
                new Edit(
                        "an unknown conclusion",
                        OM7,
                        "playsRole",
                        "playRole",
                        "playRole",
                        "Nothing called `playRole` can be concluded of a ConsideredProject. Did you mean `playsRole`?"),
                new Edit(
                        "a conclusion without its field",
                        "shared/considered.drl",
                        "countsFor( \"OPERATIONS_MANAGEMENT\" )",
                        "countsFor()",
                        "countsFor()",
                        "does not have what `countsFor` takes"),
                new Edit(
                        "a conclusion about an unknown field",
                        "shared/considered.drl",
                        "countsFor( \"OPERATIONS_MANAGEMENT\" )",
                        "countsFor( \"OPERATION_MANAGEMENT\" )",
                        "countsFor(",
                        "no specialty field `OPERATION_MANAGEMENT`"),
                new Edit(
                        "a level that is none",
                        "shared/considered.drl",
                        "Capability( 3 )",
                        "Capability( 9 )",
                        "Capability( 9 )",
                        "There is no level 9; levels are 1 to 7."),
                new Edit(
                        "a shared conclusion in a sheet",
                        "shared/certified.drl",
                        "@clause( \"Reading 2, a sheet is met\" )",
                        "@sheet( OM7 ) @clause( \"Reading 2, a sheet is met\" )",
                        "rule \"A sheet",
                        "`isMet` is concluded by shared rules only."),
                new Edit(
                        "a name given twice",
                        "shared/level-or-above.drl",
                        "Complexity of the level or above satisfies COMPLEXITY",
                        "A sheet is met when none of its criteria is unmet",
                        "rule \"A sheet is met",
                        "is already that of the rule in shared/certified.drl:7."),
                new Edit(
                        "a clause given twice",
                        OM7,
                        "@clause( OM7.SIZE.B )",
                        "@clause( OM7.SIZE.A )",
                        "rule \"OM7 size B",
                        "The clause `OM7.SIZE.A` is already that of the rule in operations-management/OM7.drl:57."),
                new Edit(
                        "a negation",
                        OM7,
                        "headcount >= 250",
                        "specialtyField != \"OPERATIONS\"",
                        "rule \"OM7 size A",
                        "never asks that something be absent"),
                new Edit(
                        "a sheet in the wrong file",
                        "operations-management/OM6.drl",
                        "end\n",
                        "end\n\n" + rule(OM7, "OM7 size A").replace("OM7 size A", "OM7 size D").replace("OM7.SIZE.A", "OM7.SIZE.D"),
                        "rule \"OM7 size D",
                        "The clauses of OM7 stand in the file `OM7.drl`"),
                new Edit(
                        "an asked criterion without a rule",
                        OM7,
                        rule(OM7, "OM7 specialty"),
                        "",
                        null,
                        "The sheet OM7 asks SPECIALTY, and no rule of it concludes `satisfiesSpecialty`."),
                new Edit(
                        "a thousand brackets",
                        OM7,
                        "headcount >= 250",
                        "(".repeat(20000) + "headcount >= 250" + ")".repeat(20000),
                        null,
                        "The file's brackets are nested too deeply."));
    }

    @Test
    void the_projects_own_rules_are_sound() {
        assertThat(RulesFolder.ruleset().rules()).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("edits")
    void what_rules_must_not_say_is_refused_at_its_place(Edit edit) {
        edit.isRefusedInPlainWords();
    }

    @Test
    void a_conclusion_of_the_shared_rules_that_none_draws_is_named() {
        BrokenRules broken = BrokenRules.without("shared/certified.drl");

        assertThat(broken.mistakes()).extracting(Mistake::toString).containsExactly(
                "shared: No shared rule concludes `isMet`.",
                "shared: No shared rule concludes `certifiesField`.",
                "shared: No shared rule concludes `certifiesCandidate`.");
    }

    @Test
    void a_rule_for_a_criterion_that_its_sheet_does_not_ask_is_refused() {
        BrokenRules broken = BrokenRules.replacing("operations/field.yaml", "SUCCESSION, SUBORDINATES]", "SUCCESSION]");
        int line = broken.lineOf("operations/OP4.drl", "rule \"OP4 subordinates");

        assertThat(broken.mistakes()).containsExactly(new Mistake("operations/OP4.drl", line,
                "The sheet OP4 does not ask SUBORDINATES; its field.yaml says what it asks."));
    }

    @Test
    void a_sheet_without_a_file_is_named() {
        assertThat(BrokenRules.without(OM7).mistakes())
                .hasSize(8)
                .allSatisfy(mistake -> {
                    assertThat(mistake.file()).isEqualTo("OM7.drl");
                    assertThat(mistake.reason()).startsWith("The sheet OM7 asks ");
                });
    }

    @Test
    void an_empty_file_is_refused() {
        assertThat(BrokenRules.with(OM7, "").mistakes())
                .containsExactly(new Mistake(OM7, 1, "The file begins with `package org.kentei.rules`."));
    }

    @Test
    void a_file_of_another_kind_is_refused() {
        assertThat(BrokenRules.with(OM7, new byte[] {0, (byte) 0x89, 'P', 'N', 'G', 13, 10, 26}).mistakes())
                .isNotEmpty()
                .allSatisfy(mistake -> assertThat(mistake.file()).isEqualTo(OM7));
    }

    @Test
    void a_file_cut_anywhere_in_a_rule_is_refused() {
        String text = RulesFolder.files().text(OM7);
        for (int length = text.indexOf("rule \"OM7 size A") + 3; length < text.indexOf("rule \"OM7 specialty") - 5;
                length += 23) {
            List<Mistake> mistakes = BrokenRules.with(OM7, text.substring(0, length)).mistakes();

            assertThat(mistakes).as("cut after %d characters", length).isNotEmpty().allSatisfy(mistake -> {
                assertThat(mistake.file()).isEqualTo(OM7);
                assertThat(mistake.reason()).doesNotContain("Exception", "java.", "org.");
            });
        }
    }

    @Test
    void every_mistake_of_all_files_is_listed_in_their_order() {
        RulesetFiles one = BrokenRules.replacing(OM7, "headcount", "headcont").files();
        java.util.TreeMap<String, byte[]> two = new java.util.TreeMap<>(one.byName());
        two.put("operations/OP3.drl", RulesFolder.files().text("operations/OP3.drl").replace("criteria", "criterias")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(new BrokenRules(new RulesetFiles(two)).mistakes())
                .extracting(Mistake::file)
                .containsExactly(OM7, "operations/OP3.drl");
    }

    private static String rule(String file, String name) {
        String text = RulesFolder.files().text(file);
        int from = text.indexOf("rule \"" + name);
        return text.substring(from, text.indexOf("\nend\n", from) + 5);
    }
}
