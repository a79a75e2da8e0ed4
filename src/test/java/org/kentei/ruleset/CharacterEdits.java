package org.kentei.ruleset;

import java.util.List;

/** Edits with characters that a reader cannot see or distinguish. */
public final class CharacterEdits {

    private static final String OM7 = "operations-management/OM7.drl";
    private static final String WORDS = "vocabulary.yaml";
    private static final String CLAUSES = "service-desk/clauses.yaml";
    private static final String CASES = "operations/OP3.cases.yaml";
    private static final String NAME = "OM7 size A: a project of the level's size";
    private static final String LARGE =
            "Succeeded in a project that is large enough by its persons or its yearly contract value.";

    private CharacterEdits() {}

    public static List<BrokenEdit> all() {
        return List.of(
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
                new BrokenEdit(
                        "a tab in a rule",
                        OM7,
                        "    $project.playsRole",
                        "\t$project.playsRole",
                        "\t$",
                        "There is a tab here"),
                new BrokenEdit(
                        "an escape in a string",
                        OM7,
                        LARGE,
                        "Large\\u0020enough.",
                        "Large",
                        "A backslash is not allowed"),
                new BrokenEdit(
                        "an escape in a label",
                        WORDS,
                        "en: Member",
                        "en: \"M\\u202Eember\"",
                        "Eember",
                        "A backslash is not allowed"),
                new BrokenEdit(
                        "a byte order mark in a list",
                        WORDS,
                        "roles:",
                        "\uFEFFroles:",
                        "roles:",
                        "without a byte order mark"));
    }

    private static BrokenEdit character(String what, String file, String after, String character, String shown) {
        return new BrokenEdit(
                what, file, after, after + character, after, "The character " + shown + " is not allowed.");
    }
}
