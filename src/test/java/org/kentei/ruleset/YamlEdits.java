package org.kentei.ruleset;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Edits of YAML files that use features outside the allowed part of YAML, or texts of the wrong form. */
public final class YamlEdits {

    private static final String SD4 = "service-desk/SD4.drl";
    private static final String FIELD = "operations/field.yaml";
    private static final String WORDS = "vocabulary.yaml";
    private static final String CLAUSES = "service-desk/clauses.yaml";
    private static final String CASES = "operations/OP3.cases.yaml";
    private static final String SIZE = "sheet == \"OM7\", headcount >= 250 || annualContractValue >= 2.5e9";

    private YamlEdits() {}

    public static List<BrokenEdit> all() {
        String label = "en: Member";
        return List.of(
                new BrokenEdit(
                        "a level with a zero",
                        FIELD,
                        "level: 4",
                        "level: 04",
                        "level: 04",
                        "`04` is not a whole number from 1 to 9999 without leading zeros"),
                new BrokenEdit(
                        "position zero",
                        FIELD,
                        "position: 3",
                        "position: 0",
                        "position: 0",
                        "`0` is not a whole number from 1"),
                new BrokenEdit(
                        "a position with a sign",
                        FIELD,
                        "position: 3",
                        "position: +3",
                        "position: +3",
                        "`position` must be a whole number"),
                new BrokenEdit(
                        "two fields with one position",
                        "service-desk/field.yaml",
                        "position: 4",
                        "position: 3",
                        "position: 3",
                        "The position 3 is already used by the field in operations/field.yaml:2."),
                new BrokenEdit(
                        "a label of 1 MB",
                        WORDS,
                        label,
                        "en: " + "M".repeat(1 << 20),
                        null,
                        "at most 256 are allowed."),
                new BrokenEdit(
                        "a label of 2,000 characters",
                        WORDS,
                        label,
                        "en: " + "M".repeat(2000),
                        "MMMM",
                        "The line has 2"),
                new BrokenEdit(
                        "a label of 200 characters",
                        WORDS,
                        label,
                        "en: " + "M".repeat(200),
                        "MMMM",
                        "The text has 200 characters; at most 100"),
                new BrokenEdit(
                        "a label given twice",
                        WORDS,
                        "en: Leader of a team",
                        "en: Member",
                        "code: LEADER",
                        "The label `Member` is listed twice."),
                new BrokenEdit(
                        "an English label in Japanese",
                        WORDS,
                        label,
                        "en: メンバー",
                        "en: メンバー",
                        "is not a text in Latin letters"),
                new BrokenEdit(
                        "a blank at a label's end",
                        WORDS,
                        label,
                        "en: \"Member \"",
                        "\"Member \"",
                        "is not a text in Latin letters"),
                new BrokenEdit("an anchor", WORDS, label, "en: &m Member", "&m", "Anchors (`&…`)"),
                new BrokenEdit("an alias", WORDS, "en: Leader of a team", "en: *m", "*m", ""),
                new BrokenEdit("a tag", WORDS, label, "en: !!str Member", "!!str", "Tags (`!…`) are not allowed"),
                new BrokenEdit(
                        "a tag of Java",
                        WORDS,
                        label,
                        "en: !!java.net.URL [\"http://127.0.0.1\"]",
                        "!!java",
                        "Tags (`!…`) are not allowed"),
                new BrokenEdit("a tag of our own", WORDS, label, "en: !x Member", "!x", "Tags (`!…`) are not allowed"),
                new BrokenEdit(
                        "a directive",
                        FIELD,
                        "field:",
                        "%YAML 1.1\n---\nfield:",
                        "%YAML",
                        "Directives (`%…`) are not allowed"),
                new BrokenEdit("two documents", FIELD, "areas:", "---\nareas:", "---", ""),
                new BrokenEdit(
                        "a text over several lines",
                        FIELD,
                        "en: Operations",
                        "en: |\n  Operations",
                        "en: |",
                        "The text has several lines"),
                new BrokenEdit(
                        "a folded text",
                        FIELD,
                        "en: Operations",
                        "en: >\n  Operations",
                        "en: >",
                        "The text has several lines"),
                new BrokenEdit(
                        "a quoted text over two lines",
                        FIELD,
                        "en: Operations",
                        "en: \"Oper\n  ations\"",
                        "en: \"Oper",
                        "The text has several lines"),
                new BrokenEdit("a bomb of references", FIELD, "areas:", bomb() + "areas:", "b0: &b0", "Anchors (`&…`)"),
                new BrokenEdit(
                        "lists within lists without end",
                        WORDS,
                        "roles:",
                        "deep: " + "[".repeat(400) + "]".repeat(400) + "\nroles:",
                        "deep:",
                        ""),
                new BrokenEdit(
                        "a list of 1,000 entries",
                        FIELD,
                        "criteria: [",
                        "criteria: [" + "SIZE,\n".repeat(500) + "COMPLEXITY, ",
                        "COMPLEXITY, ",
                        "The list has more than 500 entries."),
                new BrokenEdit(
                        "a name that is a list", FIELD, "position: 3", "position: 3\n? [a, b]\n: c", "? [a, b]", ""),
                new BrokenEdit(
                        "a list named in capitals",
                        FIELD,
                        "complexityLists:\n  ",
                        "complexityLists:\n  X Y: [COMPLEX_STRUCTURE]\n  ",
                        "X Y",
                        "is not the name of a list"),
                new BrokenEdit(
                        "a code in small letters in a clause",
                        CLAUSES,
                        "[ROLE_OR_HIGHER",
                        "[role, ROLE_OR_HIGHER",
                        "[role,",
                        "`role` is not a code"),
                new BrokenEdit(
                        "a clause that is code",
                        CLAUSES,
                        "clause: SD4.SIZE.A",
                        "clause: \"${java:os}  x\"",
                        "${java",
                        "is not a clause"),
                new BrokenEdit("an anchor in a case", CASES, "base:", "base: &base", "&base", "Anchors (`&…`)"),
                new BrokenEdit(
                        "a tag in a case", CASES, "case: just met", "case: !!str just met", "!!str", "Tags (`!…`)"),
                new BrokenEdit(
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
                                + String.join(", ", Collections.nCopies(9, "*b" + (n - 1))) + "]\n")
                        .collect(Collectors.joining());
    }
}
