package org.kentei.http.problem;

import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.NotReadyException;
import org.kentei.bulk.BulkAssessor.OtherCandidateException;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.record.database.CommitUnknownException;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.erasure.ErasedException;
import org.kentei.record.log.CheckpointPendingException;
import org.kentei.record.search.InvalidCursorException;
import org.kentei.ruleset.EvaluationLimitException;

/** Turns everything that can go wrong into a problem that says what it was. */
@ApplicationScoped
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    public static final int RETRY_AFTER_SECONDS = 5;
    public static final Problem STORE_UNAVAILABLE = ProblemType.STORE_UNAVAILABLE.problem(
            "The record of assessments cannot be reached now; nothing was stored. Try again later.");
    public static final Problem NOT_READY =
            ProblemType.NOT_READY.problem("The rules are still being checked. Try again in some seconds.");
    private static final Problem NOT_SIGNED =
            ProblemType.NOT_READY.problem("The log is not signed up to this entry yet. Try again in some seconds.");
    public static final Problem EVALUATION_STOPPED = ProblemType.EVALUATION_STOPPED.problem(
            "The rules did not come to an end for this candidate, so there is no verdict; nothing was stored.");
    public static final Problem KEY_REUSED = ProblemType.IDEMPOTENCY_KEY_REUSED.problem(
            "Another candidate was sent under this key at this line; nothing was stored. Use a new key for new data.");
    private static final int CLIENT_GONE = 499;

    @ServerExceptionMapper
    Response invalidCandidate(InvalidCandidateException invalid) {
        return response(problem(invalid));
    }

    public static Problem problem(InvalidCandidateException invalid) {
        int faults = invalid.faults().size();
        String detail = (faults == 1 ? "One place" : faults + " places") + " of the candidate "
                + (faults == 1 ? "is" : "are") + " wrong; nothing was stored.";
        return ProblemType.INVALID_CANDIDATE.problem(detail, invalid.faults());
    }

    /**
     * What is said of one line of a stream.
     *
     * @param assessmentId the id that its assessment would have; null where it was refused before it had one
     */
    public Problem ofLine(RuntimeException cause, @Nullable UUID assessmentId) {
        if (cause instanceof InvalidCandidateException invalid) {
            return problem(invalid);
        }
        if (cause instanceof OtherCandidateException) {
            return KEY_REUSED;
        }
        if (cause instanceof CommitUnknownException) {
            return outcomeUnknown(assessmentId);
        }
        return (Problem) mapped(cause).getEntity();
    }

    private Response mapped(RuntimeException cause) {
        if (cause instanceof ErasedException erased) {
            return erased(erased);
        }
        if (cause instanceof EvaluationLimitException stopped) {
            return evaluationStopped(stopped);
        }
        return cause instanceof StoreUnavailableException unavailable
                ? storeUnavailable(unavailable)
                : unexpected(cause);
    }

    @ServerExceptionMapper
    public Response invalidCursor(InvalidCursorException invalid) {
        return response(ProblemType.INVALID_PARAMETER.problem(
                "`cursor` is none that this service gave; leave it out to begin with the newest."));
    }

    @ServerExceptionMapper
    public Response problem(ProblemException thrown) {
        Problem problem = thrown.problem();
        return switch (ProblemType.of(problem)) {
            case UNAUTHENTICATED -> challenged(problem, null);
            case ROLE_MISSING -> challenged(problem, "insufficient_scope");
            default -> problem.status() == 503 ? retriable(problem) : response(problem);
        };
    }

    @ServerExceptionMapper
    public Response erased(ErasedException erased) {
        return response(ProblemType.ERASED.problem("The assessment was erased at " + erased.erasedAt()
                + "; that it was made, and that it was erased, is still in the log."));
    }

    @ServerExceptionMapper
    public Response storeUnavailable(StoreUnavailableException unavailable) {
        LOG.warnf("The record of assessments cannot be reached: %s", FailureReason.of(unavailable));
        LOG.debug("The record of assessments cannot be reached.", unavailable);
        return retriable(STORE_UNAVAILABLE);
    }

    /** Without `Retry-After`: who only sends the request again may have it done twice. */
    @ServerExceptionMapper
    public Response outcomeUnknown(CommitUnknownException unknown) {
        LOG.error("It is not known whether the record was written.", unknown);
        return response(outcomeUnknown(unknown.assessmentId()));
    }

    public static Problem outcomeUnknown(@Nullable UUID assessmentId) {
        return ProblemType.OUTCOME_UNKNOWN.problem(
                assessmentId == null
                        ? "The connection to the record broke while it was written, so this may have been done or not."
                                + " Ask for it before you send it again."
                        : "The connection to the record broke while the assessment was stored, so it may have been"
                                + " stored or not. If it was, its id is `" + assessmentId
                                + "`: `GET /v1/assessments/" + assessmentId
                                + "` answers 200 then, and 404 if it was not.");
    }

    @ServerExceptionMapper
    public Response notReady(NotReadyException notReady) {
        return retriable(NOT_READY);
    }

    @ServerExceptionMapper
    public Response notSigned(CheckpointPendingException pending) {
        return retriable(NOT_SIGNED);
    }

    @ServerExceptionMapper
    public Response evaluationStopped(EvaluationLimitException stopped) {
        LOG.errorf("An evaluation was stopped: %s", FailureReason.of(stopped));
        LOG.debug("An evaluation was stopped.", stopped);
        return retriable(EVALUATION_STOPPED);
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable thrown, HttpServerResponse response) {
        if (response.closed()) {
            // nobody is there to get an answer, and the failure is that
            LOG.debugf("A client left before it was answered: %s", FailureReason.of(thrown));
            return Response.status(CLIENT_GONE).build();
        }
        return unexpected(thrown);
    }

    public Response unexpected(Throwable thrown) {
        UUID incident = UUID.randomUUID();
        LOG.errorf(thrown, "Incident %s", incident);
        return response(internal(incident.toString()));
    }

    public static Problem internal(String incident) {
        return ProblemType.INTERNAL.problem(
                "Kentei made a mistake. Tell its operator the incident " + incident + ", which is in the log.");
    }

    private static Response challenged(Problem problem, @Nullable String error) {
        return Response.fromResponse(response(problem))
                .header(Challenge.HEADER, Challenge.of(error))
                .build();
    }

    private static Response retriable(Problem problem) {
        return Response.fromResponse(response(problem))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    /** An answer with a problem. */
    public static Response response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
