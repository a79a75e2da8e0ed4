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
import org.kentei.record.idempotency.OtherBodyException;
import org.kentei.record.log.CheckpointPendingException;
import org.kentei.record.search.InvalidCursorException;
import org.kentei.record.search.SearchEndedException;
import org.kentei.record.store.ApprovalException;
import org.kentei.ruleset.EvaluationLimitException;

/** Turns exceptions into problems. */
@ApplicationScoped
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    public static final int RETRY_AFTER_SECONDS = 5;
    public static final Problem STORE_UNAVAILABLE = ProblemType.STORE_UNAVAILABLE.problem(
            "The record of assessments cannot be reached. Nothing was stored. Try again later.");
    public static final Problem NOT_READY =
            ProblemType.NOT_READY.problem("The rules are still being checked. Try again in a few seconds.");
    private static final Problem NOT_SIGNED =
            ProblemType.NOT_READY.problem("The log is not signed up to this entry yet. Try again in a few seconds.");
    public static final Problem EVALUATION_STOPPED = ProblemType.EVALUATION_STOPPED.problem(
            "The rules took too long for this candidate, so there is no verdict. Nothing was stored.");
    public static final Problem SEARCH_STOPPED = ProblemType.SEARCH_STOPPED.problem(
            "The search did not end within `kentei.search.time-limit`. Search for fewer assessments, for example of a"
                    + " shorter time.");
    public static final Problem KEY_REUSED = ProblemType.IDEMPOTENCY_KEY_REUSED.problem(
            "The idempotency key was used before with other data. Nothing was stored. Use a new key for new data.");

    /** The status with which a request is logged whose client has left; nobody gets it. */
    public static final int CLIENT_GONE = 499;

    @ServerExceptionMapper
    Response invalidCandidate(InvalidCandidateException invalid) {
        return response(problem(invalid));
    }

    public static Problem problem(InvalidCandidateException invalid) {
        int faults = invalid.faults().size();
        String detail =
                "The candidate has " + (faults == 1 ? "one error" : faults + " errors") + ". Nothing was stored.";
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
                "`cursor` is not valid. Omit it to start with the newest assessment."));
    }

    @ServerExceptionMapper
    public Response problem(ProblemException thrown) {
        Problem problem = thrown.problem();
        return switch (ProblemType.of(problem)) {
            case UNAUTHENTICATED -> challenged(problem, null);
            case ROLE_MISSING -> challenged(problem, "insufficient_scope");
            case REQUEST_RUNNING, JOB_RUNNING, TOO_MANY_JOBS -> retriable(problem);
            default -> problem.status() == 503 ? retriable(problem) : response(problem);
        };
    }

    /** Without `Retry-After`, since the same search would take as long again. */
    @ServerExceptionMapper
    public Response searchEnded(SearchEndedException ended) {
        LOG.debugf("A search was stopped: %s", ended.getMessage());
        return response(SEARCH_STOPPED);
    }

    @ServerExceptionMapper
    Response keyReused(OtherBodyException reused) {
        return response(KEY_REUSED);
    }

    @ServerExceptionMapper
    public Response erased(ErasedException erased) {
        return response(ProblemType.ERASED.problem("The assessment was erased at " + erased.erasedAt()
                + ". That it was made and that it was erased remain in the log."));
    }

    @ServerExceptionMapper
    public Response storeUnavailable(StoreUnavailableException unavailable) {
        LOG.warnf("The record of assessments cannot be reached: %s", FailureReason.of(unavailable));
        LOG.debug("The record of assessments cannot be reached.", unavailable);
        Refusals.count(Refusals.Reason.STORE);
        return retriable(STORE_UNAVAILABLE);
    }

    /** Without `Retry-After`, since a client that sends the request again may have it done twice. */
    @ServerExceptionMapper
    public Response outcomeUnknown(CommitUnknownException unknown) {
        LOG.error("It is not known whether the record was written.", unknown);
        return response(outcomeUnknown(unknown.assessmentId()));
    }

    public static Problem outcomeUnknown(@Nullable UUID assessmentId) {
        return ProblemType.OUTCOME_UNKNOWN.problem(
                assessmentId == null
                        ? "The connection to the record broke during the write, so this may or may not have been done."
                                + " Check before you send the request again."
                        : "The connection to the record broke while the assessment was stored, so it may or may not have"
                                + " been stored. If it was, its id is `" + assessmentId
                                + "`: `GET /v1/assessments/" + assessmentId
                                + "` answers 200 then, and 404 if it was not.");
    }

    @ServerExceptionMapper
    public Response notReady(NotReadyException notReady) {
        Refusals.count(Refusals.Reason.NOT_READY);
        return retriable(NOT_READY);
    }

    @ServerExceptionMapper
    public Response notSigned(CheckpointPendingException pending) {
        Refusals.count(Refusals.Reason.NOT_READY);
        return retriable(NOT_SIGNED);
    }

    @ServerExceptionMapper
    public Response notApproved(ApprovalException refused) {
        return switch (refused.reason()) {
            case NOT_WAITING -> response(ProblemType.NOT_FOUND.problem(refused.getMessage()));
            case NOT_REVIEWED -> retriable(ProblemType.NOT_READY.problem(refused.getMessage()));
            case REFUSED -> response(ProblemType.APPROVAL_REFUSED.problem(refused.getMessage()));
        };
    }

    @ServerExceptionMapper
    public Response evaluationStopped(EvaluationLimitException stopped) {
        LOG.errorf("An evaluation was stopped: %s", FailureReason.of(stopped));
        LOG.debug("An evaluation was stopped.", stopped);
        Refusals.count(Refusals.Reason.EVALUATION);
        return retriable(EVALUATION_STOPPED);
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable thrown, HttpServerResponse response) {
        if (response.closed()) {
            // the client has left, which is what failed
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
                "An internal error occurred. Report the incident " + incident + " to the operator; it is in the log.");
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

    /** A response with a problem. */
    public static Response response(Problem problem) {
        LOG.debugf("A request was answered with %d, %s.", problem.status(), problem.type());
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
