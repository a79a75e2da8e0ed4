package org.kentei.record.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Commits the work of several threads together. All have to append to the one log, one after the other,
 * and would each wait for the disk. So the next one commits everything that has arrived meanwhile.
 *
 * @param <T> the work
 */
public final class GroupCommit<T> {

    private static final int MOST = 64;
    private static final long SECONDS_IN_THE_QUEUE = 5;

    private final Consumer<List<T>> commit;
    private final LinkedBlockingQueue<PendingCommit<T>> queue = new LinkedBlockingQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    public GroupCommit(Consumer<List<T>> commit) {
        this.commit = commit;
    }

    private static final class PendingCommit<T> {
        private final T work;
        private boolean done;
        private @Nullable RuntimeException failure;

        PendingCommit(T work) {
            this.work = work;
        }
    }

    /** Returns when the work is committed; throws what hindered it. */
    public void add(T work) {
        PendingCommit<T> mine = new PendingCommit<>(work);
        queue.add(mine);
        takeTurn(mine);
        try {
            // those before may have left more than one group can hold
            while (!mine.done) {
                commitNext();
            }
        } finally {
            turn.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
    }

    private void takeTurn(PendingCommit<T> mine) {
        try {
            if (turn.tryLock(SECONDS_IN_THE_QUEUE, TimeUnit.SECONDS)) {
                return;
            }
            if (queue.remove(mine)) {
                throw unavailable("the work before does not finish", new TimeoutException());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            if (queue.remove(mine)) {
                throw unavailable("the work was interrupted", interrupted);
            }
        }
        turn.lock();
    }

    private void commitNext() {
        List<PendingCommit<T>> group = new ArrayList<>();
        queue.drainTo(group, MOST);
        RuntimeException failure = attempt(group);
        boolean everyonesTrouble = failure instanceof StoreUnavailableException;
        for (PendingCommit<T> ticket : group) {
            // what one of them did wrong is no reason to refuse the others
            ticket.failure =
                    failure == null || everyonesTrouble || group.size() == 1 ? failure : attempt(List.of(ticket));
            ticket.done = true;
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
