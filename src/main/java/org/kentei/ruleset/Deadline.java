package org.kentei.ruleset;

import java.time.Duration;

/**
 * The moment at which the verdict has to be finished. It is asked at every firing and at every step of the search for
 * shortfalls, so it is no more than a look at a clock.
 */
final class Deadline {

    private final Duration atMost;
    private final long end;

    Deadline(Duration atMost) {
        this.atMost = atMost;
        this.end = System.nanoTime() + atMost.toNanos();
    }

    boolean isOver() {
        return System.nanoTime() - end > 0;
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
