package org.kentei.ruleset;

import java.time.Duration;

/** The moment until which an evaluation may take. It is asked at every firing, so it is no more than a look at a clock. */
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

    EvaluationLimitException exceeded() {
        return new EvaluationLimitException("The rules took more than " + atMost.toMillis() + " ms for one candidate.");
    }
}
