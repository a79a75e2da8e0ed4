package org.kentei.http.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.problem.Refusals;

/**
 * Limits the work at the same time. Exports and other reads are counted, so that readers never take the threads and the
 * memory that posts need. Work on large documents reserves its memory first. A request that does not fit is refused with
 * 503 and {@code Retry-After}.
 */
@ApplicationScoped
public class Capacity {

    /** Memory to show one verdict, in bytes. */
    public static final long OF_A_VIEW = 16_000_000;

    /** Memory to compare two verdicts, in bytes. */
    public static final long OF_A_COMPARISON = 32_000_000;

    /** Memory to check all the documents of an assessment, in bytes. */
    public static final long OF_A_CHECK = 64_000_000;

    /** The estimated memory to assess a candidate, as a multiple of the bytes of its JSON. */
    private static final long FOR_EACH_BYTE_OF_A_CANDIDATE = 150;

    /** Bodies that are received at the same time, in bytes; enough for 64 of the largest candidates. */
    public static final int BODY_BYTES_AT_ONCE = 64 << 20;

    private static final long LONGEST_WAIT_SECONDS = 5;
    private static final int UNIT = 1024;

    public static final Problem EXPORTS_RUNNING =
            ProblemType.BUSY.problem("The maximum number of exports is running. Try again when one has finished.");
    private static final Problem STREAMS_RUNNING = ProblemType.BUSY.problem(
            "The maximum number of streams of candidates is running. Try again when one has finished.");
    public static final Problem TOKENS_CHECKED =
            ProblemType.BUSY.problem("The maximum number of tokens is being checked. Try again in some seconds.");
    private static final Problem READS_RUNNING =
            ProblemType.BUSY.problem("The maximum number of responses is being read. Try again later.");

    private final Duration writeTimeout;
    private final Semaphore exports;
    private final Semaphore reads;
    private final Semaphore streams;
    private final int memoryUnits;
    private final Semaphore memory;
    private final Semaphore bodies = new Semaphore(BODY_BYTES_AT_ONCE / UNIT);

    public Capacity(ResponseConfig config) {
        writeTimeout = config.writeTimeout();
        exports = new Semaphore(config.exportsAtOnce());
        reads = new Semaphore(config.readsAtOnce());
        streams = new Semaphore(config.streamsAtOnce());
        // a quarter of the heap; the rest is for the rules, the store and small requests
        memoryUnits = (int) Math.min(Runtime.getRuntime().maxMemory() / 4 / UNIT, Integer.MAX_VALUE);
        memory = new Semaphore(memoryUnits, true);
    }

    /** A reservation. Closing it more than once releases it once. */
    public static final class Reserved implements AutoCloseable {

        private final Semaphore semaphore;
        private final int permits;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Reserved(Semaphore semaphore, int permits) {
            this.semaphore = semaphore;
            this.permits = permits;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                semaphore.release(permits);
            }
        }
    }

    /** How long one write to a client may take. */
    Duration writeTimeout() {
        return writeTimeout;
    }

    /** A place for an export. Refused immediately if there is none. */
    public Reserved export() {
        return atOnce(exports, Refusals.Reason.EXPORTS, EXPORTS_RUNNING);
    }

    /** A place for another read. Refused immediately if there is none. */
    public Reserved read() {
        return atOnce(reads, Refusals.Reason.READS, READS_RUNNING);
    }

    /** A place for a stream of candidates; refused at once if all are taken. */
    public Reserved stream() {
        return atOnce(streams, Refusals.Reason.STREAMS, STREAMS_RUNNING);
    }

    private static Reserved atOnce(Semaphore semaphore, Refusals.Reason reason, Problem refusal) {
        if (!semaphore.tryAcquire()) {
            Refusals.count(reason);
            throw new ProblemException(refusal);
        }
        return new Reserved(semaphore, 1);
    }

    /** Memory for a body of that many bytes. Refused immediately if there is none. */
    public Reserved body(long bytes) {
        int units = (int) Math.min(bytes / UNIT + 1, BODY_BYTES_AT_ONCE / UNIT);
        if (!bodies.tryAcquire(units)) {
            Refusals.count(Refusals.Reason.BODIES);
            throw new ProblemException(ProblemType.BUSY.problem(
                    "Too many large bodies are being received. Nothing was stored. Try again later."));
        }
        return new Reserved(bodies, units);
    }

    /** Memory to assess candidates of that many bytes of JSON. Waits some seconds for it. */
    public Reserved decision(long candidateBytes) {
        return memory(candidateBytes * FOR_EACH_BYTE_OF_A_CANDIDATE);
    }

    /** Memory to assess candidates of that many bytes of JSON; null if it is not free now. */
    public @Nullable Reserved decisionIfFree(long candidateBytes) {
        int units = units(candidateBytes * FOR_EACH_BYTE_OF_A_CANDIDATE);
        return memory.tryAcquire(units) ? new Reserved(memory, units) : null;
    }

    private int units(long bytes) {
        return (int) Math.min(Math.max(1, bytes / UNIT), memoryUnits);
    }

    /** That many bytes of memory, or all of it if there is less. Waits some seconds for it. */
    public Reserved memory(long bytes) {
        int units = units(bytes);
        try {
            if (!memory.tryAcquire(units, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                Refusals.count(Refusals.Reason.MEMORY);
                throw new ProblemException(
                        ProblemType.BUSY.problem(
                                "Too many large candidates and verdicts are being processed. Nothing was stored. Try again later."));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.BUSY.problem("The service is stopping. Nothing was stored."));
        }
        return new Reserved(memory, units);
    }
}
