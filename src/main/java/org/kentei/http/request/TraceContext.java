package org.kentei.http.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Takes over the trace that a request belongs to. Every line of the log that is written for the request has its id. A
 * request that names none has a trace of its own while spans are sent, and otherwise none.
 */
@ApplicationScoped
public class TraceContext {

    /** Under this name lines of the log have the id of the trace. */
    public static final String TRACE_ID = "traceId";

    private static final int BEFORE_ALL_OTHERS = 2200;

    private final RequestSpans spans;

    public TraceContext(RequestSpans spans) {
        this.spans = spans;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, BEFORE_ALL_OTHERS);
    }

    private void handle(RoutingContext context) {
        TraceParent parent = TraceParent.of(context.request().headers().getAll(TraceParent.HEADER));
        String traceId = traceId(context, parent);
        if (traceId != null) {
            MDC.put(TRACE_ID, traceId);
        }
        context.next();
    }

    private @Nullable String traceId(RoutingContext context, @Nullable TraceParent parent) {
        if (spans.areSent()) {
            return spans.begin(context, parent);
        }
        return parent == null ? null : parent.traceId();
    }
}
