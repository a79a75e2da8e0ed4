package org.kentei.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kentei.EditedRules;
import org.kentei.RulesFolder;
import org.kentei.analysis.Warning.WarningType;
import org.kentei.cases.CaseRunner;
import org.kentei.ruleset.Ruleset;

/** Warnings about rules that compile. */
class RulesetAnalysisTest {

    @Test
    void the_rules_of_the_standard_have_only_the_warnings_that_come_from_the_standard_itself() {
        assertThat(findings(RulesFolder.ruleset()))
                .extracting(finding -> finding.file() + ":" + finding.line() + ": " + finding.reason())
                .containsExactly(
                        "system-management/SY3.drl:7: A candidate who meets SY4 may not meet SY3, which requires"
                                + " `phases contains \"IMPLEMENTATION\"`, which does not follow from the conditions of SY4.",
                        "system-management/SY3.drl:27: A candidate who meets SY4 may not meet SY3, which requires"
                                + " `longestRunMonths >= 12`, which does not follow from the conditions of SY4.");
    }

    @Test
    void typical_mistakes_are_found() {
        EditedRules edited = new EditedRules()
                .with("operations-management/OM7.drl", "headcount >= 250", "headcount >= 260")
                .with("operations-management/OM6.drl", "annualContractValue < 1.5e9", "annualContractValue < 1.6e9")
                .with("system-management/SY5.drl", "headcount < 150", "headcount < 140")
                .with("operations/OP4.drl", "headcount < 30", "headcount < 15")
                .with("operations-management/OM6.drl", "kinds >= 4", "kinds >= 6")
                .with("operations-management/OM5.drl", "\"RESPONSIBLE\"", "\"RESPONSIBLE_FOR_WHOLE\"")
                .with("service-desk/SD4.drl", "months >= 24", "months >= 23")
                .without("service-desk/SD3.cases.yaml");
        try (Ruleset ruleset = RulesFolder.compile(edited.files())) {
            List<Warning> findings = findings(ruleset);

            assertThat(reasons(findings, WarningType.SIZE_GAP))
                    .containsExactly(
                            "`headcount` of 250 to 259 belongs to no size clause: OM7.SIZE.B ends below 250, and OM7.SIZE.A starts"
                                    + " at 260.",
                            "No headcount is in the band of OP4.SIZE.B: it starts at 15 and ends below 15.",
                            "`headcount` of 15 to 29 belongs to no size clause: OP4.SIZE.B ends below 15, and OP4.SIZE.A starts at"
                                    + " 30.",
                            "`headcount` of 140 to 149 belongs to no size clause: SY5.SIZE.A ends below 140, and SY6.SIZE.A starts"
                                    + " at 150.");
            assertThat(reasons(findings, WarningType.SIZE_OVERLAP))
                    .containsExactly(
                            "`annualContractValue` of 1500000000 to 1599999999 belongs to both OM6.SIZE.B and OM6.SIZE.A.");
            assertThat(reasons(findings, WarningType.LOWER_SHEET_ASKS_MORE))
                    .contains(
                            "A candidate who meets OM7 may not meet OM6, which requires `kinds >= 6`, which does not follow"
                                    + " from the conditions of OM7.",
                            "A candidate who meets OM6 may not meet OM5, which requires"
                                    + " `role.atLeast(\"RESPONSIBLE_FOR_WHOLE\")`, which does not follow from the conditions of OM6.",
                            "A candidate who meets SD4 may not meet SD3, which requires `months >= 24`, which does not follow"
                                    + " from the conditions of SD4.");
            assertThat(reasons(findings, WarningType.UNTRIED_RULE))
                    .contains("The sheet SD3 has no cases; write them in `SD3.cases.yaml` in the same folder.");
            assertThat(reasons(findings, WarningType.UNTRIED_NUMBER))
                    .contains("No case tests `headcount >= 260` with 259, with 260, with 261.");
        }
    }

    @Test
    void a_lower_sheet_that_requires_more_is_shown_by_a_candidate_who_does_not_meet_it() {
        List<Warning> findings = findings(RulesFolder.ruleset());

        assertThat(findings)
                .extracting(Warning::example)
                .allSatisfy(example -> assertThat(example)
                        .startsWith("  - case: SY4 met and SY3 not\n")
                        .endsWith("    level: 4\n    notMet: [RESPONSIBILITIES]\n"));
    }

    @Test
    void rules_that_no_candidate_or_every_candidate_meets_and_superfluous_rules_are_found() {
        EditedRules edited = new EditedRules()
                .with("operations-management/OM7.drl", "kinds >= 5", "kinds >= 8")
                .with("operations-management/OM4.drl", "criteria >= 2", "criteria >= 6")
                .with("operations/OP4.drl", "records >= 1", "records >= 0")
                .with("service-desk/SD4.drl", "annualUsers >= 3000", "headcount >= 30")
                .with("system-management/SY6.drl", "headcount >= 150 ||", "headcount >= 2000000 ||");
        try (Ruleset ruleset = RulesFolder.compile(edited.files())) {
            List<Warning> findings = findings(ruleset);

            assertThat(reasons(findings, WarningType.NEVER_MET))
                    .containsExactly(
                            "No candidate can meet the rule `OM4 complexity: enough criteria`: `criteria >= 6` is false for all"
                                    + " values that a candidate may state.",
                            "No candidate can meet the rule `OM7 succession: enough kinds of contribution`: `kinds >= 8` is false"
                                    + " for all values that a candidate may state.");
            assertThat(reasons(findings, WarningType.ALWAYS_MET))
                    .containsExactly(
                            "Every candidate who states the values that the rule `OP4 subordinates: has developed some` reads"
                                    + " meets it: `records >= 0` is always true.");
            assertThat(reasons(findings, WarningType.SUPERFLUOUS_RULE))
                    .containsExactly(
                            "The rule `SD4 size C: enough users` is superfluous: every candidate who meets it also meets"
                                    + " `SD4 size A: enough persons`.");
        }
    }

    private static List<Warning> findings(Ruleset ruleset) {
        return RulesetAnalysis.warnings(ruleset, CaseRunner.report(ruleset), true);
    }

    private static List<String> reasons(List<Warning> findings, WarningType kind) {
        return findings.stream()
                .filter(finding -> finding.kind() == kind)
                .map(finding -> finding.reason())
                .toList();
    }
}
