package org.kentei.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.cases.Coverage.BoundaryCoverage;
import org.kentei.cases.Coverage.RuleCoverage;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetFiles;

/** The project's own cases: all of them pass, and they leave no rule and no number untried. */
class CasesBesideTheRulesTest {

    private final Ruleset ruleset = RulesFolder.ruleset();
    private final CaseReport report = CaseRunner.report(ruleset);

    @Test
    void every_case_is_decided_as_it_expects() {
        assertThat(CaseRunner.run(ruleset)).isEmpty();
    }

    @Test
    void every_sheet_has_its_cases() {
        assertThat(report.files().stream().map(CaseFile::sheet))
                .containsExactlyInAnyOrderElementsOf(
                        ruleset.vocabulary().sheets().toList());
        assertThat(report.files())
                .allMatch(file -> file.file().endsWith("/" + file.sheet().sheet() + RulesetFiles.CASES_SUFFIX)
                        && file.cases().size() > 20);
    }

    @Test
    void every_rule_fires_in_some_case_and_not_in_some_other() {
        assertThat(report.coverage().rules()).hasSameSizeAs(ruleset.rules()).allMatch(RuleCoverage::complete);
    }

    @Test
    void every_number_is_tried_itself_and_just_below_and_just_above() {
        assertThat(report.coverage().boundaries()).hasSizeGreaterThan(100).allMatch(BoundaryCoverage::complete);
    }
}
