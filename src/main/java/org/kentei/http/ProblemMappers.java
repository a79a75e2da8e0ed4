package org.kentei.http;

import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.NotReadyException;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.http.Problem.Kind;
import org.kentei.http.Routes.Route;
import org.kentei.record.CommitUnknownException;
import org.kentei.record.ErasedException;
import org.kentei.record.InvalidCursorException;
import org.kentei.record.StoreUnavailableException;
import org.kentei.ruleset.EvaluationLimitException;

/** Turns everything that can go wrong into a problem that says what it was. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    static final int RETRY_AFTER_SECONDS = 5;
    static final Problem STORE_UNAVAILABLE = Kind.STORE_UNAVAILABLE.problem(
            "The record of assessments cannot be reached now; nothing was stored. Try again later.");
    static final Problem NOT_READY =
            Kind.NOT_READY.problem("The rules are still being checked. Try again in some seconds.");
    static final Problem EVALUATION_STOPPED = Kind.EVALUATION_STOPPED.problem(
            "The rules did not come to an end for this candidate, so there is no verdict; nothing was stored.");
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
                + "; that it was made, and that it was erased, is still in the log."));
    }

    @ServerExceptionMapper
    Response storeUnavailable(StoreUnavailableException unavailable) {
        LOG.warnf("The record of assessments cannot be reached: %s", Reason.of(unavailable));
        LOG.debug("The record of assessments cannot be reached.", unavailable);
        return retriable(STORE_UNAVAILABLE);
    }

    /** Without `Retry-After`: who only sends the request again may have it done twice. */
    @ServerExceptionMapper
    Response outcomeUnknown(CommitUnknownException unknown) {
        LOG.error("It is not known whether the record was written.", unknown);
        return response(outcomeUnknown(unknown.assessmentId()));
    }

    static Problem outcomeUnknown(@Nullable UUID assessmentId) {
        return Kind.OUTCOME_UNKNOWN.problem(
                assessmentId == null
                        ? "The connection to the record broke while it was written, so this may have been done or not."
                                + " Ask for it before you send it again."
                        : "The connection to the record broke while the assessment was stored, so it may have been"
                                + " stored or not. If it was, its id is `" + assessmentId
                                + "`: `GET /v1/assessments/" + assessmentId
                                + "` answers 200 then, and 404 if it was not.");
    }

    @ServerExceptionMapper
    Response notReady(NotReadyException notReady) {
        return retriable(NOT_READY);
    }

    @ServerExceptionMapper
    Response evaluationStopped(EvaluationLimitException stopped) {
        LOG.errorf("An evaluation was stopped: %s", Reason.of(stopped));
        LOG.debug("An evaluation was stopped.", stopped);
        return retriable(EVALUATION_STOPPED);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException thrown, UriInfo uri) {
        Response answer = thrown.getResponse();
        return switch (answer.getStatus()) {
            case 400 -> response(Kind.BAD_REQUEST.problem("The request cannot be read."));
            case 404 -> response(Kind.NOT_FOUND.problem("There is nothing at `" + uri.getPath() + "`."));
            case 405 -> {
                String allowed = route(uri).map(Route::allow).orElse("GET, HEAD, OPTIONS");
                yield Response.fromResponse(response(
                                Kind.METHOD_NOT_ALLOWED.problem("`" + uri.getPath() + "` takes only " + allowed + ".")))
                        .header(HttpHeaders.ALLOW, allowed)
                        .build();
            }
            case 406 ->
                response(Kind.NOT_ACCEPTABLE.problem("`" + uri.getPath() + "` answers in "
                        + route(uri)
                                .map(Route::givenTypes)
                                .map(types -> String.join(" or ", types))
                                .orElse("another media type")
                        + "."));
            case 413 -> response(TooLarge.PROBLEM);
            case 415 -> response(RequestGuard.wrongType(route(uri)));
            default ->
                answer.getStatus() < 500
                        ? response(Kind.BAD_REQUEST.problem("The request cannot be read."))
                        : unexpected(thrown);
        };
    }

    private static Optional<Route> route(UriInfo uri) {
        return Routes.of(uri.getRequestUri().getRawPath());
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
        return response(internal(incident.toString()));
    }

    static Problem internal(String incident) {
        return Kind.INTERNAL.problem(
                "Kentei made a mistake. Tell its operator the incident " + incident + ", which is in the log.");
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
