package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.candidate.CandidateReader;
import org.kentei.verdict.Verdict;

/** The rules against the worked cases, without HTTP and store between them. */
class WorkedCasesTest {

    private final Ruleset ruleset = RulesFolder.ruleset();
    private final CandidateReader reader = new CandidateReader(ruleset.vocabulary(), Clock.systemUTC());

    @Test
    void every_worked_case_is_decided_as_expected() {
        assertThat(WorkedCase.all()).hasSize(1060);
        SoftAssertions cases = new SoftAssertions();
        for (WorkedCase one : WorkedCase.all()) {
            Verdict verdict = ruleset.decide(reader.read(one.body()));
            cases.assertThat(VerdictSummary.of(verdict)).as(one.name()).isEqualTo(one.expectedSummary());
        }
        cases.assertAll();
    }
}
