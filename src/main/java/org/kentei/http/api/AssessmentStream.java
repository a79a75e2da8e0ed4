package org.kentei.http.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.kentei.access.Caller;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.assessment.AssessmentId;
import org.kentei.assessment.Decision;
import org.kentei.assessment.LoadedRuleset;
import org.kentei.bulk.BulkAssessor;
import org.kentei.bulk.BulkAssessor.Chunk;
import org.kentei.bulk.BulkAssessor.Deciding;
import org.kentei.bulk.CandidateLines;
import org.kentei.bulk.CandidateLines.CandidateLine;
import org.kentei.bulk.LineIds;
import org.kentei.bulk.LineOutcome;
import org.kentei.bulk.LineOutcome.Failed;
import org.kentei.bulk.LineOutcome.Stored;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.ArrivingBody;
import org.kentei.http.response.Capacity;
import org.kentei.http.response.LineAnswers;
import org.kentei.log.Client;
import org.kentei.record.store.RecordSecrets;

/** Answers a stream of candidates while it arrives: a line for each, in order, once it is stored. */
@ApplicationScoped
public class AssessmentStream {

    private final BulkAssessor assessor;
    private final ActiveRuleset rulesets;
    private final RecordSecrets secrets;
    private final Capacity capacity;
    private final LineAnswers answers;
    private final Clock clock;

    public AssessmentStream(
            BulkAssessor assessor,
            ActiveRuleset rulesets,
            RecordSecrets secrets,
            Capacity capacity,
            LineAnswers answers,
            Clock clock) {
        this.assessor = assessor;
        this.rulesets = rulesets;
        this.secrets = secrets;
        this.capacity = capacity;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * A request with a stream.
     *
     * @param key the client's name for the stream; null where it gave none, and a stream sent again is another one
     * @param accepted whether the credential of the request is still accepted
     * @param full whether whole results are asked for in place of compact ones
     */
    public record StreamRequest(
            ArrivingBody body,
            Caller caller,
            BooleanSupplier accepted,
            @Nullable String key,
            boolean full) {}

    /**
     * Reads, assesses and answers until the body ends. The ruleset that is active now decides all of it.
     *
     * @throws ProblemException where too many streams are running
     * @throws IOException where the client does not send or does not read any more, its credential has ended, or nothing can
     *     be stored any more
     */
    public void answer(StreamRequest request, OutputStream out) throws IOException {
        Caller caller = request.caller();
        Client client = new Client(caller.client(), caller.address());
        LongFunction<UUID> ids = request.key() == null
                ? line -> AssessmentId.at(clock.instant())
                : LineIds.of(
                        secrets.of(LineIds.PURPOSE),
                        Decision.write(List.of("stream", String.valueOf(caller.client()), request.key())));
        try (Capacity.Reserved place = capacity.stream();
                LoadedRuleset.LongHold ruleset = rulesets.hold();
                CandidateLines lines = CandidateLines.of(request.body());
                Chunks chunks = new Chunks(request, out)) {
            List<CandidateLine> some = lines.some();
            while (!some.isEmpty()) {
                if (!request.accepted().getAsBoolean()) {
                    throw new IOException("The credential of a stream ended before the stream did.");
                }
                chunks.next(new Chunk(ruleset, some, client, ids, request.key() != null));
                // a client may wait for these answers before it sends the next line
                if (!lines.holdsLine()) {
                    chunks.answer();
                }
                some = lines.some();
            }
            chunks.answer();
            write(chunks.counts(), out);
        }
    }

    /** Stores and answers a chunk while the next one is being decided. */
    private final class Chunks implements AutoCloseable {

        private final StreamRequest request;
        private final OutputStream out;
        private Counts counts = new Counts(true, 0, 0, 0);
        private @Nullable Begun begun;

        Chunks(StreamRequest request, OutputStream out) {
            this.request = request;
            this.out = out;
        }

        void next(Chunk chunk) throws IOException {
            long bytes =
                    chunk.lines().stream().mapToLong(line -> line.json().length).sum();
            Capacity.Reserved memory = capacity.decisionIfFree(bytes);
            if (memory == null) {
                // two streams that each wait for a second chunk's memory would wait for one another
                answer();
                memory = capacity.decision(bytes);
            }
            Begun before = begun;
            begun = new Begun(memory, chunk);
            if (before != null) {
                answer(before);
            }
        }

        /** Answers what is not answered yet. */
        void answer() throws IOException {
            Begun last = begun;
            begun = null;
            if (last != null) {
                answer(last);
            }
        }

        private void answer(Begun chunk) throws IOException {
            try (chunk) {
                for (LineOutcome outcome : assessor.assess(chunk.deciding)) {
                    counts = counts.plus(outcome instanceof Stored);
                    write(answers.of(outcome, request.full()), out);
                    if (outcome instanceof Failed failed && failed.ofStore()) {
                        out.flush();
                        throw new IOException("nothing can be stored now");
                    }
                }
                out.flush();
            }
        }

        Counts counts() {
            return counts;
        }

        @Override
        public void close() {
            if (begun != null) {
                begun.close();
            }
        }
    }

    /** A chunk that is being decided, with the memory for it. */
    private final class Begun implements AutoCloseable {

        private final Capacity.Reserved memory;
        private final Deciding deciding;

        Begun(Capacity.Reserved memory, Chunk chunk) {
            this.memory = memory;
            try {
                this.deciding = assessor.decide(chunk);
            } catch (RuntimeException failed) {
                memory.close();
                throw failed;
            }
        }

        @Override
        public void close() {
            deciding.cancel();
            memory.close();
        }
    }

    /** The last line, by which a client knows that it has the whole answer. */
    private record Counts(boolean end, long lines, long assessed, long refused) {

        Counts plus(boolean isAssessed) {
            return new Counts(true, lines + 1, assessed + (isAssessed ? 1 : 0), refused + (isAssessed ? 0 : 1));
        }
    }

    private static void write(Object line, OutputStream out) throws IOException {
        out.write((Decision.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
