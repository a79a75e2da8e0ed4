package org.kentei.ruleset;

import java.util.List;

/** Edits of DRL files with features that rules may not use, or with wrong syntax. */
public final class DrlEdits {

    private static final String OM7 = "operations-management/OM7.drl";

    private DrlEdits() {}

    public static List<BrokenEdit> all() {
        String role = "rule \"OM7 role";
        String sizeA = "sheet == \"OM7\", headcount >= 250 || annualContractValue >= 2.5e9";
        String met = "    $project.playsRole();";
        return List.of(
                new BrokenEdit(
                        "a bracket left open",
                        OM7,
                        "\"IMPLEMENTATION\" )",
                        "\"IMPLEMENTATION\"",
                        "then",
                        "Unexpected `then` in rule"),
                new BrokenEdit("a misspelt when", OM7, "when", "wenn", "wenn", "Unexpected `wenn` in rule"),
                new BrokenEdit("a missing then", OM7, "then\n", "", "end\n", "Unexpected `end` in rule"),
                new BrokenEdit("a missing end", OM7, "end\n", "", "rule \"OM7 role", "The rule has no `end`."),
                new BrokenEdit(
                        "a missing quote",
                        OM7,
                        "\"PLANNING\" ||",
                        "\"PLANNING ||",
                        "PLANNING ||",
                        "Unexpected `IMPLEMENTATION` in rule"),
                new BrokenEdit(
                        "a missing comma",
                        OM7,
                        "criteria >= 3,",
                        "criteria >= 3",
                        "complexity contains",
                        "Unexpected `complexity` in rule"),
                new BrokenEdit(
                        "an assignment",
                        OM7,
                        sizeA,
                        "sheet == \"OM7\", headcount = 250",
                        "headcount = 250",
                        "Unexpected `=` in rule"),
                new BrokenEdit(
                        "eval as a condition of its own",
                        OM7,
                        "        phases contains \"PLANNING\" || phases contains \"IMPLEMENTATION\" )",
                        "        phases contains \"PLANNING\" )\n    eval( true )",
                        "eval(",
                        "The rule matches more than one fact"),
                new BrokenEdit(
                        "a salience", OM7, "when", "salience 10 when", role, "The rule has the attribute `salience`"),
                new BrokenEdit(
                        "no-loop", OM7, "when", "no-loop true when", role, "The rule has the attribute `no-loop`"),
                new BrokenEdit(
                        "an agenda group",
                        OM7,
                        "when",
                        "agenda-group \"first\" when",
                        role,
                        "The rule has the attribute `agenda-group`"),
                new BrokenEdit(
                        "an attribute for all rules",
                        OM7,
                        "rule \"OM7 role",
                        "dialect \"mvel\"\nrule \"OM7 role",
                        "dialect",
                        "Attributes are not allowed"),
                new BrokenEdit(
                        "a global",
                        OM7,
                        "rule \"OM7 role",
                        "global java.util.List names\nrule \"OM7 role",
                        "global",
                        "Globals are not allowed"),
                new BrokenEdit(
                        "a function",
                        OM7,
                        "rule \"OM7 role",
                        "function boolean yes() { return true; }\nrule \"OM7 role",
                        "function",
                        "Functions are not allowed"),
                new BrokenEdit(
                        "a query",
                        OM7,
                        "rule \"OM7 role",
                        "query \"all\"\n    ConsideredProject()\nend\nrule \"OM7 role",
                        "query",
                        "`all` is a query"),
                new BrokenEdit(
                        "a type of its own",
                        OM7,
                        "rule \"OM7 role",
                        "declare Person\n    name : String\nend\nrule \"OM7 role",
                        "declare Person",
                        "Declaring types is not allowed"),
                new BrokenEdit(
                        "another import",
                        OM7,
                        "import org.kentei.fact.*",
                        "import java.util.*",
                        "import java.util",
                        "Only `import org.kentei.fact.*` is allowed"),
                new BrokenEdit(
                        "an imported function",
                        OM7,
                        "import org.kentei.fact.*",
                        "import org.kentei.fact.*\nimport function java.lang.Math.abs",
                        "import function",
                        "Importing functions is not allowed"),
                new BrokenEdit(
                        "another package",
                        OM7,
                        "package org.kentei.rules",
                        "package rules",
                        "package rules",
                        "The file must start with `package org.kentei.rules`, not with `package rules`."),
                new BrokenEdit(
                        "a second fact",
                        OM7,
                        "when\n",
                        "when\n    $other : Succession()\n",
                        "$project : ConsideredProject",
                        "The rule matches more than one fact"),
                new BrokenEdit(
                        "accumulate",
                        OM7,
                        "phases contains \"PLANNING\" || phases contains \"IMPLEMENTATION\" )",
                        "headcount >= 1 )\n    accumulate( ConsideredProject( $h : headcount ), $sum : sum( $h ) )",
                        "accumulate",
                        "The rule matches more than one fact"),
                new BrokenEdit(
                        "a fact from accumulate",
                        OM7,
                        "$subordinates : Subordinates( sheet == \"OM7\", records >= 1 )",
                        "$subordinates : Subordinates( sheet == \"OM7\", records >= 1 ) from accumulate( ConsideredProject( $h : headcount ), sum( $h ) )",
                        "$subordinates : Sub",
                        "`from`, windows and queries are not allowed."),
                new BrokenEdit(
                        "a fact without a name",
                        OM7,
                        "$project : ConsideredProject",
                        "ConsideredProject",
                        "ConsideredProject",
                        "The fact is not bound to a variable: write `$name : ConsideredProject( … )`."),
                new BrokenEdit(
                        "no fact",
                        OM7,
                        "    $project : ConsideredProject( sheet == \"OM7\",\n        role.atLeast( \"RESPONSIBLE_FOR_WHOLE\" ),\n        phases contains \"PLANNING\" || phases contains \"IMPLEMENTATION\" )\n",
                        "",
                        role,
                        "must start with the fact that the rule matches"),
                new BrokenEdit(
                        "an endless loop",
                        OM7,
                        met,
                        "    while (true) {}",
                        "while",
                        "After `then`, write one consequence on the matched fact"),
                new BrokenEdit(
                        "an exit",
                        OM7,
                        met,
                        "    System.exit(1);",
                        "System",
                        "After `then`, write one consequence on the matched fact"),
                new BrokenEdit(
                        "two conclusions",
                        OM7,
                        met,
                        met + "\n" + met,
                        met,
                        "After `then`, write one consequence on the matched fact"),
                new BrokenEdit(
                        "no conclusion",
                        OM7,
                        met + "\n",
                        "",
                        "end\n",
                        "After `then`, write one consequence on the matched fact"),
                new BrokenEdit(
                        "an unknown conclusion",
                        OM7,
                        "playsRole",
                        "playRole",
                        "playRole",
                        "A ConsideredProject has no consequence `playRole`. Did you mean `playsRole`?"),
                new BrokenEdit(
                        "a conclusion without its field",
                        "shared/it-service-management.drl",
                        "countsFor( \"OPERATIONS_MANAGEMENT\" )",
                        "countsFor()",
                        "countsFor()",
                        "does not have the argument that `countsFor` takes"),
                new BrokenEdit(
                        "a conclusion about an unknown field",
                        "shared/it-service-management.drl",
                        "countsFor( \"OPERATIONS_MANAGEMENT\" )",
                        "countsFor( \"OPERATION_MANAGEMENT\" )",
                        "countsFor(",
                        "no specialty field `OPERATION_MANAGEMENT`"),
                new BrokenEdit(
                        "a level that is none",
                        "shared/it-service-management.drl",
                        "Capability( 3 )",
                        "Capability( 9 )",
                        "Capability( 9 )",
                        "There is no level 9; levels are 1 to 7."),
                new BrokenEdit(
                        "a thousand brackets",
                        OM7,
                        "headcount >= 250",
                        "(".repeat(20000) + "headcount >= 250" + ")".repeat(20000),
                        "headcount >= 250",
                        "The line has 40"),
                new BrokenEdit(
                        "a byte order mark",
                        OM7,
                        "package",
                        "\uFEFFpackage",
                        "package",
                        "save the file as UTF-8 without a byte order mark"),
                new BrokenEdit(
                        "digits of another script",
                        OM7,
                        "headcount >= 250",
                        "headcount >= \uFF12",
                        "headcount >=",
                        "The character U+FF12 is not allowed."),
                new BrokenEdit(
                        "a quote in the name",
                        OM7,
                        "OM7 size A: a project",
                        "OM7 size A: a \\\"big\\\" project",
                        "rule \"OM7 size A",
                        "A backslash is not allowed."),
                new BrokenEdit(
                        "an imported function for accumulate",
                        OM7,
                        "import org.kentei.fact.*",
                        "import org.kentei.fact.*\nimport accumulate org.example.Total total",
                        "import accumulate",
                        "Importing functions is not allowed"),
                new BrokenEdit(
                        "an entry point",
                        OM7,
                        "rule \"OM7 role",
                        "declare entry-point Stream end\nrule \"OM7 role",
                        "declare entry-point",
                        "Entry points are not allowed"),
                new BrokenEdit(
                        "a unit",
                        OM7,
                        "import org.kentei.fact.*",
                        "unit Sheets;\nimport org.kentei.fact.*",
                        "unit Sheets",
                        "Units are not allowed"));
    }
}
