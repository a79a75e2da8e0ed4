package org.kentei.record.log;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Work on the record that is done again and again, on a thread of its own. It is not interrupted: an interrupt breaks
 * off what is being read or written, and a database file may be closed by that for all threads.
 */
public final class BackgroundTask {

    private static final long SECONDS_TO_END = 5;

    private final ScheduledExecutorService thread;
    private volatile boolean stopped;

    /** @param name of the thread */
    public BackgroundTask(String name) {
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** Does the work after {@code first}, and then again a pause after each end. */
    public void repeat(Runnable work, Duration first, Duration pause) {
        thread.scheduleWithFixedDelay(work, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does the work once, after a delay; not at all if the task is stopped before. */
    public void later(Runnable work, Duration delay) {
        try {
            thread.schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException noMore) {
            // it is stopped
        }
    }

    /** Whether work in several steps has to leave the next ones out. */
    public boolean stopped() {
        return stopped;
    }

    /** Begins no work any more and waits some seconds for the end of what runs. */
    public void stop() {
        stopped = true;
        thread.shutdown();
        try {
            if (!thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
