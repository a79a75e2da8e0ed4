package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kentei.RulesFolder;
import org.kentei.source.Mistake;

/** What would hide something from a reader, cost without end, or look as if it meant something and mean nothing. */
class HostileEditTest {

    private static final String OM7 = "operations-management/OM7.drl";
    private static final String SD4 = "service-desk/SD4.drl";
    private static final String FIELD = "operations/field.yaml";
    private static final String WORDS = "vocabulary.yaml";
    private static final String CLAUSES = "service-desk/clauses.yaml";
    private static final String CASES = "operations/OP3.cases.yaml";
    private static final String NAME = "OM7 size A: a project of the level's size";
    private static final String SIZE_A = "rule \"OM7 size A";
    private static final String SIZE = "sheet == \"OM7\", headcount >= 250 || annualContractValue >= 2.5e9";
    private static final String LARGE =
            "Succeeded in a project that is large enough by its persons or its yearly contract value.";
    private static final String USERS = "sheet == \"SD4\", annualUsers >= 3000";

    static Stream<RuleEdit> characters() {
        return Stream.of(
                character("NUL", OM7, NAME, "\u0000", "U+0000"),
                character("a bell", OM7, NAME, "\u0007", "U+0007"),
                character("an escape sequence", OM7, NAME, "\u001B[31m", "U+001B"),
                character("a delete", OM7, NAME, "\u007F", "U+007F"),
                character("a carriage return in a line", OM7, NAME, "\r", "U+000D"),
                character("a next line", OM7, NAME, "\u0085", "U+0085"),
                character("a line separator", OM7, NAME, "\u2028", "U+2028"),
                character("a right-to-left override", OM7, NAME, "\u202E", "U+202E"),
                character("an isolate", OM7, NAME, "\u2067", "U+2067"),
                character("a right-to-left mark", OM7, NAME, "\u200F", "U+200F"),
                character("a zero-width space", OM7, NAME, "\u200B", "U+200B"),
                character("a zero-width joiner", OM7, NAME, "\u200D", "U+200D"),
                character("a word joiner", OM7, NAME, "\u2060", "U+2060"),
                character("a soft hyphen", OM7, NAME, "\u00AD", "U+00AD"),
                character("a no-break space", OM7, NAME, "\u00A0", "U+00A0"),
                character("an ideographic space", OM7, NAME, "\u3000", "U+3000"),
                character("a braille blank", OM7, NAME, "\u2800", "U+2800"),
                character("a Hangul filler", OM7, NAME, "\u3164", "U+3164"),
                character("a combining accent", OM7, NAME, "\u0301", "U+0301"),
                character("a Cyrillic letter", OM7, NAME, "\u0430", "U+0430"),
                character("a Greek letter", OM7, NAME, "\u039F", "U+039F"),
                character("a mathematical letter", OM7, NAME, "\uD835\uDC00", "U+1D400"),
                character("a full-width letter", OM7, NAME, "\uFF21", "U+FF21"),
                character("a variation selector", OM7, NAME, "\uFE0F", "U+FE0F"),
                character("a tag character", OM7, NAME, "\uDB40\uDC41", "U+E0041"),
                character("a private character", OM7, NAME, "\uE000", "U+E000"),
                character("an unassigned character", OM7, NAME, "\u0378", "U+0378"),
                character("a full-width figure in a paraphrase", OM7, LARGE, "\uFF13", "U+FF13"),
                character("an Arabic figure in a paraphrase", OM7, LARGE, "\u0663", "U+0663"),
                character("a superscript figure in a paraphrase", OM7, LARGE, "\u00B2", "U+00B2"),
                character("a Roman figure in a paraphrase", OM7, LARGE, "\u2163", "U+2163"),
                character("a circled figure in a paraphrase", OM7, LARGE, "\u2460", "U+2460"),
                character("an override in a paraphrase", OM7, LARGE, "\u202E", "U+202E"),
                character("an override in a comment", OM7, "// Operations Management", "\u202E", "U+202E"),
                character("a zero-width space in a code", OM7, "\"PLANNING\"", "\u200B", "U+200B"),
                character("a look-alike in a code", WORDS, "code: MENTORING", "\u041E", "U+041E"),
                character("an override in a label", WORDS, "en: Member", "\u202E", "U+202E"),
                character("a zero-width space in a Japanese label", WORDS, "ja: メンバー", "\u200B", "U+200B"),
                character("half-width kana in a label", WORDS, "ja: メンバー", "\uFF71", "U+FF71"),
                character("NUL in a label", WORDS, "en: Member", "\u0000", "U+0000"),
                character("a control character in a clause", CLAUSES, "place: \"", "\u0008", "U+0008"),
                character("an override in a case", CASES, "case: ", "\u202E", "U+202E"),
                new RuleEdit(
                        "a tab in a rule",
                        OM7,
                        "    $project.playsRole",
                        "\t$project.playsRole",
                        "\t$",
                        "There is a tab here"),
                new RuleEdit(
                        "an escape in a string",
                        OM7,
                        LARGE,
                        "Large\\u0020enough.",
                        "Large",
                        "A backslash is not allowed"),
                new RuleEdit(
                        "an escape in a label",
                        WORDS,
                        "en: Member",
                        "en: \"M\\u202Eember\"",
                        "Eember",
                        "A backslash is not allowed"),
                new RuleEdit(
                        "a byte order mark in a list",
                        WORDS,
                        "roles:",
                        "\uFEFFroles:",
                        "roles:",
                        "without a byte order mark"));
    }

