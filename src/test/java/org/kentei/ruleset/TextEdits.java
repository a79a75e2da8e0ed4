package org.kentei.ruleset;

import java.util.List;

/** Edits of names, paraphrases and annotations that look correct but are not. */
public final class TextEdits {

    private static final String OM7 = "operations-management/OM7.drl";
    private static final String SD4 = "service-desk/SD4.drl";
    private static final String NAME = "OM7 size A: a project of the level's size";
    private static final String SIZE_A = "rule \"OM7 size A";
    private static final String SIZE = "sheet == \"OM7\", headcount >= 250 || annualContractValue >= 2.5e9";
    private static final String LARGE =
            "Succeeded in a project that is large enough by its persons or its yearly contract value.";

    private TextEdits() {}

    public static List<BrokenEdit> all() {
        return List.of(
                new BrokenEdit(
                        "a trailing blank in a name",
                        OM7,
                        NAME,
                        NAME + " ",
                        SIZE_A,
                        "A rule's name must have 1 to 120"),
                new BrokenEdit(
                        "a leading blank in a name",
                        OM7,
                        NAME,
                        " " + NAME,
                        "rule \" OM7 size A",
                        "A rule's name must have 1 to 120"),
                new BrokenEdit(
                        "two blanks in a name",
                        OM7,
                        NAME,
                        NAME.replace(" a ", "  a "),
                        SIZE_A,
                        "A rule's name must have 1 to 120"),
                new BrokenEdit(
                        "an accent in a name", OM7, NAME, NAME + "é", SIZE_A, "A rule's name must have 1 to 120"),
                new BrokenEdit("kana in a name", OM7, NAME, NAME + "ー", SIZE_A, "A rule's name must have 1 to 120"),
                new BrokenEdit(
                        "a backtick in a name", OM7, NAME, NAME + "`", SIZE_A, "A rule's name must have 1 to 120"),
                new BrokenEdit("an empty name", OM7, NAME, "", "rule \"\"", "A rule's name must have 1 to 120"),
                new BrokenEdit(
                        "a name of 130 characters",
                        OM7,
                        NAME,
                        "OM7 size A: " + "long ".repeat(23) + "end",
                        SIZE_A,
                        "A rule's name must have 1 to 120"),
                new BrokenEdit(
                        "a name of 20,000 characters",
                        OM7,
                        NAME,
                        "OM7 size A: " + "x".repeat(20_000),
                        SIZE_A,
                        "The line has 20"),
                new BrokenEdit(
                        "a name that differs by capitals",
                        OM7,
                        "OM7 size B: a smaller project of more complexity",
                        "OM7 SIZE A: a project of the level's size",
                        "rule \"OM7 SIZE A",
                        "is already used by the rule in"),
                new BrokenEdit("a name in single quotes", OM7, "\"" + NAME + "\"", "'" + NAME + "'", "rule 'OM7", ""),
                new BrokenEdit(
                        "a name without quotes",
                        SD4,
                        "rule \"SD4 subordinates: has developed some\"",
                        "rule SD4_subordinates",
                        "rule SD4_subordinates",
                        ""),
                new BrokenEdit(
                        "a paraphrase of one blank",
                        OM7,
                        LARGE,
                        " ",
                        SIZE_A,
                        "A paraphrase must have 1 to 300 characters."),
                new BrokenEdit("a blank at a paraphrase's end", OM7, LARGE, LARGE + " ", LARGE, " is expected."),
                new BrokenEdit(
                        "two blanks in a paraphrase",
                        OM7,
                        LARGE,
                        LARGE.replace(" in ", "  in "),
                        SIZE_A,
                        "with single spaces"),
                new BrokenEdit(
                        "kanji for a figure in a paraphrase",
                        OM7,
                        LARGE,
                        LARGE + " 三",
                        SIZE_A,
                        "A paraphrase must be one text in quotes: Latin letters"),
                new BrokenEdit(
                        "a paraphrase without quotes",
                        OM7,
                        "\"" + LARGE + "\"",
                        "Large",
                        "@paraphrase( Large )",
                        " is expected."),
                new BrokenEdit(
                        "a paraphrase as a Java expression",
                        OM7,
                        "\"" + LARGE + "\"",
                        "System.getenv( \"HOME\" )",
                        "System.getenv",
                        ""),
                new BrokenEdit(
                        "a paraphrase made of two strings",
                        OM7,
                        "\"" + LARGE + "\"",
                        "\"Large\" + \"enough\"",
                        SIZE_A,
                        "A paraphrase must be one text in quotes"),
                new BrokenEdit(
                        "a clause as a Java expression",
                        OM7,
                        "@clause( OM7.SIZE.A )",
                        "@clause( System.exit(1) )",
                        "System.exit",
                        ""),
                new BrokenEdit(
                        "a clause in quotes",
                        OM7,
                        "@clause( OM7.SIZE.A )",
                        "@clause( \"OM7.SIZE.A\" )",
                        "@clause( \"OM7.SIZE.A\" )",
                        " is expected."),
                new BrokenEdit(
                        "a sheet in quotes",
                        OM7,
                        "@sheet( OM7 ) @criterion( SIZE ) @clause( OM7.SIZE.A )",
                        "@sheet( \"OM7\" ) @criterion( SIZE ) @clause( OM7.SIZE.A )",
                        "@sheet( \"OM7\" )",
                        " is expected."),
                new BrokenEdit(
                        "a clause given twice to a rule",
                        OM7,
                        "@clause( OM7.SIZE.A )",
                        "@clause( OM7.SIZE.A ) @clause( OM7.SIZE.A )",
                        "@clause( OM7.SIZE.A )",
                        ""),
                new BrokenEdit(
                        "a sheet given twice to a rule",
                        OM7,
                        "@sheet( OM7 ) @criterion( SIZE ) @clause( OM7.SIZE.A )",
                        "@sheet( OM6 ) @sheet( OM7 ) @criterion( SIZE ) @clause( OM7.SIZE.A )",
                        "@sheet( OM6 )",
                        ""),
                new BrokenEdit(
                        "a paraphrase given twice to a rule",
                        OM7,
                        "@paraphrase( \"" + LARGE,
                        "@paraphrase( \"Small.\" )\n    @paraphrase( \"" + LARGE,
                        LARGE,
                        ""),
                new BrokenEdit(
                        "annotations in another order",
                        OM7,
                        "@criterion( SIZE ) @clause( OM7.SIZE.A )",
                        "@clause( OM7.SIZE.A ) @criterion( SIZE )",
                        "@clause( OM7.SIZE.A ) @c",
                        " is expected."),
                new BrokenEdit(
                        "an annotation with a name for its value",
                        OM7,
                        "@clause( OM7.SIZE.A )",
                        "@clause( value = OM7.SIZE.A )",
                        "value =",
                        ""),
                new BrokenEdit("an annotation on a fact", OM7, SIZE + " )", SIZE + " ) @watch( * )", SIZE, ""),
                new BrokenEdit("an annotation within a fact", OM7, SIZE, SIZE + " @watch( headcount )", "@watch", ""));
    }
}
