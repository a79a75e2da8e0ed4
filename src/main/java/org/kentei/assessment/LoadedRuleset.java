package org.kentei.assessment;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.record.dictionary.DocumentDictionary;
import org.kentei.ruleset.EvaluationLimitException;
import org.kentei.ruleset.Ruleset;
import org.kentei.verdict.Verdict;

/**
 * A ruleset in use. An evaluation acquires it first ({@link ActiveRuleset#take}) and releases it after. Its memory is freed
 * when it is no longer the active one and no evaluation uses it.
 */
public final class LoadedRuleset {

    private static final Logger LOG = Logger.getLogger(LoadedRuleset.class);

    private final Ruleset ruleset;
    private final CandidateReader reader;
    private final Instant since;
    private final Duration deadline;

    /** Who holds it; being the active one counts as one. Once at zero, it never rises again. */
    private final AtomicInteger holders = new AtomicInteger(1);

    private final Set<Lease> holds = ConcurrentHashMap.newKeySet();
    private volatile boolean suspect;
    private @Nullable DocumentDictionary dictionary;

    LoadedRuleset(Ruleset ruleset, CandidateReader reader, Instant since, Duration deadline) {
        this.ruleset = ruleset;
        this.reader = reader;
        this.since = since;
        this.deadline = deadline;
    }

    public Ruleset ruleset() {
        return ruleset;
    }

    public CandidateReader reader() {
        return reader;
    }

    /** When it became the active one. */
    public Instant since() {
        return since;
    }

    /** What the documents of assessments are compressed with that it decides. Its maker has to hold it. */
    public synchronized DocumentDictionary dictionary() {
        DocumentDictionary made = dictionary;
        if (made == null) {
            made = SampleDocuments.of(ruleset, reader);
            dictionary = made;
        }
        return made;
    }

    /** Whether an evaluation under it went over a limit, or is going over one right now and does not come back. */
    public boolean suspect() {
        return suspect || holds.stream().anyMatch(Lease::overdue);
    }

    /** Makes it suspect from now on. */
    void suspected() {
        suspect = true;
    }

    /** The right to decide under the ruleset until it is closed. */
    public final class Lease implements AutoCloseable {

        private final long begun = System.nanoTime();

        private Lease() {}

        public LoadedRuleset active() {
            return LoadedRuleset.this;
        }

        /**
         * Decides a candidate.
         *
         * @throws EvaluationLimitException over the deadline or the limit of firings; the ruleset is suspect then
         */
        public Verdict decide(Candidate candidate) {
            try {
                return ruleset.decide(candidate, deadline);
            } catch (EvaluationLimitException limit) {
                if (!suspect) {
                    suspect = true;
                    LOG.errorf("The revision %s is suspect: %s", ruleset.revision(), limit.getMessage());
                }
                throw limit;
            }
        }

        /** Twice the deadline, since what is at the deadline gives up by itself. */
        private boolean overdue() {
            return System.nanoTime() - begun > 2 * deadline.toNanos();
        }

        @Override
        public void close() {
            if (holds.remove(this)) {
                letGo();
            }
        }
    }

    /** Acquires it; null if it has already been released. */
    @Nullable
    Lease take() {
        if (!enter()) {
            return null;
        }
        Lease hold = new Lease();
        holds.add(hold);
        return hold;
    }

    /** Keeps it from being given up, for work of many evaluations; null when it has already been given up. */
    @Nullable
    LongHold hold() {
        return enter() ? new LongHold() : null;
    }

    private boolean enter() {
        int now = holders.get();
        while (now > 0) {
            if (holders.compareAndSet(now, now + 1)) {
                return true;
            }
            now = holders.get();
        }
        return false;
    }

    /** Keeps the ruleset from being given up until it is closed, however long that takes. */
    public final class LongHold implements AutoCloseable {

        private final AtomicBoolean closed = new AtomicBoolean();

        private LongHold() {}

        public LoadedRuleset active() {
            return LoadedRuleset.this;
        }

        /** The right to decide a single candidate. */
        public Lease take() {
            return Objects.requireNonNull(LoadedRuleset.this.take(), "it is held");
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                letGo();
            }
        }
    }

    /** It is no longer the active one. */
    void retire() {
        letGo();
    }

    private void letGo() {
        if (holders.decrementAndGet() == 0) {
            ruleset.close();
        }
    }
}
