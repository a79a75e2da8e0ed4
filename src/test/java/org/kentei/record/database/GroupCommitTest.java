package org.kentei.record.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        }
    }

    @Test
    void those_whose_work_is_committed_do_not_wait_for_the_next_commit() throws InterruptedException {
        List<List<String>> groups = new ArrayList<>();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch returned = new CountDownLatch(3);
        AtomicReference<Boolean> returnedInTime = new AtomicReference<>();
        GroupCommit<String> commits = new GroupCommit<>(group -> {
            groups.add(group);
            if (group.contains("first")) {
                await(first);
            } else if (group.contains("again")) {
                returnedInTime.set(await(returned));
            }
        });
        start(() -> commits.add("first"));
        awaitWaiting(0);
        // adds again immediately after its group, before the others of the group can have run
        start(() -> {
            commits.add("second");
            commits.add("again");
        });
        awaitWaiting(1);
        for (int number = 2; number < 5; number++) {
            start(() -> {
                commits.add("other");
                returned.countDown();
            });
            awaitWaiting(number);
        }
        first.countDown();
        join();
        assertThat(groups)
                .containsExactly(List.of("first"), List.of("second", "other", "other", "other"), List.of("again"));
        assertThat(returnedInTime).hasValue(true);
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work);
        threads.add(thread);
        thread.start();
    }

    private void awaitWaiting(int thread) throws InterruptedException {
        while (!List.of(Thread.State.WAITING, Thread.State.TIMED_WAITING)
                .contains(threads.get(thread).getState())) {
            Thread.sleep(1);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
