package org.kentei.command;

import java.io.PrintWriter;

/** Shows how far a long command has come, where a person is looking. */
final class ProgressBar {

    private static final int WIDTH = 40;
    private static final long NANOS_BETWEEN = 200_000_000L;

    private final PrintWriter err;
    private final long total;
    private final boolean watched;
    private final long begun = System.nanoTime();
    private long done;
    private long shownAt = begun;

    ProgressBar(PrintWriter err, long total) {
        this.err = err;
        this.total = total;
        this.watched = System.console() != null;
    }

    void step() {
        done++;
        long now = System.nanoTime();
        if (watched && now - shownAt > NANOS_BETWEEN) {
            shownAt = now;
            show(now);
        }
    }

    /** Takes the bar away. */
    void end() {
        if (watched) {
            err.print("\r" + " ".repeat(WIDTH + 50) + "\r");
            err.flush();
        }
    }

    private void show(long now) {
        double share = total == 0 ? 1 : Math.min(1, (double) done / total);
        int filled = (int) (share * WIDTH);
        err.printf(
                "\r[%s%s] %3d %%  %,d of %,d, %,d a second",
                "#".repeat(filled),
                " ".repeat(WIDTH - filled),
                (int) (100 * share),
                done,
                total,
                done * 1_000_000_000L / Math.max(1, now - begun));
        err.flush();
    }
}
