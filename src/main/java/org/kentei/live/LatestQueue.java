package org.kentei.live;

import org.jspecify.annotations.Nullable;

/** Holds the newest element. One that was not taken before is dropped. */
final class LatestQueue<T> {

    private @Nullable T newest;

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

    /** Whether there is something newer than what was taken last. */
    synchronized boolean supersedes() {
        return newest != null;
    }
}
