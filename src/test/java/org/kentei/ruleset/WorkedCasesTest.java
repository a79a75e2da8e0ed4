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
            cases.assertThat(VerdictSummary.of(verdict)).as(one.name()).isEqualTo(expected(one));
        }
        cases.assertAll();
    }

    private static String expected(WorkedCase one) {
        StringBuilder summary = new StringBuilder();
        summary.append(one.expected().get("certifiedLevel")).append(' ');
        summary.append(one.expected().get("examination").asText()).append(' ');
        one.expected().get("fields").fields().forEachRemaining(field -> summary.append(field).append(' '));
        one.expected().get("sheets").fields().forEachRemaining(sheet ->
                summary.append(sheet.getKey()).append('=').append(sheet.getValue().textValue()).append(' '));
        return summary.toString();
    }
}
