package org.kentei.ruleset;

import java.util.List;

/** Edits that lint refuses: metadata, names, clauses, sheets and completeness. */
public final class LintEdits {

    private static final String OM7 = "operations-management/OM7.drl";

    private LintEdits() {}

    public static List<BrokenEdit> all() {
        String role = "rule \"OM7 role";
        String firstRole = "@sheet( OM7 ) @criterion( RESPONSIBILITIES ) @clause( OM7.RESPONSIBILITIES.ROLE )";
        String sizeA = "sheet == \"OM7\", headcount >= 250 || annualContractValue >= 2.5e9";
        return List.of(
                new BrokenEdit(
                        "no clause",
                        OM7,
                        "@clause( OM7.RESPONSIBILITIES.ROLE )",
                        "",
                        role,
                        "The rule has no clause: write `@clause( … )`"),
                new BrokenEdit(
                        "no paraphrase",
                        OM7,
                        "@paraphrase( \"Is responsible towards",
                        "@paraphrased( \"Answers to",
                        role,
                        "The rule has no `@paraphrase( \"…\" )`"),
                new BrokenEdit(
                        "no criterion",
                        OM7,
                        "@criterion( RESPONSIBILITIES )",
                        "",
                        role,
                        "The rule has no criterion: write `@criterion( … )`"),
                new BrokenEdit(
                        "an unknown criterion",
                        OM7,
                        "@criterion( SIZE )",
                        "@criterion( SIZES )",
                        "rule \"OM7 size A",
                        "There is no criterion `SIZES`. Did you mean `SIZE`?"),
                new BrokenEdit(
                        "another criterion than that of the conclusion",
                        OM7,
                        "@criterion( SIZE ) @clause( OM7.SIZE.A )",
                        "@criterion( COMPLEXITY ) @clause( OM7.COMPLEXITY.A )",
                        "rule \"OM7 size A",
                        "`meetsSize` belongs to criterion SIZE, but the rule has `@criterion( COMPLEXITY )`."),
                new BrokenEdit(
                        "a clause of another criterion",
                        OM7,
                        "@clause( OM7.SIZE.A )",
                        "@clause( OM7.SPECIALTY.A )",
                        "rule \"OM7 size A",
                        "The clause must start with `OM7.SIZE`, not `OM7.SPECIALTY.A`."),
                new BrokenEdit(
                        "no sheet",
                        OM7,
                        "@sheet( OM7 )",
                        "",
                        role,
                        "A sheet's rule needs its sheet: write `@sheet( … )`"),
                new BrokenEdit(
                        "another sheet",
                        OM7,
                        "@sheet( OM7 )",
                        "@sheet( OM6 )",
                        role,
                        "The rules of OM6 must be in the file `OM6.drl`"),
                new BrokenEdit(
                        "an unknown sheet",
                        OM7,
                        "@sheet( OM7 )",
                        "@sheet( OM8 )",
                        role,
                        "The vocabulary has no sheet `OM8`."),
                new BrokenEdit(
                        "a condition on another sheet",
                        OM7,
                        "sheet == \"OM7\"",
                        "sheet == \"OM6\"",
                        role,
                        "The first condition must be `sheet == \"OM7\"`"),
                new BrokenEdit(
                        "no condition on the sheet",
                        OM7,
                        "sheet == \"OM7\", headcount",
                        "headcount",
                        "rule \"OM7 size A",
                        "The first condition must be `sheet == \"OM7\"`"),
                new BrokenEdit(
                        "the sheet in one alternative only",
                        OM7,
                        sizeA,
                        "sheet == \"OM7\" && headcount >= 250 || annualContractValue >= 2.5e9",
                        "rule \"OM7 size A",
                        "and no other condition may name a sheet."),
                new BrokenEdit(
                        "an unknown annotation",
                        OM7,
                        firstRole,
                        firstRole + " @author( Ito )",
                        role,
                        "Unknown annotation `@author`."),
                new BrokenEdit(
                        "a figure in the name",
                        OM7,
                        "rule \"OM7 size A: a project",
                        "rule \"OM7 size A: 250 persons in a project",
                        "rule \"OM7 size A",
                        "The rule's name has a number"),
                new BrokenEdit(
                        "a figure in the paraphrase",
                        OM7,
                        "Is responsible towards customers",
                        "Answers to 3 customers",
                        role,
                        "The paraphrase has a number"),
                new BrokenEdit(
                        "a name without its sheet",
                        OM7,
                        "rule \"OM7 role",
                        "rule \"The role",
                        "rule \"The role",
                        "The name of a sheet's rule must start with the sheet: `OM7 …`."),
                new BrokenEdit(
                        "a paraphrase too long",
                        OM7,
                        "Is responsible towards customers",
                        "Answers ".repeat(50),
                        role,
                        "A paraphrase must have 1 to 300 characters."),
                new BrokenEdit(
                        "an empty paraphrase",
                        OM7,
                        "\"Is responsible towards customers for IT service management as a whole, in planning or implementation of the service.\"",
                        "\"\"",
                        role,
                        "A paraphrase must have 1 to 300 characters."),
                new BrokenEdit(
                        "another fact that must be absent",
                        OM7,
                        "then\n",
                        "    not Succession()\nthen\n",
                        role,
                        "matches one fact only"),
                new BrokenEdit(
                        "a shared conclusion in a sheet",
                        "shared/certified.drl",
                        "@clause( SHARED.MET_SHEET )",
                        "@sheet( OM7 ) @clause( SHARED.MET_SHEET )",
                        "rule \"A sheet",
                        "`isMet` is a consequence of shared rules only."),
                new BrokenEdit(
                        "a shared clause that is not called so",
                        "shared/certified.drl",
                        "@clause( SHARED.MET_SHEET )",
                        "@clause( MET_SHEET )",
                        "rule \"A sheet",
                        "The clause of a shared rule must start with `SHARED.`, not `MET_SHEET`."),
                new BrokenEdit(
                        "a name given twice",
                        "shared/level-or-above.drl",
                        "Complexity of the level or above satisfies COMPLEXITY",
                        "A sheet is met when none of its criteria is unmet",
                        "rule \"A sheet is met",
                        "is already used by the rule in shared/certified.drl:7."),
                new BrokenEdit(
                        "a clause given twice",
                        OM7,
                        "@clause( OM7.SIZE.B )",
                        "@clause( OM7.SIZE.A )",
                        "rule \"OM7 size B",
                        "The clause `OM7.SIZE.A` is already used by the rule in operations-management/OM7.drl:57."),
                new BrokenEdit(
                        "a negation",
                        OM7,
                        "headcount >= 250",
                        "specialtyField != \"OPERATIONS\"",
                        "rule \"OM7 size A",
                        "must not require that something is absent"),
                new BrokenEdit(
                        "a sheet in the wrong file",
                        "operations-management/OM6.drl",
                        "end\n",
                        "end\n\n"
                                + ChangedRules.rule(OM7, "OM7 size A")
                                        .replace("OM7 size A", "OM7 size D")
                                        .replace("OM7.SIZE.A", "OM7.SIZE.D"),
                        "rule \"OM7 size D",
                        "The rules of OM7 must be in the file `OM7.drl`"),
                new BrokenEdit(
                        "an asked criterion without a rule",
                        OM7,
                        ChangedRules.rule(OM7, "OM7 specialty"),
                        "",
                        null,
                        "The sheet OM7 requires SPECIALTY, but none of its rules has the consequence `satisfiesSpecialty`."));
    }
}
