package org.kentei.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.http.api.RepeatedRequests.Answered;
import org.kentei.http.problem.ProblemException;
import org.kentei.record.database.Database;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.TestKeys;
import org.kentei.record.idempotency.FirstAnswer;
import org.kentei.record.idempotency.FirstAnswers;
import org.kentei.record.idempotency.RequestKey;
import org.kentei.record.log.RecordLog;
import org.kentei.record.store.AssessmentRecord;
import org.kentei.record.store.AssessmentStore;
import org.kentei.record.store.AssessmentStoreContract;

/** Requests under one key on one instance. */
class RepeatedRequestsTest {

    private static final RequestKey KEY = RequestKey.of("assess", "client", "key", new byte[] {1});

    @TempDir
    private static Path folder;

    private final Database database =
            Database.open(Database.fileUrl(folder.resolve(UUID.randomUUID().toString())), null, null, 4);
    private final RecordLog log = RecordLog.begin(database.jdbi());
    private final CandidateKeys candidates = TestKeys.CANDIDATES;
    private final AssessmentStore store = new AssessmentStore(log, candidates);
    private final FirstAnswers answers = new FirstAnswers(log, candidates, Clock.systemUTC(), Duration.ofHours(1));
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void close() {
        threads.shutdownNow();
        database.close();
    }

    @Test
    void a_request_waits_for_the_first_one_and_gets_its_answer() throws Exception {
        RepeatedRequests requests = new RepeatedRequests(answers, Duration.ofSeconds(30));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Future<Answered> first = threads.submit(() -> requests.answer(KEY, () -> {
            begun.countDown();
            await(go);
            return stored();
        }));
        begun.await();
        Future<Answered> second = threads.submit(() -> requests.answer(KEY, () -> {
            throw new AssertionError("the second request is not worked on");
        }));
        go.countDown();
        assertThat(first.get().replayed()).isFalse();
        assertThat(second.get()).isEqualTo(new Answered(first.get().answer(), true));
    }

    @Test
    void a_request_that_waits_too_long_is_told_that_the_first_one_is_running() throws Exception {
        RepeatedRequests requests = new RepeatedRequests(answers, Duration.ofMillis(50));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Future<Answered> first = threads.submit(() -> requests.answer(KEY, () -> {
            begun.countDown();
            await(go);
            return stored();
        }));
        begun.await();
        assertThatThrownBy(() -> requests.answer(KEY, this::stored))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        running -> assertThat(running.problem().status()).isEqualTo(409));
        go.countDown();
        first.get();
    }

    @Test
    void after_a_first_request_that_failed_the_next_one_is_worked_on() {
        RepeatedRequests requests = new RepeatedRequests(answers, Duration.ofSeconds(30));
        assertThatThrownBy(() -> requests.answer(KEY, () -> {
                    throw new IllegalStateException("not stored");
                }))
                .hasMessage("not stored");
        assertThat(List.of(
                        requests.answer(KEY, this::stored).replayed(),
                        requests.answer(KEY, this::stored).replayed()))
                .containsExactly(false, true);
    }

    private FirstAnswer stored() {
        AssessmentRecord made = AssessmentStoreContract.assessment("candidate");
        FirstAnswer answer = new FirstAnswer(made.assessmentId(), "en", "{}");
        store.add(made, null, answers.keyed(KEY, answer));
        return answer;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
