package org.kentei.record.database;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Commits the work of several threads together. All have to append to the one log, one after the other,
 * and would each wait for the disk. So the next one commits everything that has arrived meanwhile.
 *
 * <p>A turn is handed to the thread that has waited longest, and the others of a group go on as soon as it is committed. If
 * they had to compete for a lock, a new request could take it first and commit alone, while those whose work is done wait
 * for the lock to learn of it.
 *
 * @param <T> the work
 */
public final class GroupCommit<T> {

    private static final int MOST = 64;
    private static final long SECONDS_IN_THE_QUEUE = 5;

    private final Consumer<List<T>> commit;
    private final Queue<PendingCommit<T>> queue = new ArrayDeque<>();
    private boolean committing;

    public GroupCommit(Consumer<List<T>> commit) {
        this.commit = commit;
    }

    private static final class PendingCommit<T> {
        private final T work;
        private final CountDownLatch called = new CountDownLatch(1);
        private volatile boolean taken;
        private volatile boolean settled;
        private @Nullable RuntimeException failure;

        PendingCommit(T work) {
            this.work = work;
        }
    }

    /** Returns when the work is committed; throws what hindered it. */
    public void add(T work) {
        PendingCommit<T> mine = new PendingCommit<>(work);
        boolean first;
        synchronized (queue) {
            queue.add(mine);
            first = !committing;
            committing = true;
        }
        if (!first) {
            await(mine);
        }
        if (!mine.taken) {
            commitNext();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
        if (!mine.settled) {
            throw new IllegalStateException("The thread that committed this work broke off");
        }
    }

    /** Returns when the work is done, or it is its turn. */
    private void await(PendingCommit<T> mine) {
        try {
            if (mine.called.await(SECONDS_IN_THE_QUEUE, TimeUnit.SECONDS)) {
                return;
            }
            if (leave(mine)) {
                throw unavailable("the work before does not finish", new TimeoutException());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            if (leave(mine)) {
                throw unavailable("the work was interrupted", interrupted);
            }
        }
        awaitWhateverHappens(mine.called);
    }

    /** Takes the work out of the queue; false if it is being committed, or it is its turn. */
    private boolean leave(PendingCommit<T> mine) {
        synchronized (queue) {
            return mine.called.getCount() > 0 && queue.remove(mine);
        }
    }

    private static void awaitWhateverHappens(CountDownLatch called) {
        boolean interrupted = false;
        while (true) {
            try {
                called.await();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Commits a group, of which the work of this thread is the first. */
    private void commitNext() {
        List<PendingCommit<T>> group = new ArrayList<>();
        synchronized (queue) {
            while (group.size() < MOST && !queue.isEmpty()) {
                group.add(queue.remove());
            }
        }
        try {
            RuntimeException failure = attempt(group);
            boolean everyonesTrouble = failure instanceof StoreUnavailableException;
            for (PendingCommit<T> ticket : group) {
                // what one of them did wrong is no reason to refuse the others
                ticket.failure =
                        failure == null || everyonesTrouble || group.size() == 1 ? failure : attempt(List.of(ticket));
                ticket.settled = true;
            }
        } finally {
            callNext();
            for (PendingCommit<T> ticket : group) {
                ticket.taken = true;
                ticket.called.countDown();
            }
        }
    }

    private void callNext() {
        synchronized (queue) {
            PendingCommit<T> next = queue.peek();
            if (next == null) {
                committing = false;
            } else {
                next.called.countDown();
            }
        }
    }

    private @Nullable RuntimeException attempt(List<PendingCommit<T>> group) {
        try {
            commit.accept(group.stream().map(ticket -> ticket.work).toList());
            return null;
        } catch (RuntimeException failure) {
            return failure;
        } catch (Error failure) {
            // the others must learn of it too, or they would wait for ever
            return new IllegalStateException("The work broke off", failure);
        }
    }

    private static StoreUnavailableException unavailable(String reason, Exception cause) {
        return new StoreUnavailableException("The record of assessments is not available: " + reason + ".", cause);
    }
}
