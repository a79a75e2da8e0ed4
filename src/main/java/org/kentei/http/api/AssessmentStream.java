package org.kentei.http.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.kentei.access.Caller;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.assessment.CompactResult;
import org.kentei.assessment.Decision;
import org.kentei.assessment.LoadedRuleset;
import org.kentei.bulk.BulkAssessor;
import org.kentei.bulk.CandidateLines;
import org.kentei.bulk.CandidateLines.CandidateLine;
import org.kentei.bulk.LineIds;
import org.kentei.bulk.LineOutcome;
import org.kentei.bulk.LineOutcome.Failed;
import org.kentei.bulk.LineOutcome.Stored;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.problem.ProblemMappers;
import org.kentei.http.request.ArrivingBody;
import org.kentei.http.response.Capacity;
import org.kentei.log.Client;
import org.kentei.record.log.RecordLog;

/** Answers a stream of candidates while it arrives: a line for each, in order, once it is stored. */
@ApplicationScoped
public class AssessmentStream {

    private static final int CREATED = 201;

    private final BulkAssessor assessor;
    private final ActiveRuleset rulesets;
    private final RecordLog log;
    private final Capacity capacity;
    private final ProblemMappers problems;

    public AssessmentStream(
            BulkAssessor assessor, ActiveRuleset rulesets, RecordLog log, Capacity capacity, ProblemMappers problems) {
        this.assessor = assessor;
        this.rulesets = rulesets;
        this.log = log;
        this.capacity = capacity;
        this.problems = problems;
    }

    /**
     * A request with a stream.
     *
     * @param key the client's name for the stream; null where it gave none, and a stream sent again is another one
     * @param full whether whole results are asked for in place of compact ones
     */
    public record StreamRequest(
            ArrivingBody body, Caller caller, @Nullable String key, boolean full) {}

    /**
     * Reads, assesses and answers until the body ends. The ruleset that is active now decides all of it.
     *
     * @throws ProblemException where too many streams are running
     * @throws IOException where the client does not send or does not read any more, or nothing can be stored any more
     */
    public void answer(StreamRequest request, OutputStream out) throws IOException {
        Caller caller = request.caller();
        Client client = new Client(caller.client(), caller.address());
        LongFunction<UUID> ids = request.key() == null
                ? line -> UUID.randomUUID()
                : LineIds.of(
                        log.lookupKey(),
                        Decision.write(List.of("stream", String.valueOf(caller.client()), request.key())));
        Counts counts = new Counts(true, 0, 0, 0);
        try (Capacity.Reserved place = capacity.stream();
                LoadedRuleset.LongHold ruleset = rulesets.hold();
                CandidateLines lines = CandidateLines.of(request.body())) {
            for (List<CandidateLine> some = lines.some(); !some.isEmpty(); some = lines.some()) {
                for (LineOutcome outcome : assess(ruleset, some, client, ids, request.key() != null)) {
                    counts = counts.plus(outcome instanceof Stored);
                    write(line(outcome, request.full()), out);
                    if (outcome instanceof Failed failed && failed.ofStore()) {
                        out.flush();
                        throw new IOException("nothing can be stored now");
                    }
                }
                out.flush();
            }
            write(counts, out);
        }
    }

    private List<LineOutcome> assess(
            LoadedRuleset.LongHold ruleset,
            List<CandidateLine> lines,
            Client client,
            LongFunction<UUID> ids,
            boolean repeated) {
        int bytes = lines.stream().mapToInt(line -> line.json().length).sum();
        try (Capacity.Reserved memory = capacity.decision(bytes)) {
            return assessor.assess(ruleset, lines, client, ids, repeated);
        }
    }

    private StreamLine line(LineOutcome outcome, boolean full) {
        if (outcome instanceof Failed failed) {
            Problem problem = problems.ofLine(failed.cause(), failed.assessmentId());
            return new StreamLine(failed.line(), failed.candidateId(), problem.status(), null, problem);
        }
        Stored stored = (Stored) outcome;
        String result = full ? stored.result() : CompactResult.json(stored.result());
        return new StreamLine(stored.line(), stored.candidateId(), CREATED, result, null);
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
