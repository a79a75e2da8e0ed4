package org.kentei.ruleset;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;

/**
 * A worked case with what the project's own rules decide.
 *
 * @param summary the verdict as {@link VerdictSummary} writes it
 */
record DecidedCase(String name, Candidate candidate, String summary) {

    private static final class DecidedCases {
        private static final List<DecidedCase> ALL = decide();
    }

    /** All worked cases in the order of their file. */
    static List<DecidedCase> all() {
        return DecidedCases.ALL;
    }

    /** All worked cases, those made for a sheet before the others; the names of these begin with it. */
    static List<DecidedCase> firstThoseOf(String sheet) {
        return all().stream()
                .sorted(Comparator.comparing((DecidedCase one) -> !one.name().startsWith(sheet + ":")))
                .toList();
    }

    private static List<DecidedCase> decide() {
        Ruleset ruleset = RulesFolder.ruleset();
        CandidateReader reader = new CandidateReader(ruleset.vocabulary(), Clock.systemUTC());
        return WorkedCase.all().stream()
                .map(one -> decided(one.name(), reader.read(one.body()), ruleset))
                .toList();
    }

    static DecidedCase decided(String name, Candidate candidate, Ruleset ruleset) {
        return new DecidedCase(name, candidate, VerdictSummary.of(ruleset.decide(candidate)));
    }
}
