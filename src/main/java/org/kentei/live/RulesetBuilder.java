package org.kentei.live;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.ExampleCandidate;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.live.gate.Gate;
import org.kentei.live.gate.Gate.Accepted;
import org.kentei.live.gate.Gate.Rejected;
import org.kentei.live.gate.GateChecks;
import org.kentei.live.gate.GateReport;
import org.kentei.live.gate.PassedRevisions;
import org.kentei.ruleset.EvaluationLimitException;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;

/** Makes a ruleset from files that passed the gate. */
final class RulesetBuilder {

    static final int WARM_UP_AT_START = 3000;

    private static final Logger LOG = Logger.getLogger(RulesetBuilder.class);

    /** What came of the files. */
    sealed interface BuildResult {}

    /** A ruleset that may become active, loaded. */
    record Built(Ruleset ruleset) implements BuildResult {}

    /** Files that may not. */
    record Invalid(List<Mistake> mistakes) implements BuildResult {}

    /** A ruleset that could decide, and decides cases otherwise than they expect. */
    record FailsCases(Ruleset ruleset, List<Mistake> failedCases) implements BuildResult {}

    /** The work was broken off for a newer revision. */
    record BuildCancelled() implements BuildResult {}

    private final Gate gate;
    private final PassedRevisions passed;
    private final Duration warmUpAtMost;
    private final Clock clock;

    RulesetBuilder(Gate gate, PassedRevisions passed, Duration warmUpAtMost, Clock clock) {
        this.gate = gate;
        this.passed = passed;
        this.warmUpAtMost = warmUpAtMost;
        this.clock = clock;
    }

    /** Checks the files and makes a ruleset of them; a revision in which nothing was found wrong is remembered. */
    BuildResult build(RulesetFiles files, BooleanSupplier superseded) throws InterruptedException {
        return remember(make(files, superseded));
    }

    /** Remembers a revision in which nothing was found wrong. */
    BuildResult remember(BuildResult result) {
        if (result instanceof Built built) {
            passed.add(built.ruleset().revision());
        }
        return result;
    }

    /** Checks the files and makes a ruleset of them. Nothing is remembered. */
    BuildResult make(RulesetFiles files, BooleanSupplier superseded) throws InterruptedException {
        String revision = files.revision();
        Gate.GateResult outcome = passed.contains(revision) ? new Accepted(List.of()) : gate.check(files, superseded);
        if (outcome instanceof Rejected refused) {
            return new Invalid(refused.mistakes());
        }
        if (!(outcome instanceof Accepted accepted)) {
            return new BuildCancelled();
        }
        try {
            Ruleset ruleset = RulesetCompiler.compile(files);
            if (!accepted.failedCases().isEmpty()) {
                return new FailsCases(ruleset, accepted.failedCases());
            }
            return new Built(ruleset);
        } catch (InvalidRulesetException | RuntimeException | LinkageError unusable) {
            LOG.errorf(unusable, "The revision %s passed its checks and cannot be used.", revision);
            return new Invalid(List.of(GateReport.ofRulesAsWhole(
                    "The rules passed their checks and could not be loaded; the service's log says why.")));
        }
    }

    /**
     * Compiles a revision that decided before and that this version's checks refuse. It has the form of rules, and more
     * is not asked: the alternative is that nothing decides.
     */
    Optional<Ruleset> buildUnchecked(RulesetFiles files) {
        try {
            return Optional.of(RulesetCompiler.compileUnchecked(files));
        } catch (InvalidRulesetException | RuntimeException | LinkageError unusable) {
            LOG.errorf(unusable, "The revision %s, which was active last, cannot be compiled.", files.revision());
            return Optional.empty();
        }
    }

    /**
     * Evaluations go on getting faster for thousands of calls; clients should not pay for that. The first ones may take
     * longer than the deadline, on a busy machine much longer. The rules are refused if none keeps it.
     *
     * @return what is wrong with the rules, if that shows now; else null
     */
    @Nullable
    Mistake warmUp(Ruleset ruleset, int evaluations, Duration deadline) {
        try {
            Candidate example = new CandidateReader(ruleset.vocabulary(), clock).read(ExampleCandidate.json());
            long start = System.nanoTime();
            boolean inTime = false;
            for (int count = 0; count < evaluations; count++) {
                long begun = System.nanoTime();
                if (begun - start > (inTime ? warmUpAtMost : GateChecks.FOR_THE_EXAMPLE).toNanos()) {
                    break;
                }
                ruleset.decide(example, GateChecks.FOR_THE_EXAMPLE);
                inTime |= System.nanoTime() - begun <= deadline.toNanos();
            }
            return inTime
                    ? null
                    : GateReport.ofRulesAsWhole("The example candidate is not decided within " + deadline
                            + " (`kentei.evaluation.deadline`).");
        } catch (InvalidCandidateException ofAnotherVocabulary) {
            return null;
        } catch (EvaluationLimitException endless) {
            return GateReport.ofRulesAsWhole("The rules do not terminate for the example candidate.");
        } catch (RuntimeException | LinkageError broken) {
            LOG.error("The rules failed for the example candidate.", broken);
            return GateReport.ofRulesAsWhole("The rules failed for the example candidate; the service's log says why.");
        }
    }
}