    private static RuleEdit character(String what, String file, String after, String character, String shown) {
        return new RuleEdit(what, file, after, after + character, after, "The character " + shown + " is not allowed.");
    }

    static Stream<RuleEdit> texts() {
        return Stream.of(
                new RuleEdit(
                        "a trailing blank in a name",
                        OM7,
                        NAME,
                        NAME + " ",
                        SIZE_A,
                        "A rule's name must have 1 to 120"),
                new RuleEdit(
                        "a leading blank in a name",
                        OM7,
                        NAME,
                        " " + NAME,
                        "rule \" OM7 size A",
                        "A rule's name must have 1 to 120"),
                new RuleEdit(
                        "two blanks in a name",
                        OM7,
                        NAME,
                        NAME.replace(" a ", "  a "),
                        SIZE_A,
                        "A rule's name must have 1 to 120"),
                new RuleEdit("an accent in a name", OM7, NAME, NAME + "é", SIZE_A, "A rule's name must have 1 to 120"),
                new RuleEdit("kana in a name", OM7, NAME, NAME + "ー", SIZE_A, "A rule's name must have 1 to 120"),
                new RuleEdit("a backtick in a name", OM7, NAME, NAME + "`", SIZE_A, "A rule's name must have 1 to 120"),
                new RuleEdit("an empty name", OM7, NAME, "", "rule \"\"", "A rule's name must have 1 to 120"),
                new RuleEdit(
                        "a name of 130 characters",
                        OM7,
                        NAME,
                        "OM7 size A: " + "long ".repeat(23) + "end",
                        SIZE_A,
                        "A rule's name must have 1 to 120"),
                new RuleEdit(
                        "a name of 20,000 characters",
                        OM7,
                        NAME,
                        "OM7 size A: " + "x".repeat(20_000),
                        SIZE_A,
                        "The line has 20"),
                new RuleEdit(
                        "a name that differs by capitals",
                        OM7,
                        "OM7 size B: a smaller project of more complexity",
                        "OM7 SIZE A: a project of the level's size",
                        "rule \"OM7 SIZE A",
                        "is already used by the rule in"),
                new RuleEdit("a name in single quotes", OM7, "\"" + NAME + "\"", "'" + NAME + "'", "rule 'OM7", ""),
                new RuleEdit(
                        "a name without quotes",
                        SD4,
                        "rule \"SD4 subordinates: has developed some\"",
                        "rule SD4_subordinates",
                        "rule SD4_subordinates",
                        ""),
                new RuleEdit(
                        "a paraphrase of one blank",
                        OM7,
                        LARGE,
                        " ",
                        SIZE_A,
                        "A paraphrase must have 1 to 300 characters."),
                new RuleEdit("a blank at a paraphrase's end", OM7, LARGE, LARGE + " ", LARGE, " is expected."),
                new RuleEdit(
                        "two blanks in a paraphrase",
                        OM7,
                        LARGE,
                        LARGE.replace(" in ", "  in "),
                        SIZE_A,
                        "with single spaces"),
                new RuleEdit(
                        "kanji for a figure in a paraphrase",
                        OM7,
                        LARGE,
                        LARGE + " 三",
                        SIZE_A,
                        "A paraphrase must be one text in quotes: Latin letters"),
                new RuleEdit(
                        "a paraphrase without quotes",
                        OM7,
                        "\"" + LARGE + "\"",
                        "Large",
                        "@paraphrase( Large )",
                        " is expected."),
                new RuleEdit(
                        "a paraphrase as a Java expression",
                        OM7,
                        "\"" + LARGE + "\"",
                        "System.getenv( \"HOME\" )",
                        "System.getenv",
                        ""),
                new RuleEdit(
                        "a paraphrase made of two strings",
                        OM7,
                        "\"" + LARGE + "\"",
                        "\"Large\" + \"enough\"",
                        SIZE_A,
                        "A paraphrase must be one text in quotes"),
                new RuleEdit(
                        "a clause as a Java expression",
                        OM7,
                        "@clause( OM7.SIZE.A )",
                        "@clause( System.exit(1) )",
                        "System.exit",
                        ""),
                new RuleEdit(
                        "a clause in quotes",
                        OM7,
                        "@clause( OM7.SIZE.A )",
                        "@clause( \"OM7.SIZE.A\" )",
                        "@clause( \"OM7.SIZE.A\" )",
                        " is expected."),
                new RuleEdit(
                        "a sheet in quotes",
                        OM7,
                        "@sheet( OM7 ) @criterion( SIZE ) @clause( OM7.SIZE.A )",
                        "@sheet( \"OM7\" ) @criterion( SIZE ) @clause( OM7.SIZE.A )",
                        "@sheet( \"OM7\" )",
                        " is expected."),
                new RuleEdit(
                        "a clause given twice to a rule",
                        OM7,
                        "@clause( OM7.SIZE.A )",
                        "@clause( OM7.SIZE.A ) @clause( OM7.SIZE.A )",
                        "@clause( OM7.SIZE.A )",
                        ""),
                new RuleEdit(
                        "a sheet given twice to a rule",
                        OM7,
                        "@sheet( OM7 ) @criterion( SIZE ) @clause( OM7.SIZE.A )",
                        "@sheet( OM6 ) @sheet( OM7 ) @criterion( SIZE ) @clause( OM7.SIZE.A )",
                        "@sheet( OM6 )",
                        ""),
                new RuleEdit(
                        "a paraphrase given twice to a rule",
                        OM7,
                        "@paraphrase( \"" + LARGE,
                        "@paraphrase( \"Small.\" )\n    @paraphrase( \"" + LARGE,
                        LARGE,
                        ""),
                new RuleEdit(
                        "annotations in another order",
                        OM7,
                        "@criterion( SIZE ) @clause( OM7.SIZE.A )",
                        "@clause( OM7.SIZE.A ) @criterion( SIZE )",
                        "@clause( OM7.SIZE.A ) @c",
                        " is expected."),
                new RuleEdit(
                        "an annotation with a name for its value",
                        OM7,
                        "@clause( OM7.SIZE.A )",
                        "@clause( value = OM7.SIZE.A )",
                        "value =",
                        ""),
                new RuleEdit("an annotation on a fact", OM7, SIZE + " )", SIZE + " ) @watch( * )", SIZE, ""),
                new RuleEdit("an annotation within a fact", OM7, SIZE, SIZE + " @watch( headcount )", "@watch", ""));
    }

