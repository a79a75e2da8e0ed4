package org.kentei.ruleset;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The moment at which the verdict has to be finished. It is asked at every firing and at every step of the search for
 * shortfalls, so it is no more than a look at a clock.
 */
final class Deadline {

    private final Duration atMost;
    private final LongSupplier nanos;
    private final long end;

    Deadline(Duration atMost) {
        this(atMost, System::nanoTime);
    }

    /** @param nanos tells the time in nanoseconds from any beginning */
    Deadline(Duration atMost, LongSupplier nanos) {
        this.atMost = atMost;
        this.nanos = nanos;
        this.end = nanos.getAsLong() + atMost.toNanos();
    }

    boolean isOver() {
        return nanos.getAsLong() - end > 0;
    }

    /**
     * Looks whether there is time left.
     *
     * @throws EvaluationLimitException when it is over
     */
    void check() {
        if (isOver()) {
            throw exceeded();
        }
    }

    private EvaluationLimitException exceeded() {
        return new EvaluationLimitException("Deciding took more than " + atMost.toMillis() + " ms for one candidate.");
    }
}
