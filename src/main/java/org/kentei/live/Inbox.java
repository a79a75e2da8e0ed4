package org.kentei.live;

import org.jspecify.annotations.Nullable;

/** Holds the newest of what was put into it; what nobody took before is forgotten. */
final class Inbox<T> {

    /** A folder that never stands still must not keep every one of its revisions from being looked at. */
    private static final int MOST_SUPERSEDED_IN_A_ROW = 3;

    private @Nullable T newest;
    private int superseded;

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

    /** Whether what was taken last should be dropped for something newer. Asked until it is true, and then no more. */
    synchronized boolean supersedes() {
        if (newest == null || superseded >= MOST_SUPERSEDED_IN_A_ROW) {
            return false;
        }
        superseded++;
        return true;
    }

    /** What was taken last was looked at to the end. */
    synchronized void done() {
        superseded = 0;
    }
}
