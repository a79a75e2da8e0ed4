package org.kentei.live;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Holds the newest element. One that was not taken before is dropped. */
final class LatestQueue<T> {

    private @Nullable T newest;
    private boolean woken;

    synchronized void put(T next) {
        newest = next;
        notifyAll();
    }

    /** The newest; waits for one. */
    synchronized T take() throws InterruptedException {
        while (newest == null) {
            wait();
        }
        T taken = newest;
        newest = null;
        return taken;
    }

    /** The newest; null if there is none within that time, or if somebody calls {@link #wake}. */
    synchronized @Nullable T poll(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        long left = atMost.toMillis();
        while (newest == null && !woken && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        woken = false;
        T taken = newest;
        newest = null;
        return taken;
    }

    /** Ends the next wait, or the one that goes on. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Puts an element back that was taken, unless there is a newer one. */
    synchronized void putBack(T taken) {
        if (newest == null) {
            newest = taken;
        }
    }

    /** Whether there is something newer than what was taken last. */
    synchronized boolean supersedes() {
        return newest != null;
    }
}
