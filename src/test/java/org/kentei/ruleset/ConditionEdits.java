package org.kentei.ruleset;

import java.util.List;

/** Edits of conditions that are not allowed, because a shortfall could not explain them. */
public final class ConditionEdits {

    private static final String OM7 = "operations-management/OM7.drl";

    private ConditionEdits() {}

    public static List<BrokenEdit> all() {
        return List.of(
                new BrokenEdit(
                        "an unknown code",
                        OM7,
                        "\"PLANNING\"",
                        "\"PLANING\"",
                        "PLANING",
                        "has no code `PLANING` in phases, the list that `phases` is compared with. Did you mean `PLANNING`?"),
                new BrokenEdit(
                        "a code of another list",
                        OM7,
                        "contains \"PLANNING\"",
                        "contains \"SECURITY\"",
                        "contains \"SECURITY\"",
                        "has no code `SECURITY` in phases"),
                new BrokenEdit(
                        "an unknown rung",
                        OM7,
                        "RESPONSIBLE_FOR_WHOLE",
                        "RESPONSIBLE_FOR_ALL",
                        "RESPONSIBLE_FOR_ALL",
                        "has no code `RESPONSIBLE_FOR_ALL` in roles"),
                new BrokenEdit(
                        "an unknown sheet in a condition",
                        OM7,
                        "sheet == \"OM7\"",
                        "sheet == \"OM8\"",
                        "sheet == \"OM8\"",
                        "has no code `OM8` in sheets"),
                new BrokenEdit(
                        "an unknown property",
                        OM7,
                        "headcount >= 250",
                        "headcont >= 250",
                        "headcont",
                        "A ConsideredProject has no `headcont`. Did you mean `headcount`?"),
                new BrokenEdit(
                        "an unknown fact",
                        OM7,
                        "ConsideredProject",
                        "ConsiderdProject",
                        "ConsiderdProject",
                        "There is no fact `ConsiderdProject`. Did you mean `ConsideredProject`?"),
                new BrokenEdit(
                        "a class of Java for a fact",
                        OM7,
                        "ConsideredProject(",
                        "java.util.List(",
                        "java.util.List",
                        "There is no fact `java.util.List`."),
                new BrokenEdit(
                        "a fraction",
                        OM7,
                        "headcount >= 250",
                        "headcount >= 250.5",
                        "250.5",
                        "`headcount >= 250.5` needs a whole number on the right"),
                new BrokenEdit(
                        "a number in quotes",
                        OM7,
                        "headcount >= 250",
                        "headcount >= \"250\"",
                        "\"250\"",
                        "needs a whole number on the right"),
                new BrokenEdit(
                        "a negative number",
                        OM7,
                        "headcount >= 250",
                        "headcount >= -250",
                        "-250",
                        "needs a whole number on the right"),
                new BrokenEdit(
                        "a number with a leading zero",
                        OM7,
                        "headcount >= 250",
                        "headcount >= 0250",
                        "0250",
                        "needs a whole number on the right"),
                new BrokenEdit(
                        "a long number for a count",
                        OM7,
                        "months >= 36",
                        "months >= 36L",
                        "36L",
                        "needs a whole number on the right, written in digits"),
                new BrokenEdit(
                        "an exponent for a count",
                        OM7,
                        "months >= 36",
                        "months >= 3.6e1",
                        "3.6e1",
                        "needs a whole number on the right, written in digits"),
                new BrokenEdit(
                        "a count beyond all reason",
                        OM7,
                        "months >= 36",
                        "months >= 3600000000",
                        "3600000000",
                        "at most 1000000, such as 36."),
                new BrokenEdit(
                        "an unequal number",
                        OM7,
                        "headcount >= 250",
                        "headcount != 250",
                        "headcount != 250",
                        "`headcount != 250` is not an allowed condition."),
                new BrokenEdit(
                        "a comparison with nothing",
                        OM7,
                        "headcount >= 250",
                        "headcount != null",
                        "headcount != null",
                        "`headcount != null` is not an allowed condition"),
                new BrokenEdit(
                        "a sum",
                        OM7,
                        "headcount >= 250",
                        "headcount + annualUsers >= 250",
                        "headcount + annualUsers",
                        "`headcount + annualUsers` is not an allowed condition"),
                new BrokenEdit(
                        "a call of Java",
                        OM7,
                        "headcount >= 250",
                        "title.length() > 3",
                        "title.length()",
                        "`title.length()` is not an allowed condition"),
                new BrokenEdit(
                        "a list compared with a number",
                        OM7,
                        "headcount >= 250",
                        "phases >= 250",
                        "phases >= 250",
                        "`phases` is a list: write `phases contains"),
                new BrokenEdit(
                        "a ladder compared with a code",
                        OM7,
                        "role.atLeast( \"RESPONSIBLE_FOR_WHOLE\" )",
                        "role == \"RESPONSIBLE_FOR_WHOLE\"",
                        "role ==",
                        "`role` is ordinal: write `role.atLeast("),
                new BrokenEdit(
                        "a regular expression",
                        OM7,
                        "headcount >= 250",
                        "sheet matches \"OM.\"",
                        "sheet matches",
                        "is not an allowed condition"),
                new BrokenEdit(
                        "eval",
                        OM7,
                        "headcount >= 250",
                        "eval( true )",
                        "eval(",
                        "`eval(true)` is not an allowed condition"),
                new BrokenEdit(
                        "a number before its property",
                        OM7,
                        "headcount >= 250",
                        "250 <= headcount",
                        "250 <= headcount",
                        "`250` is not an allowed condition"),
                new BrokenEdit(
                        "Java beside a fact that must be absent",
                        "shared/certified.drl",
                        "level > $sheet.level",
                        "level > $sheet.level, System.exit( 1 ) == null",
                        "System.exit",
                        "`System.exit(1)` is not an allowed condition"),
                new BrokenEdit(
                        "an unknown property of a fact that must be absent",
                        "shared/certified.drl",
                        "level > $sheet.level",
                        "levl > $sheet.level",
                        "levl",
                        "A MetSheet has no `levl`. Did you mean `level`?"),
                new BrokenEdit(
                        "a comparison of a fact that must be absent with nothing",
                        "shared/certified.drl",
                        "level > $sheet.level",
                        "level > $sheet.levels",
                        "$sheet.levels",
                        "A MetSheet has no `levels`. Did you mean `level`?"),
                new BrokenEdit(
                        "an unknown fact that must be absent",
                        "shared/certified.drl",
                        "not MetSheet(",
                        "not MeetSheet(",
                        "MeetSheet",
                        "There is no fact `MeetSheet`. Did you mean `MetSheet`?"),
                new BrokenEdit(
                        "two facts that must be absent together",
                        "shared/certified.drl",
                        "not CertifiedField( level > $field.level )",
                        "not ( CertifiedField() and MetSheet() )",
                        "$field : CertifiedField",
                        "After `not`, write one fact"));
    }
}
