package org.kentei.http.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.regex.Pattern;
import org.kentei.candidate.CandidateLimits;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.response.Capacity;

/** Receives the body before a worker thread handles the request. Otherwise slow clients could hold all threads. */
@ApplicationScoped
public class BodyBuffering {

    /** The mark of a request whose body is being received. */
    private static final String AWAITED = "kentei.body-awaited";

    static final int NOT_IN_TIME = 408;

    private static final String FORM = "application/x-www-form-urlencoded";

    private static final Pattern NO_BYTES = Pattern.compile("0+");

    private static final int AFTER_THE_STATED_LENGTH = 900;

    // one byte more than allowed, so that all bodies over the limit get the same answer
    private final BodyHandler bodies = BodyHandler.create(false).setBodyLimit(CandidateLimits.BODY_BYTES + 1L);
    private final BodyHandler forms = BodyHandler.create(false).setBodyLimit(BodyLimit.FORM_BYTES + 1L);

    private final Duration timeout;
    private final Capacity capacity;
    private final ProblemWriter refusals;

    public BodyBuffering(RequestConfig config, Capacity capacity, ProblemWriter refusals) {
        this.timeout = config.bodyTimeout();
        this.capacity = capacity;
        this.refusals = refusals;
    }

    void register(@Observes Filters filters) {
        filters.register(this::await, AFTER_THE_STATED_LENGTH);
        filters.register(BodyBuffering::received, AFTER_THE_STATED_LENGTH - 1);
    }

    /**
     * Refuses what the web layer cannot read: it would wait forever for an empty chunked body that was already read, and
     * would fail on a form that is not percent-encoded. A body that ends after its client was told that it came too late is
     * forgotten.
     */
    private static void received(RoutingContext context) {
        boolean hadBody = context.<Object>remove(AWAITED) != null;
        if (context.response().ended()) {
            return;
        }
        if (hadBody
                && (context.body().length() <= 0
                        || isForm(context) && !isPercentEncoded(context.body().buffer()))) {
            context.fail(400);
        } else {
            context.next();
        }
    }

    /** Whether the body has not arrived to its end. The request itself says so too while it is paused. */
    static boolean isAwaited(RoutingContext context) {
        return context.<Object>get(AWAITED) != null;
    }

    private void await(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!hasBody(request)) {
            context.next();
            return;
        }
        if (BodyLimit.isStream(context)) {
            request.headers().remove(HttpHeaders.UPGRADE);
            context.put(ArrivingBody.class.getName(), new ArrivingBody(request, timeout));
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
        long timer = context.vertx().setTimer(timeout.toMillis(), late -> {
            if (isAwaited(context)) {
                context.fail(NOT_IN_TIME);
            }
        });
        context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
        context.put(AWAITED, true);
        // the service has no other protocol, and with this header the body would not be read
        request.headers().remove(HttpHeaders.UPGRADE);
        request.resume();
        (BodyLimit.limit(context) == BodyLimit.FORM_BYTES ? forms : bodies).handle(context);
    }

    private static boolean isForm(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.strip().regionMatches(true, 0, FORM, 0, FORM.length());
    }

    private static boolean isPercentEncoded(Buffer form) {
        for (int index = 0; index < form.length(); index++) {
            if (form.getByte(index) == '%'
                    && (index + 2 >= form.length()
                            || !isHex(form.getByte(index + 1))
                            || !isHex(form.getByte(index + 2)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(byte digit) {
        return Character.digit((char) digit, 16) >= 0;
    }

    /** The stated length, or the limit if none is stated. */
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
            return !NO_BYTES.matcher(length.strip()).matches();
        }
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
