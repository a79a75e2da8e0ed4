package org.kentei.http.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.kentei.candidate.CandidateLimits;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;

/** Refuses bodies over the limit, by their stated length before they are read, and by counting where none is stated. */
@ApplicationScoped
public class BodyLimit {

    public static final Problem PROBLEM = ProblemType.TOO_LARGE.problem(
            "A candidate has at most " + CandidateLimits.BODY_BYTES + " bytes; nothing was stored.");

    private static final int FORM_TOKEN_BYTES = 100;

    /** A form writes a line break, its longest way to write one byte, as {@code %0D%0A}; the field's name comes first. */
    public static final int FORM_BYTES =
            "formToken=&candidate=".length() + FORM_TOKEN_BYTES + 6 * CandidateLimits.BODY_BYTES;

    private static final int BEFORE_ALL_OTHERS = 1000;
    public static final String FORM = "/try";

    /** The media type of streams: a JSON document on each line. */
    public static final String NDJSON = "application/x-ndjson";

    private static final Set<String> STREAMS = Set.of("/v1/assessments");

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
        return context.request().method().equals(HttpMethod.POST)
                && STREAMS.contains(context.normalizedPath())
                && type != null
                && type.replaceFirst(";.*", "").strip().equalsIgnoreCase(NDJSON);
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
            // a client's doing, and so no incident
            throw new ProblemException(ProblemType.BAD_REQUEST.problem(
                    "The body did not arrive whole, or not in time; nothing was stored."));
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
