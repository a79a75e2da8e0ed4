package org.kentei.ruleset;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a condition must not say: whatever cannot be told to a candidate as a shortfall. */
class ConditionFormTest {

    private static final String OM7 = "operations-management/OM7.drl";

    static Stream<RuleEdit> edits() {
        return Stream.of(
                new RuleEdit(
                        "an unknown code",
                        OM7,
                        "\"PLANNING\"",
                        "\"PLANING\"",
                        "PLANING",
                        "has no code `PLANING` in phases, the list that `phases` is compared with. Did you mean `PLANNING`?"),
                new RuleEdit(
                        "a code of another list",
                        OM7,
                        "contains \"PLANNING\"",
                        "contains \"SECURITY\"",
                        "contains \"SECURITY\"",
                        "has no code `SECURITY` in phases"),
                new RuleEdit(
                        "an unknown rung",
                        OM7,
                        "RESPONSIBLE_FOR_WHOLE",
                        "RESPONSIBLE_FOR_ALL",
                        "RESPONSIBLE_FOR_ALL",
                        "has no code `RESPONSIBLE_FOR_ALL` in roles"),
                new RuleEdit(
                        "an unknown sheet in a condition",
                        OM7,
                        "sheet == \"OM7\"",
                        "sheet == \"OM8\"",
                        "sheet == \"OM8\"",
                        "has no code `OM8` in sheets"),
                new RuleEdit(
                        "an unknown property",
                        OM7,
                        "headcount >= 250",
                        "headcont >= 250",
                        "headcont",
                        "A ConsideredProject has no `headcont`. Did you mean `headcount`?"),
                new RuleEdit(
                        "an unknown fact",
                        OM7,
                        "ConsideredProject",
                        "ConsiderdProject",
                        "ConsiderdProject",
                        "There is no fact `ConsiderdProject`. Did you mean `ConsideredProject`?"),
                new RuleEdit(
                        "a class of Java for a fact",
                        OM7,
                        "ConsideredProject(",
                        "java.util.List(",
                        "java.util.List",
                        "There is no fact `java.util.List`."),
                new RuleEdit(
                        "a fraction",
                        OM7,
                        "headcount >= 250",
                        "headcount >= 250.5",
                        "250.5",
                        "`headcount >= 250.5` needs a whole number on the right"),
                new RuleEdit(
                        "a number in quotes",
                        OM7,
                        "headcount >= 250",
                        "headcount >= \"250\"",
                        "\"250\"",
                        "needs a whole number on the right"),
                new RuleEdit(
                        "a negative number",
                        OM7,
                        "headcount >= 250",
                        "headcount >= -250",
                        "-250",
                        "needs a whole number on the right"),
                new RuleEdit(
                        "a number with a leading zero",
                        OM7,
                        "headcount >= 250",
                        "headcount >= 0250",
                        "0250",
                        "needs a whole number on the right"),
                new RuleEdit(
                        "a long number for a count",
                        OM7,
                        "months >= 36",
                        "months >= 36L",
                        "36L",
                        "needs a whole number on the right, written in digits"),
                new RuleEdit(
                        "an exponent for a count",
                        OM7,
                        "months >= 36",
                        "months >= 3.6e1",
                        "3.6e1",
                        "needs a whole number on the right, written in digits"),
                new RuleEdit(
                        "a count beyond all reason",
                        OM7,
                        "months >= 36",
                        "months >= 3600000000",
                        "3600000000",
                        "at most 1000000, such as 36."),
                new RuleEdit(
                        "an unequal number",
                        OM7,
                        "headcount >= 250",
                        "headcount != 250",
                        "headcount != 250",
                        "`headcount != 250` is not an allowed condition."),
                new RuleEdit(
                        "a comparison with nothing",
                        OM7,
                        "headcount >= 250",
                        "headcount != null",
                        "headcount != null",
                        "`headcount != null` is not an allowed condition"),
                new RuleEdit(
                        "a sum",
                        OM7,
                        "headcount >= 250",
                        "headcount + annualUsers >= 250",
                        "headcount + annualUsers",
                        "`headcount + annualUsers` is not an allowed condition"),
                new RuleEdit(
                        "a call of Java",
                        OM7,
                        "headcount >= 250",
                        "title.length() > 3",
                        "title.length()",
                        "`title.length()` is not an allowed condition"),
                new RuleEdit(
                        "a list compared with a number",
                        OM7,
                        "headcount >= 250",
                        "phases >= 250",
                        "phases >= 250",
                        "`phases` is a list: write `phases contains"),
                new RuleEdit(
                        "a ladder compared with a code",
                        OM7,
                        "role.atLeast( \"RESPONSIBLE_FOR_WHOLE\" )",
                        "role == \"RESPONSIBLE_FOR_WHOLE\"",
                        "role ==",
                        "`role` is ordinal: write `role.atLeast("),
                new RuleEdit(
                        "a regular expression",
                        OM7,
                        "headcount >= 250",
                        "sheet matches \"OM.\"",
                        "sheet matches",
                        "is not an allowed condition"),
                new RuleEdit(
                        "eval",
                        OM7,
                        "headcount >= 250",
                        "eval( true )",
                        "eval(",
                        "`eval(true)` is not an allowed condition"),
                new RuleEdit(
                        "a number before its property",
                        OM7,
                        "headcount >= 250",
                        "250 <= headcount",
                        "250 <= headcount",
                        "`250` is not an allowed condition"),
                new RuleEdit(
                        "Java beside a fact that must be absent",
                        "shared/certified.drl",
                        "level > $sheet.level",
                        "level > $sheet.level, System.exit( 1 ) == null",
                        "System.exit",
                        "`System.exit(1)` is not an allowed condition"),
                new RuleEdit(
                        "an unknown property of a fact that must be absent",
                        "shared/certified.drl",
                        "level > $sheet.level",
                        "levl > $sheet.level",
                        "levl",
                        "A MetSheet has no `levl`. Did you mean `level`?"),
                new RuleEdit(
                        "a comparison of a fact that must be absent with nothing",
                        "shared/certified.drl",
                        "level > $sheet.level",
                        "level > $sheet.levels",
                        "$sheet.levels",
                        "A MetSheet has no `levels`. Did you mean `level`?"),
                new RuleEdit(
                        "an unknown fact that must be absent",
                        "shared/certified.drl",
                        "not MetSheet(",
                        "not MeetSheet(",
                        "MeetSheet",
                        "There is no fact `MeetSheet`. Did you mean `MetSheet`?"),
                new RuleEdit(
                        "two facts that must be absent together",
                        "shared/certified.drl",
                        "not CertifiedField( level > $field.level )",
                        "not ( CertifiedField() and MetSheet() )",
                        "$field : CertifiedField",
                        "After `not`, write one fact"));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void what_a_condition_must_not_say_is_refused_at_its_place(RuleEdit edit) {
        edit.isRefusedInPlainWords();
    }
}
