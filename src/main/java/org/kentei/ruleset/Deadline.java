package org.kentei.ruleset;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time by which the verdict must be finished. It is checked at every firing and at every step of the search for
 * shortfalls. It looks at the clock at some of them only. It is for one thread.
 */
final class Deadline {

    /** A step takes microseconds at most, and reading the clock takes longer than most steps. */
    private static final int STEPS_BETWEEN_LOOKS = 32;

    private final Duration atMost;
    private final LongSupplier nanos;
    private final int stepsBetweenLooks;
    private final long end;
    private int stepsUntilLook;
    private boolean over;

    Deadline(Duration atMost) {
        this(atMost, System::nanoTime, STEPS_BETWEEN_LOOKS);
    }

    /**
     * A deadline that looks at the clock at each step.
     *
     * @param nanos returns the time in nanoseconds, from any start
     */
    Deadline(Duration atMost, LongSupplier nanos) {
        this(atMost, nanos, 1);
    }

    Deadline(Duration atMost, LongSupplier nanos, int stepsBetweenLooks) {
        this.atMost = atMost;
        this.nanos = nanos;
        this.stepsBetweenLooks = stepsBetweenLooks;
        this.end = nanos.getAsLong() + atMost.toNanos();
    }

    /** Whether the time was over at the last look at the clock. Once it is over, it stays over. */
    boolean isOver() {
        if (!over && --stepsUntilLook < 0) {
            stepsUntilLook = stepsBetweenLooks - 1;
            over = nanos.getAsLong() - end > 0;
        }
        return over;
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
