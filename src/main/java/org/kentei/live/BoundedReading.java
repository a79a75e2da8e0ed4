package org.kentei.live;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads in a thread of its own and waits for it a bounded time. Nothing in Java ends a thread that waits for a file,
 * such as a FIFO without a writer or a file of a network that is away, so such a thread is left running. It ends when the
 * file answers.
 */
final class BoundedReading {

    static final Duration AT_MOST = Duration.ofSeconds(10);

    /** So many threads may be left running. While they wait, nothing more is read. */
    private static final int MOST_LEFT_BEHIND = 4;

    private static final Semaphore FREE = new Semaphore(MOST_LEFT_BEHIND);

    private BoundedReading() {}

    /** Thrown when the reading does not end in time. */
    static final class StalledException extends IOException {
        private StalledException(Duration atMost) {
            super("The rules folder could not be read within " + atMost.toSeconds()
                    + " s: a file of it, or its file system, does not answer.");
        }
    }

    static <T> T of(Callable<T> reading) throws IOException, InterruptedException {
        return of(reading, AT_MOST);
    }

    /**
     * Reads.
     *
     * @throws StalledException when it does not end in time
     */
    static <T> T of(Callable<T> reading, Duration atMost) throws IOException, InterruptedException {
        if (!FREE.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new StalledException(atMost);
        }
        FutureTask<T> task = new FutureTask<>(reading);
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } finally {
                        FREE.release();
                    }
                },
                "rules-reading");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException stalled) {
            throw new StalledException(atMost);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
