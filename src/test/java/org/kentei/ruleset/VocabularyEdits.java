package org.kentei.ruleset;

import java.util.List;

/** Edits of the vocabulary and of the files of fields. */
public final class VocabularyEdits {

    private static final String SHARED = "vocabulary.yaml";
    private static final String FIELD = "operations/field.yaml";

    private VocabularyEdits() {}

    public static List<BrokenEdit> all() {
        return List.of(
                new BrokenEdit(
                        "YAML that is not valid",
                        SHARED,
                        "roles:",
                        "roles",
                        "roles",
                        "A colon is missing after a name, or a space after the colon."),
                new BrokenEdit(
                        "YAML with a bracket left open",
                        SHARED,
                        "en: Member, ja: メンバー }",
                        "en: Member, ja: メンバー",
                        "code: MEMBER",
                        "A comma or a closing bracket is missing."),
                new BrokenEdit(
                        "YAML with a tab",
                        SHARED,
                        "  - { code: MEMBER",
                        "\t- { code: MEMBER",
                        "code: MEMBER",
                        "There is a tab here"),
                new BrokenEdit(
                        "a list given twice",
                        SHARED,
                        "phases:\n",
                        "roles:\n",
                        "roles:\n",
                        "`roles` is already in line 7."),
                new BrokenEdit(
                        "an unknown list",
                        SHARED,
                        "roles:",
                        "rolls:",
                        "rolls",
                        "There is no `rolls` in the file. Did you mean `roles`?"),
                new BrokenEdit(
                        "an empty list",
                        SHARED,
                        "phases:\n",
                        "phases: []\nsteps:\n",
                        "phases: []",
                        "`phases` must be a list with at least one entry."),
                new BrokenEdit(
                        "a list without a value",
                        SHARED,
                        "phases:\n",
                        "phases:\nsteps:\n",
                        "phases:\n",
                        "`phases` must be a list with at least one entry."),
                new BrokenEdit(
                        "a list that is a word",
                        SHARED,
                        "phases:\n",
                        "phases: all\nsteps:\n",
                        "phases: all",
                        "`phases` must be a list with at least one entry, not `all`."),
                new BrokenEdit(
                        "a code given twice",
                        SHARED,
                        "{ code: LEADER,",
                        "{ code: MEMBER,",
                        "code: MEMBER, en: Leader",
                        "The code `MEMBER` is listed twice in `roles`."),
                new BrokenEdit(
                        "a code in small letters",
                        SHARED,
                        "{ code: LEADER,",
                        "{ code: leader,",
                        "code: leader",
                        "`leader` is not a valid code: use capitals, digits and underscores"),
                new BrokenEdit(
                        "a code without a label",
                        SHARED,
                        ", ja: メンバー }",
                        " }",
                        "code: MEMBER",
                        "`ja` is missing in an entry of `roles`."),
                new BrokenEdit(
                        "a code with an unknown property",
                        SHARED,
                        ", ja: メンバー }",
                        ", jp: メンバー }",
                        "code: MEMBER",
                        "There is no `jp` in an entry of `roles`."),
                new BrokenEdit(
                        "a code that is a list",
                        SHARED,
                        "code: MEMBER",
                        "code: [MEMBER]",
                        "code: [MEMBER]",
                        "`code` must be a single word or text."),
                new BrokenEdit(
                        "a word for an entry",
                        SHARED,
                        "- { code: MEMBER, en: Member, ja: メンバー }",
                        "- MEMBER",
                        "- MEMBER",
                        "Write an entry of `roles` as `{ code: …, en: …, ja: …, category: …, from: …, until: … }`."),
                new BrokenEdit(
                        "an entry left empty",
                        SHARED,
                        "- { code: MEMBER, en: Member, ja: メンバー }",
                        "-",
                        "  -\n",
                        "Write an entry of `roles` as"),
                new BrokenEdit(
                        "an unknown complexity code",
                        FIELD,
                        "- COMPLEX_STRUCTURE",
                        "- COMPLEX_STRUCTUR",
                        "COMPLEX_STRUCTUR",
                        "`COMPLEX_STRUCTUR` is not in vocabulary.yaml. Did you mean `COMPLEX_STRUCTURE`?"),
                new BrokenEdit(
                        "an unknown complexity list",
                        FIELD,
                        "complexityList: operations",
                        "complexityList: operation",
                        "complexityList: operation\n",
                        "There is no complexity list `operation` in the file. Did you mean `operations`?"),
                new BrokenEdit(
                        "an unknown property of a field",
                        FIELD,
                        "position: 3",
                        "position: 3\ncolour: red",
                        "colour",
                        "There is no `colour` in the file."),
                new BrokenEdit(
                        "a field without position",
                        FIELD,
                        "position: 3\n",
                        "",
                        null,
                        "`position` is missing in the file."),
                new BrokenEdit(
                        "a field without areas", FIELD, "areas:", "area:", null, "`areas` is missing in the file."),
                new BrokenEdit(
                        "a position in words",
                        FIELD,
                        "position: 3",
                        "position: three",
                        "position: three",
                        "`position` must be a whole number, not `three`."),
                new BrokenEdit(
                        "a sheet without level",
                        FIELD,
                        "    level: 4\n",
                        "",
                        "sheet: OP4",
                        "`level` is missing in an entry of `sheets`."),
                new BrokenEdit(
                        "a level that is none in a field",
                        FIELD,
                        "level: 4",
                        "level: 8",
                        "sheet: OP4",
                        "A sheet's level must be 1 to 7."),
                new BrokenEdit(
                        "a level given twice",
                        FIELD,
                        "level: 4",
                        "level: 3",
                        "sheet: OP3",
                        "Two sheets of the field have level 3."),
                new BrokenEdit(
                        "an unknown criterion of a sheet",
                        FIELD,
                        "SIZE,",
                        "SIZES,",
                        "SIZES",
                        "There is no criterion `SIZES`. Did you mean `SIZE`?"));
    }
}