    static Stream<RuleEdit> conditions() {
        return Stream.of(
                new RuleEdit(
                        "a comment that hides a condition",
                        OM7,
                        SIZE,
                        "sheet == \"OM7\", headcount >= 250 // || annualContractValue >= 2.5e9\n",
                        "250 //",
                        "A comment within a rule is not allowed"),
                new RuleEdit(
                        "a comment between brackets",
                        OM7,
                        SIZE,
                        SIZE + " /* or less */",
                        "or less",
                        "`/*` is not allowed; start a comment with `//`"),
                new RuleEdit(
                        "a comment over several lines",
                        OM7,
                        "criteria >= 3,",
                        "/* criteria >= 3,\n",
                        "/* criteria",
                        ""),
                new RuleEdit(
                        "a comment behind a conclusion",
                        OM7,
                        "$project.meetsSize();",
                        "$project.meetsSize(); // always",
                        "// always",
                        ""),
                new RuleEdit(
                        "a comment between annotations",
                        OM7,
                        "@criterion( SIZE )",
                        "/* @criterion( NONE ) */ @criterion( SIZE )",
                        "NONE",
                        "`/*` is not allowed"),
                new RuleEdit(
                        "a comment of several lines between rules",
                        OM7,
                        SIZE_A,
                        "/* a\nb */\n" + SIZE_A,
                        "/* a",
                        "`/*` is not allowed"),
                new RuleEdit("a comment with a number sign", OM7, SIZE_A, "# a comment\n" + SIZE_A, "# a comment", ""),
                new RuleEdit("a text between rules", OM7, SIZE_A, "and now the sizes\n" + SIZE_A, "and now", ""),
                new RuleEdit(
                        "a semicolon between rules", OM7, SIZE_A, ";\n" + SIZE_A, ";\nrule", "is outside of a rule"),
                new RuleEdit(
                        "an import given twice",
                        OM7,
                        "import org.kentei.fact.*",
                        "import org.kentei.fact.*\nimport org.kentei.fact.*",
                        "import org.kentei.fact.*\n\n",
                        "is outside of a rule"),
                new RuleEdit(
                        "a comment behind the package",
                        OM7,
                        "package org.kentei.rules",
                        "package org.kentei.rules // ours",
                        "package",
                        "is outside of a rule"),
                new RuleEdit(
                        "a name bound in a condition", OM7, "headcount >= 250", "$h : headcount >= 250", "$h :", ""),
                new RuleEdit(
                        "a short form of a condition",
                        OM7,
                        "headcount >= 250",
                        "headcount >= 250 || >= 300",
                        "|| >= 300",
                        ""),
                new RuleEdit(
                        "a code in single quotes",
                        OM7,
                        "contains \"PLANNING\" ||",
                        "contains 'PLANNING' ||",
                        "'PLANNING'",
                        ""),
                new RuleEdit("a type argument", OM7, "role.atLeast( \"R", "role.<String>atLeast( \"R", "<String>", ""),
                new RuleEdit(
                        "a comparison without its dot",
                        OM7,
                        "headcount >= 250",
                        "this.headcount >= 250",
                        "this.headcount",
                        ""),
                new RuleEdit("a null-safe property", OM7, "headcount >= 250", "!.headcount >= 250", "!.headcount", ""),
                new RuleEdit("a cast", OM7, "headcount >= 250", "(int) headcount >= 250", "(int)", ""),
                new RuleEdit(
                        "a new object", OM7, "headcount >= 250", "new java.io.File( \"x\" ).delete()", "new java", ""),
                new RuleEdit("a lambda", OM7, "headcount >= 250", "headcount >= (() -> 250)", "->", ""),
                new RuleEdit(
                        "a negated list",
                        OM7,
                        "contains \"PLANNING\" ||",
                        "not contains \"PLANNING\" ||",
                        "not contains",
                        ""),
                new RuleEdit(
                        "a code of two",
                        OM7,
                        "contains \"PLANNING\" ||",
                        "contains \"PLANNING\" + \"\" ||",
                        "+ \"\"",
                        ""),
                new RuleEdit(
                        "a number in another base",
                        OM7,
                        "headcount >= 250",
                        "headcount >= 0xFA",
                        "0xFA",
                        "needs a whole number"),
                new RuleEdit("a number with underscores", OM7, "headcount >= 250", "headcount >= 2_50", "2_50", ""),
                new RuleEdit(
                        "a fact in brackets",
                        OM7,
                        "$subordinates : Subordinates( sheet == \"OM7\", records >= 1 )",
                        "( $subordinates : Subordinates( sheet == \"OM7\", records >= 1 ) )",
                        "( $sub",
                        "There is `(` where `$subordinates` is expected."),
                new RuleEdit(
                        "a fact of one or another",
                        OM7,
                        "$subordinates : Subordinates( sheet == \"OM7\", records >= 1 )",
                        "$subordinates : ( Subordinates( sheet == \"OM7\", records >= 1 ) or Subordinates( sheet == \"OM7\" ) )",
                        "rule \"OM7 subordinates",
                        "must start with the fact"),
                new RuleEdit(
                        "forall",
                        OM7,
                        "$subordinates : Subordinates( sheet == \"OM7\", records >= 1 )",
                        "$subordinates : Subordinates( sheet == \"OM7\" )\n    forall( Subordinates( records >= 1 ) )",
                        "forall",
                        "matches more than one fact"),
                new RuleEdit(
                        "exists",
                        OM7,
                        "$subordinates : Subordinates( sheet == \"OM7\", records >= 1 )",
                        "$subordinates : Subordinates( sheet == \"OM7\" )\n    exists Succession()",
                        "exists",
                        "matches more than one fact"),
                new RuleEdit(
                        "another sheet in an alternative",
                        SD4,
                        "ConsideredProject( " + USERS + " )",
                        "ConsideredProject( ( sheet == \"SD4\" && annualUsers >= 3000 ) || ( sheet == \"SY6\" && annualUsers >= 1 ) )",
                        "rule \"SD4 size C",
                        "The first condition must be `sheet == \"SD4\"`"),
                new RuleEdit(
                        "another sheet behind the own one",
                        SD4,
                        USERS,
                        USERS + " || sheet == \"SY6\"",
                        "rule \"SD4 size C",
                        "and no other condition may name a sheet."),
                new RuleEdit(
                        "the own sheet twice",
                        SD4,
                        USERS,
                        USERS + ", sheet == \"SD4\"",
                        "rule \"SD4 size C",
                        "and no other condition may name a sheet."),
                new RuleEdit(
                        "the own sheet in brackets",
                        SD4,
                        USERS,
                        "( sheet == \"SD4\" && annualUsers >= 3000 )",
                        "rule \"SD4 size C",
                        "The first condition must be"),
                new RuleEdit(
                        "every other sheet",
                        SD4,
                        USERS,
                        "sheet != \"SD3\", annualUsers >= 3000",
                        "rule \"SD4 size C",
                        "The first condition must be"),
                new RuleEdit(
                        "a sheet in a shared rule",
                        "shared/eligible.drl",
                        "EligibleProject( accomplished )",
                        "EligibleProject( accomplished, sheet == \"SD4\" )",
                        "rule \"An eligible project with",
                        "A shared rule must not name a sheet"),
                new RuleEdit(
                        "eight times one of four",
                        SD4,
                        USERS,
                        USERS + ", " + oneOfFour(8),
                        "$project : ConsideredProject( " + USERS + ", (",
                        "The condition can hold in 65536 ways; at most 64 are allowed"),
                new RuleEdit(
                        "twenty times one of four",
                        SD4,
                        USERS,
                        USERS + ",\n" + oneOfFour(20).replace("), (", "),\n("),
                        "$project : ConsideredProject( " + USERS + ",\n",
                        "The condition can hold in 1099511627776 ways"),
                new RuleEdit(
                        "sixty times one of four",
                        SD4,
                        USERS,
                        USERS + ",\n" + oneOfFour(60).replace("), (", "),\n("),
                        "$project : ConsideredProject( " + USERS + ",\n",
                        "in more than 10^18 ways"),
                new RuleEdit(
                        "one of seventy",
                        SD4,
                        USERS,
                        USERS + ",\n"
                                + IntStream.range(0, 70)
                                        .mapToObj(n -> "headcount >= " + n)
                                        .collect(Collectors.joining("\n|| ")),
                        "$project : ConsideredProject( " + USERS + ",\n",
                        "in 70 ways"),
                new RuleEdit(
                        "a hundred things asked",
                        SD4,
                        USERS,
                        USERS + ",\n"
                                + IntStream.range(0, 100)
                                        .mapToObj(n -> "headcount >= " + n)
                                        .collect(Collectors.joining(",\n")),
                        "rule \"SD4 size C",
                        "The rule has 102 conditions; at most 64"),
                new RuleEdit(
                        "a hundred and one rules more",
                        SD4,
                        "rule \"SD4 size C",
                        IntStream.range(0, 101).mapToObj(HostileEditTest::small).collect(Collectors.joining())
                                + "rule \"SD4 size C",
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

    static Stream<RuleEdit> yaml() {
        String label = "en: Member";
        return Stream.of(
                new RuleEdit(
                        "a level with a zero",
                        FIELD,
                        "level: 4",
                        "level: 04",
                        "level: 04",
                        "`04` is not a whole number from 1 to 9999 without leading zeros"),
                new RuleEdit(
                        "position zero",
                        FIELD,
                        "position: 3",
                        "position: 0",
                        "position: 0",
                        "`0` is not a whole number from 1"),
                new RuleEdit(
                        "a position with a sign",
                        FIELD,
                        "position: 3",
                        "position: +3",
                        "position: +3",
                        "`position` must be a whole number"),
                new RuleEdit(
                        "two fields with one position",
                        "service-desk/field.yaml",
                        "position: 4",
                        "position: 3",
                        "position: 3",
                        "The position 3 is already used by the field in operations/field.yaml:2."),
                new RuleEdit(
                        "a label of 1 MB",
                        WORDS,
                        label,
                        "en: " + "M".repeat(1 << 20),
                        null,
                        "at most 256 are allowed."),
                new RuleEdit(
                        "a label of 2,000 characters",
                        WORDS,
                        label,
                        "en: " + "M".repeat(2000),
                        "MMMM",
                        "The line has 2"),
                new RuleEdit(
                        "a label of 200 characters",
                        WORDS,
                        label,
                        "en: " + "M".repeat(200),
                        "MMMM",
                        "The text has 200 characters; at most 100"),
                new RuleEdit(
                        "a label given twice",
                        WORDS,
                        "en: Leader of a team",
                        "en: Member",
                        "code: LEADER",
                        "The label `Member` is listed twice."),
                new RuleEdit(
                        "an English label in Japanese",
                        WORDS,
                        label,
                        "en: メンバー",
                        "en: メンバー",
                        "is not a text in Latin letters"),
                new RuleEdit(
                        "a blank at a label's end",
                        WORDS,
                        label,
                        "en: \"Member \"",
                        "\"Member \"",
                        "is not a text in Latin letters"),
                new RuleEdit("an anchor", WORDS, label, "en: &m Member", "&m", "Anchors (`&…`)"),
                new RuleEdit("an alias", WORDS, "en: Leader of a team", "en: *m", "*m", ""),
                new RuleEdit("a tag", WORDS, label, "en: !!str Member", "!!str", "Tags (`!…`) are not allowed"),
                new RuleEdit(
                        "a tag of Java",
                        WORDS,
                        label,
                        "en: !!java.net.URL [\"http://127.0.0.1\"]",
                        "!!java",
                        "Tags (`!…`) are not allowed"),
                new RuleEdit("a tag of our own", WORDS, label, "en: !x Member", "!x", "Tags (`!…`) are not allowed"),
                new RuleEdit(
                        "a directive",
                        FIELD,
                        "field:",
                        "%YAML 1.1\n---\nfield:",
                        "%YAML",
                        "Directives (`%…`) are not allowed"),
                new RuleEdit("two documents", FIELD, "areas:", "---\nareas:", "---", ""),
                new RuleEdit(
                        "a text over several lines",
                        FIELD,
                        "en: Operations",
                        "en: |\n  Operations",
                        "en: |",
                        "The text has several lines"),
                new RuleEdit(
                        "a folded text",
                        FIELD,
                        "en: Operations",
                        "en: >\n  Operations",
                        "en: >",
                        "The text has several lines"),
                new RuleEdit(
                        "a quoted text over two lines",
                        FIELD,
                        "en: Operations",
                        "en: \"Oper\n  ations\"",
                        "en: \"Oper",
                        "The text has several lines"),
                new RuleEdit("a bomb of references", FIELD, "areas:", bomb() + "areas:", "b0: &b0", "Anchors (`&…`)"),
                new RuleEdit(
                        "lists within lists without end",
                        WORDS,
                        "roles:",
                        "deep: " + "[".repeat(400) + "]".repeat(400) + "\nroles:",
                        "deep:",
                        ""),
                new RuleEdit(
                        "a list of 1,000 entries",
                        FIELD,
                        "criteria: [",
                        "criteria: [" + "SIZE,\n".repeat(500) + "COMPLEXITY, ",
                        "COMPLEXITY, ",
                        "The list has more than 500 entries."),
                new RuleEdit(
                        "a name that is a list", FIELD, "position: 3", "position: 3\n? [a, b]\n: c", "? [a, b]", ""),
                new RuleEdit(
                        "a list named in capitals",
                        FIELD,
                        "complexityLists:\n  ",
                        "complexityLists:\n  X Y: [COMPLEX_STRUCTURE]\n  ",
                        "X Y",
                        "is not the name of a list"),
                new RuleEdit(
                        "a code in small letters in a clause",
                        CLAUSES,
                        "[ROLE_OR_HIGHER",
                        "[role, ROLE_OR_HIGHER",
                        "[role,",
                        "`role` is not a code"),
                new RuleEdit(
                        "a clause that is code",
                        CLAUSES,
                        "clause: SD4.SIZE.A",
                        "clause: \"${java:os}  x\"",
                        "${java",
                        "is not a clause"),
                new RuleEdit("an anchor in a case", CASES, "base:", "base: &base", "&base", "Anchors (`&…`)"),
                new RuleEdit(
                        "a tag in a case", CASES, "case: just met", "case: !!str just met", "!!str", "Tags (`!…`)"),
                new RuleEdit(
                        "a case's name of 700 characters",
                        CASES,
                        "case: just met",
                        "case: " + "a".repeat(700),
                        "aaaa",
                        "The text has 700 characters; at most 600"));
    }

    private static String bomb() {
        return "b0: &b0 [x, x, x, x, x, x, x, x, x]\n"
                + IntStream.range(1, 9)
                        .mapToObj(n -> "b" + n + ": &b" + n + " ["
                                + String.join(", ", java.util.Collections.nCopies(9, "*b" + (n - 1))) + "]\n")
                        .collect(Collectors.joining());
    }

    static Stream<RuleEdit> files() {
        String rule = RulesFolder.files().text(SD4);
        return Stream.of(
                RuleEdit.added(
                        "a YAML file of somebody else",
                        "docker-compose.yaml",
                        "services: {}\n",
                        "A ruleset has no file of this name."),
                RuleEdit.added(
                        "a YAML file of somebody else in a field",
                        "operations/notes.yaml",
                        "a: b\n",
                        "no file of this name"),
                RuleEdit.added(
                        "a YAML file of a package", "node_modules/x/config.yaml", "a: b\n", "no file of this name"),
                RuleEdit.added("a second vocabulary", "operations/vocabulary.yaml", "a: b\n", "no file of this name"),
                RuleEdit.added("a copy of a sheet", "service-desk/SD4 (copy).drl", rule, "no file of this name"),
                RuleEdit.added("a sheet kept by an editor", "service-desk/SD4.drl.drl", rule, "no file of this name"),
                RuleEdit.added("a sheet in small letters", "service-desk/sd4.drl", rule, "no file of this name"),
                RuleEdit.added("a sheet beside the fields", "SD4.drl", rule, "no file of this name"),
                RuleEdit.added(
                        "a sheet in a folder too deep", "service-desk/old/SD4.drl", rule, "no file of this name"),
                RuleEdit.added("a folder in capitals", "Service/SD4.drl", rule, "no file of this name"),
                RuleEdit.added("a name that leads out", "../SD4.drl", rule, "no file of this name"),
                RuleEdit.added(
                        "a field among the shared rules", "shared/field.yaml", "field: X\n", "no file of this name"),
                RuleEdit.added(
                        "cases among the shared rules", "shared/X.cases.yaml", "base: {}\n", "no file of this name"));
    }

    static Stream<RuleEdit> all() {
        return Stream.of(characters(), texts(), conditions(), yaml(), files()).flatMap(edits -> edits);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void what_hides_or_floods_or_misleads_is_refused_at_its_place(RuleEdit edit) {
        edit.isRefusedInPlainWords();
    }

    @Test
    void a_name_that_could_turn_round_a_message_is_shown_by_its_characters() {
        List<Mistake> mistakes = ChangedRules.with("service-desk/\u202Elrd.4DS\u001B[31m.drl", "")
                .mistakes();

        assertThat(mistakes)
                .singleElement()
                .satisfies(mistake ->
                        assertThat(mistake.file()).isEqualTo("service-desk/<U+202E>lrd.4DS<U+001B>[31m.drl"));
    }

    @Test
    void a_file_that_is_no_utf_8_is_refused_at_the_line() {
        byte[] text = "# labels\nen: caf?\n".getBytes(StandardCharsets.US_ASCII);
        text[text.length - 2] = (byte) 0xE9;

        assertThat(ChangedRules.with("operations/field.yaml", text).mistakes())
                .containsExactly(new Mistake(
                        "operations/field.yaml", 2, "The line is not valid UTF-8; save the file as UTF-8."));
    }

    @Test
    void ten_thousand_foreign_files_are_told_in_one_sentence() {
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
