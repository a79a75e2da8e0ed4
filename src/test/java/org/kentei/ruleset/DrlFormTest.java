package org.kentei.ruleset;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a DRL file must not do: it holds rules of one fact and one conclusion, and nothing else that Drools could run. */
class DrlFormTest {

    private static final String OM7 = "operations-management/OM7.drl";

    static Stream<RuleEdit> edits() {
        String role = "rule \"OM7 role";
        String sizeA = "sheet == \"OM7\", headcount >= 250 || annualContractValue >= 2.5e9";
        String met = "    $project.playsRole();";
        return Stream.of(
                new RuleEdit(
                        "a bracket left open",
                        OM7,
                        "\"IMPLEMENTATION\" )",
                        "\"IMPLEMENTATION\"",
                        "then",
                        "Unexpected `then` in rule"),
                new RuleEdit("a misspelt when", OM7, "when", "wenn", "wenn", "Unexpected `wenn` in rule"),
                new RuleEdit("a missing then", OM7, "then\n", "", "end\n", "Unexpected `end` in rule"),
                new RuleEdit("a missing end", OM7, "end\n", "", "rule \"OM7 role", "The rule has no `end`."),
                new RuleEdit(
                        "a missing quote",
                        OM7,
                        "\"PLANNING\" ||",
                        "\"PLANNING ||",
                        "PLANNING ||",
                        "Unexpected `IMPLEMENTATION` in rule"),
                new RuleEdit(
                        "a missing comma",
                        OM7,
                        "criteria >= 3,",
                        "criteria >= 3",
                        "complexity contains",
                        "Unexpected `complexity` in rule"),
                new RuleEdit(
                        "an assignment",
                        OM7,
                        sizeA,
                        "sheet == \"OM7\", headcount = 250",
                        "headcount = 250",
                        "Unexpected `=` in rule"),
                new RuleEdit(
                        "eval as a condition of its own",
                        OM7,
                        "        phases contains \"PLANNING\" || phases contains \"IMPLEMENTATION\" )",
                        "        phases contains \"PLANNING\" )\n    eval( true )",
                        "eval(",
                        "The rule matches more than one fact"),
                new RuleEdit(
                        "a salience", OM7, "when", "salience 10 when", role, "The rule has the attribute `salience`"),
                new RuleEdit("no-loop", OM7, "when", "no-loop true when", role, "The rule has the attribute `no-loop`"),
                new RuleEdit(
                        "an agenda group",
                        OM7,
                        "when",
                        "agenda-group \"first\" when",
                        role,
                        "The rule has the attribute `agenda-group`"),
                new RuleEdit(
                        "an attribute for all rules",
                        OM7,
                        "rule \"OM7 role",
                        "dialect \"mvel\"\nrule \"OM7 role",
                        "dialect",
                        "Attributes are not allowed"),
                new RuleEdit(
                        "a global",
                        OM7,
                        "rule \"OM7 role",
                        "global java.util.List names\nrule \"OM7 role",
                        "global",
                        "Globals are not allowed"),
                new RuleEdit(
                        "a function",
                        OM7,
                        "rule \"OM7 role",
                        "function boolean yes() { return true; }\nrule \"OM7 role",
                        "function",
                        "Functions are not allowed"),
                new RuleEdit(
                        "a query",
                        OM7,
                        "rule \"OM7 role",
                        "query \"all\"\n    ConsideredProject()\nend\nrule \"OM7 role",
                        "query",
                        "`all` is a query"),
                new RuleEdit(
                        "a type of its own",
                        OM7,
                        "rule \"OM7 role",
                        "declare Person\n    name : String\nend\nrule \"OM7 role",
                        "declare Person",
                        "Declaring types is not allowed"),
                new RuleEdit(
                        "another import",
                        OM7,
                        "import org.kentei.fact.*",
                        "import java.util.*",
                        "import java.util",
                        "Only `import org.kentei.fact.*` is allowed"),
                new RuleEdit(
                        "an imported function",
                        OM7,
                        "import org.kentei.fact.*",
                        "import org.kentei.fact.*\nimport function java.lang.Math.abs",
                        "import function",
                        "Importing functions is not allowed"),
                new RuleEdit(
                        "another package",
                        OM7,
                        "package org.kentei.rules",
                        "package rules",
                        "package rules",
                        "The file must start with `package org.kentei.rules`, not with `package rules`."),
                new RuleEdit(
                        "a second fact",
                        OM7,
                        "when\n",
                        "when\n    $other : Succession()\n",
                        "$project : ConsideredProject",
                        "The rule matches more than one fact"),
                new RuleEdit(
                        "accumulate",
                        OM7,
                        "phases contains \"PLANNING\" || phases contains \"IMPLEMENTATION\" )",
                        "headcount >= 1 )\n    accumulate( ConsideredProject( $h : headcount ), $sum : sum( $h ) )",
                        "accumulate",
                        "The rule matches more than one fact"),
                new RuleEdit(
                        "a fact from accumulate",
                        OM7,
                        "$subordinates : Subordinates( sheet == \"OM7\", records >= 1 )",
                        "$subordinates : Subordinates( sheet == \"OM7\", records >= 1 ) from accumulate( ConsideredProject( $h : headcount ), sum( $h ) )",
                        "$subordinates : Sub",
                        "`from`, windows and queries are not allowed."),
                new RuleEdit(
                        "a fact without a name",
                        OM7,
                        "$project : ConsideredProject",
                        "ConsideredProject",
                        "ConsideredProject",
                        "The fact is not bound to a variable: write `$name : ConsideredProject( … )`."),
                new RuleEdit(
                        "no fact",
                        OM7,
                        "    $project : ConsideredProject( sheet == \"OM7\",\n        role.atLeast( \"RESPONSIBLE_FOR_WHOLE\" ),\n        phases contains \"PLANNING\" || phases contains \"IMPLEMENTATION\" )\n",
                        "",
                        role,
                        "must start with the fact that the rule matches"),
                new RuleEdit(
                        "an endless loop",
                        OM7,
                        met,
                        "    while (true) {}",
                        "while",
                        "After `then`, write one consequence on the matched fact"),
                new RuleEdit(
                        "an exit",
                        OM7,
                        met,
                        "    System.exit(1);",
                        "System",
                        "After `then`, write one consequence on the matched fact"),
                new RuleEdit(
                        "two conclusions",
                        OM7,
                        met,
                        met + "\n" + met,
                        met,
                        "After `then`, write one consequence on the matched fact"),
                new RuleEdit(
                        "no conclusion",
                        OM7,
                        met + "\n",
                        "",
                        "end\n",
                        "After `then`, write one consequence on the matched fact"),
                new RuleEdit(
                        "an unknown conclusion",
                        OM7,
                        "playsRole",
                        "playRole",
                        "playRole",
                        "A ConsideredProject has no consequence `playRole`. Did you mean `playsRole`?"),
                new RuleEdit(
                        "a conclusion without its field",
                        "shared/considered.drl",
                        "countsFor( \"OPERATIONS_MANAGEMENT\" )",
                        "countsFor()",
                        "countsFor()",
                        "does not have the argument that `countsFor` takes"),
                new RuleEdit(
                        "a conclusion about an unknown field",
                        "shared/considered.drl",
                        "countsFor( \"OPERATIONS_MANAGEMENT\" )",
                        "countsFor( \"OPERATION_MANAGEMENT\" )",
                        "countsFor(",
                        "no specialty field `OPERATION_MANAGEMENT`"),
                new RuleEdit(
                        "a level that is none",
                        "shared/considered.drl",
                        "Capability( 3 )",
                        "Capability( 9 )",
                        "Capability( 9 )",
                        "There is no level 9; levels are 1 to 7."),
                new RuleEdit(
                        "a thousand brackets",
                        OM7,
                        "headcount >= 250",
                        "(".repeat(20000) + "headcount >= 250" + ")".repeat(20000),
                        "headcount >= 250",
                        "The line has 40"),
                new RuleEdit(
                        "a byte order mark",
                        OM7,
                        "package",
                        "\uFEFFpackage",
                        "package",
                        "save the file as UTF-8 without a byte order mark"),
                new RuleEdit(
                        "digits of another script",
                        OM7,
                        "headcount >= 250",
                        "headcount >= \uFF12",
                        "headcount >=",
                        "The character U+FF12 is not allowed."),
                new RuleEdit(
                        "a quote in the name",
                        OM7,
                        "OM7 size A: a project",
                        "OM7 size A: a \\\"big\\\" project",
                        "rule \"OM7 size A",
                        "A backslash is not allowed."),
                new RuleEdit(
                        "an imported function for accumulate",
                        OM7,
                        "import org.kentei.fact.*",
                        "import org.kentei.fact.*\nimport accumulate org.example.Total total",
                        "import accumulate",
                        "Importing functions is not allowed"),
                new RuleEdit(
                        "an entry point",
                        OM7,
                        "rule \"OM7 role",
                        "declare entry-point Stream end\nrule \"OM7 role",
                        "declare entry-point",
                        "Entry points are not allowed"),
                new RuleEdit(
                        "a unit",
                        OM7,
                        "import org.kentei.fact.*",
                        "unit Sheets;\nimport org.kentei.fact.*",
                        "unit Sheets",
                        "Units are not allowed"));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void what_a_file_must_not_do_is_refused_at_its_place(RuleEdit edit) {
        edit.isRefusedInPlainWords();
    }
}
