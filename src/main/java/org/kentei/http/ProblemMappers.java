package org.kentei.http;

import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.kentei.assessment.NotReadyException;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.http.Problem.Kind;
import org.kentei.record.ErasedException;
import org.kentei.record.InvalidCursorException;
import org.kentei.record.StoreUnavailableException;
import org.kentei.ruleset.EvaluationLimitException;

/** Turns everything that can go wrong into a problem that says what it was. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final String ASSESSMENTS = "/v1/assessments";
    private static final String EXPORT = ASSESSMENTS + "/export";
    private static final String CANDIDATES = "/v1/candidates/";
    private static final String CHECKPOINT = "/v1/log/checkpoint";
    static final int RETRY_AFTER_SECONDS = 5;
    private static final int CLIENT_GONE = 499;

    @ServerExceptionMapper
    Response invalidCandidate(InvalidCandidateException invalid) {
        return response(problem(invalid));
    }

    static Problem problem(InvalidCandidateException invalid) {
        int faults = invalid.faults().size();
        String detail = (faults == 1 ? "One place" : faults + " places") + " of the candidate "
                + (faults == 1 ? "is" : "are") + " wrong; nothing was stored.";
        return Kind.INVALID_CANDIDATE.problem(detail, invalid.faults());
    }

    @ServerExceptionMapper
    Response invalidCursor(InvalidCursorException invalid) {
        return response(Kind.INVALID_PARAMETER.problem(
                "`cursor` is none that this service gave; leave it out to begin with the newest."));
    }

    @ServerExceptionMapper
    Response problem(ProblemException thrown) {
        return thrown.problem().status() == 503 ? retriable(thrown.problem()) : response(thrown.problem());
    }

    @ServerExceptionMapper
    Response erased(ErasedException erased) {
        return response(Kind.ERASED.problem("The assessment was erased at " + erased.erasedAt()
                + "; that it was made, and that it was erased, still stands in the log."));
    }

    @ServerExceptionMapper
    Response storeUnavailable(StoreUnavailableException unavailable) {
        LOG.warnf("The record of assessments cannot be reached: %s", Reason.of(unavailable));
        LOG.debug("The record of assessments cannot be reached.", unavailable);
        return retriable(Kind.STORE_UNAVAILABLE.problem(
                "The record of assessments cannot be reached now; nothing was stored. Try again later."));
    }

    @ServerExceptionMapper
    Response notReady(NotReadyException notReady) {
        return retriable(Kind.NOT_READY.problem("The rules are still being compiled. Try again in some seconds."));
    }

    @ServerExceptionMapper
    Response evaluationStopped(EvaluationLimitException stopped) {
        LOG.errorf("An evaluation was stopped: %s", Reason.of(stopped));
        LOG.debug("An evaluation was stopped.", stopped);
        return retriable(Kind.EVALUATION_STOPPED.problem(
                "The rules did not come to an end for this candidate, so there is no verdict; nothing was stored."));
    }

    @ServerExceptionMapper
    Response web(WebApplicationException thrown, UriInfo uri) {
        Response answer = thrown.getResponse();
        return switch (answer.getStatus()) {
            case 400 -> response(Kind.BAD_REQUEST.problem("The request cannot be read."));
            case 404 -> response(Kind.NOT_FOUND.problem("There is nothing at `" + uri.getPath() + "`."));
            case 405 -> {
                String allowed = allowed(uri.getPath());
                yield Response.fromResponse(response(
                                Kind.METHOD_NOT_ALLOWED.problem("`" + uri.getPath() + "` takes only " + allowed + ".")))
                        .header(HttpHeaders.ALLOW, allowed)
                        .build();
            }
            case 406 ->
                response(Kind.NOT_ACCEPTABLE.problem(
                        "`" + uri.getPath() + "` answers in " + mediaTypes(uri.getPath()) + "."));
            case 413 -> response(TooLarge.PROBLEM);
            case 415 ->
                response(Kind.UNSUPPORTED_MEDIA_TYPE.problem(
                        "Send the candidate as JSON, with the header `Content-Type: application/json`."));
            default ->
                answer.getStatus() < 500
                        ? response(Kind.BAD_REQUEST.problem("The request cannot be read."))
                        : unexpected(thrown);
        };
    }

    private static String mediaTypes(String path) {
        return switch (path) {
            case CHECKPOINT -> "text/plain";
            case EXPORT -> "application/x-ndjson or text/csv";
            default -> path.startsWith("/v1/") ? "application/json" : "text/html";
        };
    }

    @ServerExceptionMapper
    Response unexpected(Throwable thrown, HttpServerResponse response) {
        if (response.closed()) {
            // nobody is there to get an answer, and the failure is that
            LOG.debugf("A client left before it was answered: %s", Reason.of(thrown));
            return Response.status(CLIENT_GONE).build();
        }
        return unexpected(thrown);
    }

    Response unexpected(Throwable thrown) {
        UUID incident = UUID.randomUUID();
        LOG.errorf(thrown, "Incident %s", incident);
        return response(Kind.INTERNAL.problem(
                "Kentei made a mistake. Tell its operator the incident " + incident + ", which stands in the log."));
    }

    private static String allowed(String path) {
        if (path.startsWith(CANDIDATES)) {
            return "DELETE";
        }
        return path.equals(ASSESSMENTS) ? "GET, HEAD, POST" : "GET, HEAD";
    }

    private static Response retriable(Problem problem) {
        return Response.fromResponse(response(problem))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    private static Response response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
