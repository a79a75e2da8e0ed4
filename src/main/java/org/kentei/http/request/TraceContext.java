package org.kentei.http.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Takes over the trace that a request belongs to, from the header {@code traceparent} (W3C Trace Context). Every line of
 * the log that is written for the request has its id. A header that is not valid is ignored.
 */
@ApplicationScoped
public class TraceContext {

    static final String HEADER = "traceparent";

    /** Under this name lines of the log have the id of the trace. */
    public static final String TRACE_ID = "traceId";

    private static final int BEFORE_ALL_OTHERS = 2200;
    private static final Pattern VERSION_0 = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");
    private static final Pattern LATER_VERSION =
            Pattern.compile("(?!ff|00)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(?:-.*)?");
    private static final Pattern ZEROS = Pattern.compile("0+");

    void register(@Observes Filters filters) {
        filters.register(TraceContext::handle, BEFORE_ALL_OTHERS);
    }

    private static void handle(RoutingContext context) {
        String traceId = traceId(context.request().headers().getAll(HEADER));
        if (traceId != null) {
            MDC.put(TRACE_ID, traceId);
        }
        context.next();
    }

    /** The id of the trace; null if there is no valid header, or more than one. */
    static @Nullable String traceId(List<String> headers) {
        if (headers.size() != 1) {
            return null;
        }
        for (Pattern version : List.of(VERSION_0, LATER_VERSION)) {
            Matcher header = version.matcher(headers.get(0));
            if (header.matches()
                    && !ZEROS.matcher(header.group(1)).matches()
                    && !ZEROS.matcher(header.group(2)).matches()) {
                return header.group(1);
            }
        }
        return null;
    }
}
