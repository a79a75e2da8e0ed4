package org.kentei.http.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.kentei.hash.Hash;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.record.idempotency.FirstAnswer;
import org.kentei.record.idempotency.FirstAnswers;
import org.kentei.record.idempotency.KeyUsedException;
import org.kentei.record.idempotency.RequestKey;

/**
 * Answers requests with an idempotency key: the first one is worked on, and every other one gets its answer. On one
 * instance the others wait for the first. On several instances each may work on it, but the database lets only one store
 * its assessment.
 */
@ApplicationScoped
public class RepeatedRequests {

    static final Problem STILL_RUNNING = ProblemType.REQUEST_RUNNING.problem(
            "Another request with this idempotency key is still being worked on. Send this one again later.");

    /** How long a request waits for another one under the same key. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final FirstAnswers answers;
    private final Duration longestWait;
    private final ConcurrentHashMap<Hash, CountDownLatch> running = new ConcurrentHashMap<>();

    @Inject
    public RepeatedRequests(FirstAnswers answers) {
        this(answers, LONGEST_WAIT);
    }

    RepeatedRequests(FirstAnswers answers, Duration longestWait) {
        this.answers = answers;
        this.longestWait = longestWait;
    }

    /**
     * An answer, and whether it was given before.
     *
     * @param replayed whether another request with the same key was answered like this
     */
    public record Answered(FirstAnswer answer, boolean replayed) {}

    /**
     * Answers a request.
     *
     * @param first works on the request and stores its answer under the key
     * @throws org.kentei.record.idempotency.OtherBodyException if the key was used with another body
     * @throws org.kentei.record.erasure.ErasedException if the first request's assessment was erased
     * @throws ProblemException with status 409 if another request with this key takes too long
     */
    public Answered answer(RequestKey key, Supplier<FirstAnswer> first) {
        long end = System.nanoTime() + longestWait.toNanos();
        do {
            Optional<FirstAnswer> known = answers.find(key);
            if (known.isPresent()) {
                return new Answered(known.get(), true);
            }
            CountDownLatch mine = new CountDownLatch(1);
            CountDownLatch other = running.putIfAbsent(key.key(), mine);
            if (other != null) {
                await(other, end);
                continue;
            }
            try {
                return new Answered(first.get(), false);
            } catch (KeyUsedException storedMeanwhile) {
                // by another instance, or just before this request looked for others; its answer is found now
            } finally {
                running.remove(key.key(), mine);
                mine.countDown();
            }
        } while (System.nanoTime() - end < 0);
        throw stillRunning();
    }

    private static void await(CountDownLatch other, long end) {
        try {
            if (other.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw stillRunning();
    }

    private static ProblemException stillRunning() {
        return new ProblemException(STILL_RUNNING);
    }
}
