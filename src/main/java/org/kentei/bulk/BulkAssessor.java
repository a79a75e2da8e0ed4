package org.kentei.bulk;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.Assessor;
import org.kentei.assessment.CompactResult;
import org.kentei.assessment.Decision;
import org.kentei.assessment.LoadedRuleset;
import org.kentei.bulk.CandidateLines.CandidateLine;
import org.kentei.bulk.LineOutcome.Failed;
import org.kentei.bulk.LineOutcome.Stored;
import org.kentei.log.Client;
import org.kentei.record.database.CommitUnknownException;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.store.AssessmentReader;
import org.kentei.record.store.AssessmentReader.StoredAnswer;
import org.kentei.record.store.AssessmentStore;
import org.kentei.record.store.AssessmentStore.PreparedAssessment;

/** Assesses many candidates: decides them on all cores, and stores those that come together in one transaction. */
@ApplicationScoped
public class BulkAssessor {

    private static final int MOST_ATTEMPTS = 20;

    private final Assessor assessor;
    private final AssessmentStore store;
    private final AssessmentReader assessments;
    private final Clock clock;
    private final ExecutorService workers;

    public BulkAssessor(Assessor assessor, AssessmentStore store, AssessmentReader assessments, Clock clock) {
        this.assessor = assessor;
        this.store = store;
        this.assessments = assessments;
        this.clock = clock;
        AtomicInteger number = new AtomicInteger();
        workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), work -> {
            Thread thread = new Thread(work, "bulk-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(BulkAssessor.class.getClassLoader());
            return thread;
        });
    }

    void stop(@Observes ShutdownEvent event) {
        workers.shutdown();
    }

    /** Thrown where a line comes under an id that was given to another candidate. */
    public static final class OtherCandidateException extends RuntimeException {}

    /**
     * Lines to assess.
     *
     * @param ruleset what decides them
     * @param ids the id of a line's assessment; lines whose id is stored already are answered with what is stored
     * @param repeated whether ids may be stored already
     */
    public record Chunk(
            LoadedRuleset.LongHold ruleset,
            List<CandidateLine> lines,
            Client client,
            LongFunction<UUID> ids,
            boolean repeated) {}

    /** A chunk that other threads decide. */
    public static final class Deciding {

        private final Chunk chunk;
        private final List<Future<Decided>> running;

        private Deciding(Chunk chunk, List<Future<Decided>> running) {
            this.chunk = chunk;
            this.running = running;
        }

        /** Decides no further line; of no use once all are decided. */
        public void cancel() {
            running.forEach(one -> one.cancel(false));
        }
    }

    /** Assesses candidates. When this returns, each is stored or has a reason why it is not. */
    public List<LineOutcome> assess(Deciding deciding) {
        List<LineOutcome> outcomes = store(deciding);
        // the same lines may be sent at the same time; another look finds what the other one stored
        for (int again = 0; deciding.chunk.repeated() && again < MOST_ATTEMPTS; again++) {
            if (outcomes.stream().noneMatch(BulkAssessor::mayBeStoredByAnother)) {
                break;
            }
            outcomes = store(decide(deciding.chunk));
        }
        return outcomes;
    }

    private static boolean mayBeStoredByAnother(LineOutcome outcome) {
        return outcome instanceof Failed failed && failed.ofStore() && !isOfDatabase(failed.cause());
    }

    private static boolean isOfDatabase(RuntimeException cause) {
        return cause instanceof StoreUnavailableException || cause instanceof CommitUnknownException;
    }

    /** Begins to decide candidates, and returns at once. {@link #assess(Deciding)} has to follow. */
    public Deciding decide(Chunk chunk) {
        assessor.recordActivation(chunk.ruleset().active());
        Map<UUID, StoredAnswer> stored = new HashMap<>();
        Map<UUID, RuntimeException> unreadable = new HashMap<>();
        List<UUID> assessmentIds = chunk.lines().stream()
                .map(line -> chunk.ids().apply(line.number()))
                .toList();
        if (chunk.repeated()) {
            try {
                look(assessmentIds, stored, unreadable);
            } catch (StoreUnavailableException away) {
                return new Deciding(
                        chunk,
                        chunk.lines().stream()
                                .<Future<Decided>>map(line -> CompletableFuture.completedFuture(
                                        Decided.of(LineOutcome.failed(line, away, true))))
                                .toList());
            }
        }
        List<Future<Decided>> running = new ArrayList<>();
        for (int place = 0; place < chunk.lines().size(); place++) {
            CandidateLine line = chunk.lines().get(place);
            UUID id = assessmentIds.get(place);
            StoredAnswer earlier = stored.get(id);
            RuntimeException trouble = unreadable.get(id);
            running.add(workers.submit(() -> earlier != null
                    ? Decided.of(again(line, id, earlier))
                    : trouble != null
                            ? Decided.of(LineOutcome.failed(line, trouble, false))
                            : decide(chunk.ruleset(), line, chunk.client(), id)));
        }
        return new Deciding(chunk, running);
    }

    /**
     * A line decided.
     *
     * @param prepared what is to be stored; null if it cannot be
     */
    public record Decided(LineOutcome outcome, @Nullable PreparedAssessment prepared) {

        static Decided of(LineOutcome outcome) {
            return new Decided(outcome, null);
        }
    }

    private void look(List<UUID> ids, Map<UUID, StoredAnswer> stored, Map<UUID, RuntimeException> unreadable) {
        assessments.answers(ids).forEach((id, answer) -> {
            if (answer.erased() == null) {
                stored.put(id, answer);
            } else {
                unreadable.put(id, answer.erased());
            }
        });
    }

    private static LineOutcome again(CandidateLine line, UUID id, StoredAnswer earlier) {
        String facts = new String(line.json(), StandardCharsets.UTF_8).strip();
        return earlier.candidate().equals(facts)
                ? new Stored(
                        line.number(),
                        LineOutcome.candidateId(line),
                        id,
                        earlier.result(),
                        () -> CompactResult.json(earlier.result()))
                : LineOutcome.failed(line, new OtherCandidateException(), false);
    }

    /** Decides a line on the calling thread, and stores nothing. */
    public Decided decide(LoadedRuleset.LongHold ruleset, CandidateLine line, Client client, UUID id) {
        try (LoadedRuleset.Lease lease = ruleset.take()) {
            Decision decision = assessor.decide(lease, line.json(), client, id, clock.instant());
            return new Decided(
                    new Stored(
                            line.number(),
                            decision.candidate().candidateId(),
                            id,
                            decision.result(),
                            decision::compactResult),
                    AssessmentStore.prepare(
                            Assessor.toKeep(decision), lease.active().dictionary()));
        } catch (RuntimeException refused) {
            return Decided.of(LineOutcome.failed(line, refused, false));
        }
    }

    private List<LineOutcome> store(Deciding deciding) {
        List<Decided> decided =
                deciding.running.stream().map(BulkAssessor::result).toList();
        List<PreparedAssessment> prepared = new ArrayList<>();
        decided.forEach(one -> {
            if (one.prepared() != null) {
                prepared.add(one.prepared());
            }
        });
        try {
            store.addAll(prepared);
            return decided.stream().map(Decided::outcome).toList();
        } catch (RuntimeException notStored) {
            return decided.stream()
                    .map(one -> one.outcome() instanceof Stored stored && one.prepared() != null
                            ? new Failed(stored.line(), stored.candidateId(), stored.assessmentId(), notStored, true)
                            : one.outcome())
                    .toList();
        }
    }

    private static Decided result(Future<Decided> running) {
        try {
            return running.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The service is stopping", stopped);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        }
    }
}
