package org.kentei.http.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.kentei.candidate.Fault;

/** An error in the form of RFC 9457. */
@Schema(description = "An error (RFC 9457).")
public record Problem(
        @Schema(
                description = "The kind of error. It does not change, so programs can use it.",
                example = "urn:kentei:problem:invalid-candidate")
        String type,

        @Schema(description = "The kind as text.") String title,
        @Schema(description = "The HTTP status again.") int status,

        @Schema(description = "What is wrong with this request, and how to fix it.")
        String detail,

        @Schema(
                description =
                        "All errors of the body, with their JSON Pointers. Missing if the error is not in the body.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Fault> errors) {

    /** The media type of every error. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String PREFIX = "urn:kentei:problem:";

    /** The kinds of errors. */
    public enum ProblemType {
        INVALID_CANDIDATE("invalid-candidate", "The body is not a valid candidate", 400),
        INVALID_PARAMETER("invalid-parameter", "Invalid parameter", 400),
        BAD_REQUEST("bad-request", "The request cannot be read", 400),
        UNAUTHENTICATED("unauthenticated", "Authentication required", 401),
        ROLE_MISSING("role-missing", "The caller lacks a role", 403),
        NOT_FOUND("not-found", "Not found", 404),
        METHOD_NOT_ALLOWED("method-not-allowed", "Method not allowed", 405),
        REQUEST_RUNNING("request-running", "The same request is still running", 409),
        APPROVAL_REFUSED("approval-refused", "The revision cannot be approved in this way", 409),
        JOB_RUNNING("job-running", "The job has not ended", 409),
        IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", "The idempotency key was used with other data", 422),
        ERASED("erased", "The assessment was erased", 410),
        NOT_ACCEPTABLE("not-acceptable", "The requested media type is not available", 406),
        TOO_LARGE("too-large", "The body is too large", 413),
        UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "Unsupported media type", 415),
        TOO_MANY_JOBS("too-many-jobs", "Too many open jobs", 429),
        BUSY("busy", "The service is busy", 503),
        SEARCH_STOPPED("search-stopped", "The search took too long", 503),
        EVALUATION_STOPPED("evaluation-stopped", "The evaluation took too long", 503),
        TOO_MANY_REQUESTS("too-many-requests", "Too many requests", 429),
        UNKNOWN_HOST("unknown-host", "Unknown host", 421),
        CROSS_SITE("cross-site", "Cross-site request refused", 403),
        NOT_IN_TIME("not-in-time", "The body did not arrive in time", 408),
        NOT_READY("not-ready", "The service is not ready yet", 503),
        STORE_UNAVAILABLE("store-unavailable", "The record of assessments cannot be reached", 503),
        OUTCOME_UNKNOWN("outcome-unknown", "It is not known whether this was stored", 503),
        INTERNAL("internal", "Internal error", 500);

        private final String name;
        private final String title;
        private final int status;

        ProblemType(String name, String title, int status) {
            this.name = name;
            this.title = title;
            this.status = status;
        }

        public int status() {
            return status;
        }

        /** The kind of a problem. */
        static ProblemType of(Problem problem) {
            return Stream.of(values())
                    .filter(kind -> problem.type().equals(PREFIX + kind.name))
                    .findFirst()
                    .orElseThrow();
        }

        /** A problem of this kind. */
        public Problem problem(String detail) {
            return problem(detail, List.of());
        }

        /** A problem of this kind with the errors of the body. */
        public Problem problem(String detail, List<Fault> errors) {
            return new Problem(PREFIX + name, title, status, detail, errors);
        }
    }
}
