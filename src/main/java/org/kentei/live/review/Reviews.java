package org.kentei.live.review;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.kentei.impact.CandidateInput;
import org.kentei.impact.CandidateSource;
import org.kentei.impact.DraftComparison;
import org.kentei.impact.ImpactRun;
import org.kentei.impact.ImpactSummary;
import org.kentei.live.review.RulesetReview.ReviewedImpact;
import org.kentei.meaning.EditMeaning;
import org.kentei.meaning.EditMeaning.SearchBounds;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.store.LatestAssessments;
import org.kentei.record.store.WaitingRulesets;
import org.kentei.record.store.WaitingRulesets.WaitingRuleset;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;

/** Finds out what a waiting revision changes, one at a time, on one thread beside the service's work. */
@ApplicationScoped
public class Reviews {

    private static final Logger LOG = Logger.getLogger(Reviews.class);
    private static final SearchBounds SEARCH = new SearchBounds(2_000, Duration.ofSeconds(20));

    /** About a million candidates. */
    private static final Duration COMPARE_AT_MOST = Duration.ofMinutes(10);

    private final WaitingRulesets waiting;
    private final LatestAssessments assessments;
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "ruleset-reviews");
        thread.setDaemon(true);
        return thread;
    });

    public Reviews(WaitingRulesets waiting, LatestAssessments assessments, Clock clock) {
        this.waiting = waiting;
        this.assessments = assessments;
        this.clock = clock;
    }

    /** Begins to review a revision, unless a review is running. */
    public void begin(WaitingRuleset revision, RulesetFiles active, RulesetFiles files) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (running.compareAndSet(false, true)) {
            worker.execute(() -> {
                // the engine finds Kentei's classes through it
                Thread.currentThread().setContextClassLoader(loader);
                try {
                    waiting.review(revision, review(active, files).json());
                } catch (InvalidRulesetException | StoreUnavailableException failed) {
                    LOG.warnf("The effects of the revision %s cannot be computed now: %s", revision.revision(), failed);
                } catch (RuntimeException | LinkageError failed) {
                    LOG.errorf(failed, "The effects of the revision %s cannot be computed.", revision.revision());
                } finally {
                    running.set(false);
                }
            });
        }
    }

    private RulesetReview review(RulesetFiles active, RulesetFiles files) throws InvalidRulesetException {
        LocalDate today = LocalDate.now(clock);
        try (Ruleset before = RulesetCompiler.compileArchived(active);
                Ruleset after = RulesetCompiler.compile(files);
                InTime candidates = new InTime(new RecordedCandidates(assessments, () -> {}))) {
            EditMeaning meaning = EditMeaning.of(before, after, SEARCH);
            ImpactSummary summary =
                    ImpactRun.run(1, new DraftComparison(before, after, today), candidates, outcome -> {});
            return RulesetReview.of(meaning, ReviewedImpact.of(summary, !candidates.cut, today));
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }

    /** Ends when the time is up. */
    private static final class InTime implements CandidateSource {

        private final RecordedCandidates candidates;
        private final long end = System.nanoTime() + COMPARE_AT_MOST.toNanos();
        private boolean cut;

        InTime(RecordedCandidates candidates) {
            this.candidates = candidates;
        }

        @Override
        public long total() {
            return candidates.total();
        }

        @Override
        public boolean hasNext() {
            cut |= candidates.hasNext() && System.nanoTime() > end;
            return !cut && candidates.hasNext();
        }

        @Override
        public CandidateInput next() {
            return candidates.next();
        }

        @Override
        public void close() {
            candidates.close();
        }
    }
}
