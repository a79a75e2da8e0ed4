package org.kentei.ruleset;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time by which the verdict must be finished. It is checked at every firing and at every step of the search for
 * shortfalls, so a check only reads a clock.
 */
final class Deadline {

    private final Duration atMost;
    private final LongSupplier nanos;
    private final long end;

    Deadline(Duration atMost) {
        this(atMost, System::nanoTime);
    }

    /** @param nanos returns the time in nanoseconds, from any start */
    Deadline(Duration atMost, LongSupplier nanos) {
        this.atMost = atMost;
        this.nanos = nanos;
        this.end = nanos.getAsLong() + atMost.toNanos();
    }

    boolean isOver() {
        return nanos.getAsLong() - end > 0;
    }

    /**
     * Checks that there is time left.
     *
     * @throws EvaluationLimitException when the time is over
     */
    void check() {
        if (isOver()) {
            throw exceeded();
        }
    }

    private EvaluationLimitException exceeded() {
        return new EvaluationLimitException(
                "The evaluation took more than " + atMost.toMillis() + " ms for one candidate.");
    }
}
