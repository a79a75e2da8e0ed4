package org.kentei.ruleset;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Edits of conditions that hide their meaning, name other sheets, or cost too much to explain. */
public final class HiddenMeaningEdits {

    private static final String OM7 = "operations-management/OM7.drl";
    private static final String SD4 = "service-desk/SD4.drl";
    private static final String SIZE_A = "rule \"OM7 size A";
    private static final String SIZE = "sheet == \"OM7\", headcount >= 250 || annualContractValue >= 2.5e9";
    private static final String USERS = "sheet == \"SD4\", annualUsers >= 3000";

    private HiddenMeaningEdits() {}

    public static List<BrokenEdit> all() {
        return List.of(
                new BrokenEdit(
                        "a comment that hides a condition",
                        OM7,
                        SIZE,
                        "sheet == \"OM7\", headcount >= 250 // || annualContractValue >= 2.5e9\n",
                        "250 //",
                        "A comment within a rule is not allowed"),
                new BrokenEdit(
                        "a comment between brackets",
                        OM7,
                        SIZE,
                        SIZE + " /* or less */",
                        "or less",
                        "`/*` is not allowed; start a comment with `//`"),
                new BrokenEdit(
                        "a comment over several lines",
                        OM7,
                        "criteria >= 3,",
                        "/* criteria >= 3,\n",
                        "/* criteria",
                        ""),
                new BrokenEdit(
                        "a comment behind a conclusion",
                        OM7,
                        "$project.meetsSize();",
                        "$project.meetsSize(); // always",
                        "// always",
                        ""),
                new BrokenEdit(
                        "a comment between annotations",
                        OM7,
                        "@criterion( SIZE )",
                        "/* @criterion( NONE ) */ @criterion( SIZE )",
                        "NONE",
                        "`/*` is not allowed"),
                new BrokenEdit(
                        "a comment of several lines between rules",
                        OM7,
                        SIZE_A,
                        "/* a\nb */\n" + SIZE_A,
                        "/* a",
                        "`/*` is not allowed"),
                new BrokenEdit(
                        "a comment with a number sign", OM7, SIZE_A, "# a comment\n" + SIZE_A, "# a comment", ""),
                new BrokenEdit("a text between rules", OM7, SIZE_A, "and now the sizes\n" + SIZE_A, "and now", ""),
                new BrokenEdit(
                        "a semicolon between rules", OM7, SIZE_A, ";\n" + SIZE_A, ";\nrule", "is outside of a rule"),
                new BrokenEdit(
                        "an import given twice",
                        OM7,
                        "import org.kentei.fact.*",
                        "import org.kentei.fact.*\nimport org.kentei.fact.*",
                        "import org.kentei.fact.*\n\n",
                        "is outside of a rule"),
                new BrokenEdit(
                        "a comment behind the package",
                        OM7,
                        "package org.kentei.rules",
                        "package org.kentei.rules // ours",
                        "package",
                        "is outside of a rule"),
                new BrokenEdit(
                        "a name bound in a condition", OM7, "headcount >= 250", "$h : headcount >= 250", "$h :", ""),
                new BrokenEdit(
                        "a short form of a condition",
                        OM7,
                        "headcount >= 250",
                        "headcount >= 250 || >= 300",
                        "|| >= 300",
                        ""),
                new BrokenEdit(
                        "a code in single quotes",
                        OM7,
                        "contains \"PLANNING\" ||",
                        "contains 'PLANNING' ||",
                        "'PLANNING'",
                        ""),
                new BrokenEdit(
                        "a type argument", OM7, "role.atLeast( \"R", "role.<String>atLeast( \"R", "<String>", ""),
                new BrokenEdit(
                        "a comparison without its dot",
                        OM7,
                        "headcount >= 250",
                        "this.headcount >= 250",
                        "this.headcount",
                        ""),
                new BrokenEdit(
                        "a null-safe property", OM7, "headcount >= 250", "!.headcount >= 250", "!.headcount", ""),
                new BrokenEdit("a cast", OM7, "headcount >= 250", "(int) headcount >= 250", "(int)", ""),
                new BrokenEdit(
                        "a new object", OM7, "headcount >= 250", "new java.io.File( \"x\" ).delete()", "new java", ""),
                new BrokenEdit("a lambda", OM7, "headcount >= 250", "headcount >= (() -> 250)", "->", ""),
                new BrokenEdit(
                        "a negated list",
                        OM7,
                        "contains \"PLANNING\" ||",
                        "not contains \"PLANNING\" ||",
                        "not contains",
                        ""),
                new BrokenEdit(
                        "a code of two",
                        OM7,
                        "contains \"PLANNING\" ||",
                        "contains \"PLANNING\" + \"\" ||",
                        "+ \"\"",
                        ""),
                new BrokenEdit(
                        "a number in another base",
                        OM7,
                        "headcount >= 250",
                        "headcount >= 0xFA",
                        "0xFA",
                        "needs a whole number"),
                new BrokenEdit("a number with underscores", OM7, "headcount >= 250", "headcount >= 2_50", "2_50", ""),
                new BrokenEdit(
                        "a fact in brackets",
                        OM7,
                        "$subordinates : Subordinates( sheet == \"OM7\", records >= 1 )",
                        "( $subordinates : Subordinates( sheet == \"OM7\", records >= 1 ) )",
                        "( $sub",
                        "There is `(` where `$subordinates` is expected."),
                new BrokenEdit(
                        "a fact of one or another",
                        OM7,
                        "$subordinates : Subordinates( sheet == \"OM7\", records >= 1 )",
                        "$subordinates : ( Subordinates( sheet == \"OM7\", records >= 1 ) or Subordinates( sheet == \"OM7\" ) )",
                        "rule \"OM7 subordinates",
                        "must start with the fact"),
                new BrokenEdit(
                        "forall",
                        OM7,
                        "$subordinates : Subordinates( sheet == \"OM7\", records >= 1 )",
                        "$subordinates : Subordinates( sheet == \"OM7\" )\n    forall( Subordinates( records >= 1 ) )",
                        "forall",
                        "matches more than one fact"),
                new BrokenEdit(
                        "exists",
                        OM7,
                        "$subordinates : Subordinates( sheet == \"OM7\", records >= 1 )",
                        "$subordinates : Subordinates( sheet == \"OM7\" )\n    exists Succession()",
                        "exists",
                        "matches more than one fact"),
                new BrokenEdit(
                        "another sheet in an alternative",
                        SD4,
                        "ConsideredProject( " + USERS + " )",
                        "ConsideredProject( ( sheet == \"SD4\" && annualUsers >= 3000 ) || ( sheet == \"SY6\" && annualUsers >= 1 ) )",
                        "rule \"SD4 size C",
                        "The first condition must be `sheet == \"SD4\"`"),
                new BrokenEdit(
                        "another sheet behind the own one",
                        SD4,
                        USERS,
                        USERS + " || sheet == \"SY6\"",
                        "rule \"SD4 size C",
                        "and no other condition may name a sheet."),
                new BrokenEdit(
                        "the own sheet twice",
                        SD4,
                        USERS,
                        USERS + ", sheet == \"SD4\"",
                        "rule \"SD4 size C",
                        "and no other condition may name a sheet."),
                new BrokenEdit(
                        "the own sheet in brackets",
                        SD4,
                        USERS,
                        "( sheet == \"SD4\" && annualUsers >= 3000 )",
                        "rule \"SD4 size C",
                        "The first condition must be"),
                new BrokenEdit(
                        "every other sheet",
                        SD4,
                        USERS,
                        "sheet != \"SD3\", annualUsers >= 3000",
                        "rule \"SD4 size C",
                        "The first condition must be"),
                new BrokenEdit(
                        "a sheet in a shared rule",
                        "shared/eligible.drl",
                        "EligibleProject( accomplished )",
                        "EligibleProject( accomplished, sheet == \"SD4\" )",
                        "rule \"An eligible project with",
                        "A shared rule must not name a sheet"),
                new BrokenEdit(
                        "eight times one of four",
                        SD4,
                        USERS,
                        USERS + ", " + oneOfFour(8),
                        "$project : ConsideredProject( " + USERS + ", (",
                        "The condition can hold in 65536 ways; at most 64 are allowed"),
                new BrokenEdit(
                        "twenty times one of four",
                        SD4,
                        USERS,
                        USERS + ",\n" + oneOfFour(20).replace("), (", "),\n("),
                        "$project : ConsideredProject( " + USERS + ",\n",
                        "The condition can hold in 1099511627776 ways"),
                new BrokenEdit(
                        "sixty times one of four",
                        SD4,
                        USERS,
                        USERS + ",\n" + oneOfFour(60).replace("), (", "),\n("),
                        "$project : ConsideredProject( " + USERS + ",\n",
                        "in more than 10^18 ways"),
                new BrokenEdit(
                        "one of seventy",
                        SD4,
                        USERS,
                        USERS + ",\n"
                                + IntStream.range(0, 70)
                                        .mapToObj(n -> "headcount >= " + n)
                                        .collect(Collectors.joining("\n|| ")),
                        "$project : ConsideredProject( " + USERS + ",\n",
                        "in 70 ways"),
                new BrokenEdit(
                        "a hundred things asked",
                        SD4,
                        USERS,
                        USERS + ",\n"
                                + IntStream.range(0, 100)
                                        .mapToObj(n -> "headcount >= " + n)
                                        .collect(Collectors.joining(",\n")),
                        "rule \"SD4 size C",
                        "The rule has 102 conditions; at most 64"),
                new BrokenEdit(
                        "a hundred and one rules more",
                        SD4,
                        "rule \"SD4 size C",
                        IntStream.range(0, 101)
                                        .mapToObj(HiddenMeaningEdits::small)
                                        .collect(Collectors.joining()) + "rule \"SD4 size C",
                        "rule \"SD4 size DQ",
                        "The file has more than 100 rules."));
    }

    private static String oneOfFour(int times) {
        return IntStream.range(0, times)
                .mapToObj(n -> "(headcount >= 1" + n + " || criteria >= 1 || annualUsers >= 1 || level >= 1)")
                .collect(Collectors.joining(", "));
    }

    private static String small(int number) {
        String letters = "" + (char) ('A' + number / 26) + (char) ('A' + number % 26);
        return ChangedRules.rule(SD4, "SD4 size C")
                        .replace("SD4 size C", "SD4 size " + letters)
                        .replace("SIZE.C", "SIZE." + letters)
                + "\n";
    }
}
