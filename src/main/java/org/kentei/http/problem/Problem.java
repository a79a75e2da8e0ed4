package org.kentei.http.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.kentei.candidate.Fault;

/** An error as RFC 9457 writes it. */
@Schema(description = "An error (RFC 9457).")
public record Problem(
        @Schema(
                description = "What kind of error it is; stable, fit for programs.",
                example = "urn:kentei:problem:invalid-candidate")
        String type,

        @Schema(description = "The kind in words.") String title,
        @Schema(description = "The HTTP status, repeated.") int status,

        @Schema(description = "What is wrong this time, and what to do about it.")
        String detail,

        @Schema(description = "Every fault of the body, by JSON Pointer; absent where the body is not what is wrong.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Fault> errors) {

    /** The media type of every error. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String PREFIX = "urn:kentei:problem:";

    /** The kinds of errors. */
    public enum ProblemType {
        INVALID_CANDIDATE("invalid-candidate", "The body is no candidate", 400),
        INVALID_PARAMETER("invalid-parameter", "A parameter is wrong", 400),
        BAD_REQUEST("bad-request", "The request cannot be read", 400),
        UNAUTHENTICATED("unauthenticated", "The caller did not authenticate itself", 401),
        ROLE_MISSING("role-missing", "The caller lacks a role", 403),
        NOT_FOUND("not-found", "There is no such thing", 404),
        METHOD_NOT_ALLOWED("method-not-allowed", "The method does not fit the address", 405),
        ERASED("erased", "The assessment was erased", 410),
        NOT_ACCEPTABLE("not-acceptable", "The answer does not come in the media type asked for", 406),
        TOO_LARGE("too-large", "The body is too large", 413),
        UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "The body's media type is not understood", 415),
        BUSY("busy", "The service is busy", 503),
        EVALUATION_STOPPED("evaluation-stopped", "The rules did not come to an end", 503),
        IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", "The Idempotency-Key was used for another request", 422),
        UNKNOWN_HOST("unknown-host", "The service is not reached under this name", 421),
        CROSS_SITE("cross-site", "Pages of other sites change nothing here", 403),
        NOT_IN_TIME("not-in-time", "The body did not arrive in time", 408),
        NOT_READY("not-ready", "The service is not ready yet", 503),
        STORE_UNAVAILABLE("store-unavailable", "The record of assessments cannot be reached", 503),
        OUTCOME_UNKNOWN("outcome-unknown", "It is not known whether this was stored", 503),
        INTERNAL("internal", "Something went wrong in Kentei", 500);

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

        /** A problem of this kind with the faults of the body. */
        public Problem problem(String detail, List<Fault> errors) {
            return new Problem(PREFIX + name, title, status, detail, errors);
        }
    }
}
