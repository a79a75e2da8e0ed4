package org.kentei.http.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.kentei.candidate.CandidateLimits;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.response.Capacity;

/** Waits for a body before a thread works on the request, since slow clients would else hold all threads there are. */
@ApplicationScoped
public class BodyBuffering {

    /** What is kept in a request's context once its body is waited for. */
    static final String AWAITED = "kentei.body-awaited";

    static final int NOT_IN_TIME = 408;

    /** The server's own limit is one between two reads; a client that sends a byte now and then never meets it. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int AFTER_THE_STATED_LENGTH = 900;

    // one byte more than allowed, so that one answer is given for all bodies over the limit
    private final BodyHandler bodies = BodyHandler.create(false).setBodyLimit(CandidateLimits.BODY_BYTES + 1L);
    private final BodyHandler forms = BodyHandler.create(false).setBodyLimit(BodyLimit.FORM_BYTES + 1L);

    private final Capacity capacity;
    private final ProblemWriter refusals;

    public BodyBuffering(Capacity capacity, ProblemWriter refusals) {
        this.capacity = capacity;
        this.refusals = refusals;
    }

    void register(@Observes Filters filters) {
        filters.register(this::await, AFTER_THE_STATED_LENGTH);
        filters.register(BodyBuffering::refuseEmpty, AFTER_THE_STATED_LENGTH - 1);
    }

    /** The web layer would wait for ever for an empty body in chunks that has been read already. */
    private static void refuseEmpty(RoutingContext context) {
        if (Boolean.TRUE.equals(context.get(AWAITED)) && context.body().length() <= 0) {
            context.fail(400);
        } else {
            context.next();
        }
    }

    private void await(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!hasBody(request)) {
            context.next();
            return;
        }
        if (BodyLimit.isStream(context)) {
            request.headers().remove(HttpHeaders.UPGRADE);
            context.put(ArrivingBody.class.getName(), new ArrivingBody(request, LONGEST));
            context.next();
            return;
        }
        Capacity.Reserved room;
        try {
            room = capacity.body(expected(context));
        } catch (ProblemException busy) {
            refusals.end(context, busy.problem());
            return;
        }
        context.addEndHandler(ended -> room.close());
        long timer = context.vertx().setTimer(LONGEST.toMillis(), late -> {
            if (!request.isEnded()) {
                context.fail(NOT_IN_TIME);
            }
        });
        context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
        context.put(AWAITED, true);
        // no other protocol is spoken here; with this header the body would not be read
        request.headers().remove(HttpHeaders.UPGRADE);
        request.resume();
        (BodyLimit.limit(context) == BodyLimit.FORM_BYTES ? forms : bodies).handle(context);
    }

    /** As many bytes as are stated, or as may come. */
    private static long expected(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return Math.min(length == null ? Long.MAX_VALUE : Long.parseLong(length.strip()), BodyLimit.limit(context));
        } catch (NumberFormatException noLength) {
            return BodyLimit.limit(context);
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.strip().matches("0+");
        }
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
