package org.kentei.http.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.kentei.candidate.CandidateLimits;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.response.MediaTypes;

/** Refuses bodies over the limit: by their stated length before they are read, else by counting. */
@ApplicationScoped
public class BodyLimit {

    public static final Problem PROBLEM = ProblemType.TOO_LARGE.problem(
            "The body must have at most " + CandidateLimits.BODY_BYTES + " bytes. Nothing was stored.");

    private static final int FORM_TOKEN_BYTES = 100;

    /** A form needs six bytes for a line break ({@code %0D%0A}), its longest form of one byte, and the names of the fields. */
    public static final int FORM_BYTES =
            "formToken=&candidate=".length() + FORM_TOKEN_BYTES + 6 * CandidateLimits.BODY_BYTES;

    private static final int BEFORE_ALL_OTHERS = 1000;
    public static final String FORM = "/try";

    /** The media type of streams: a JSON document on each line. */
    public static final String NDJSON = "application/x-ndjson";

    /** A form with files, which reads them itself. */
    private static final String FILES = "/convert";

    private static final Set<String> STREAMS = Set.of("/v1/assessments", "/v1/jobs");

    private final ProblemWriter problems;

    public BodyLimit(ProblemWriter problems) {
        this.problems = problems;
    }

    /** How many bytes the body of a request may have. */
    static int limit(RoutingContext context) {
        return context.normalizedPath().equals(FORM) ? FORM_BYTES : CandidateLimits.BODY_BYTES;
    }

    /** Whether the body is read while it is answered: as long as a client likes, and line by line. */
    static boolean isStream(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (!context.request().method().equals(HttpMethod.POST) || type == null) {
            return false;
        }
        String path = context.normalizedPath();
        String streamed = path.equals(FILES) ? MediaType.MULTIPART_FORM_DATA : NDJSON;
        return (path.equals(FILES) || STREAMS.contains(path))
                && MediaTypes.withoutParameters(type).equalsIgnoreCase(streamed);
    }

    void register(@Observes Filters filters) {
        filters.register(this::checkStatedLength, BEFORE_ALL_OTHERS);
    }

    /** Reads a body that is not over the limit. */
    public static byte[] read(InputStream body) {
        byte[] bytes;
        try {
            bytes = body.readNBytes(CandidateLimits.BODY_BYTES + 1);
        } catch (IOException broken) {
            // caused by the client, so it is not an incident
            throw new ProblemException(ProblemType.BAD_REQUEST.problem(
                    "The body did not arrive completely or in time. Nothing was stored."));
        }
        if (bytes.length > CandidateLimits.BODY_BYTES) {
            throw new ProblemException(PROBLEM);
        }
        return bytes;
    }

    private void checkStatedLength(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || isStream(context) || !isOver(length, limit(context))) {
            context.next();
            return;
        }
        problems.end(context, PROBLEM);
    }

    private static boolean isOver(String length, int limit) {
        try {
            return Long.parseLong(length.strip()) > limit;
        } catch (NumberFormatException noLength) {
            return false;
        }
    }
}
