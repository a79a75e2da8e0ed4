package org.kentei.http.request;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.kentei.access.Caller;
import org.kentei.http.problem.ProblemException;

/**
 * The sender of the current request. Call it on the thread of the request, and pass the {@link Caller} to other threads.
 */
@ApplicationScoped
public class CurrentCaller {

    private static final String CALLER = Caller.class.getName();

    private final CurrentVertxRequest requests;

    public CurrentCaller(CurrentVertxRequest requests) {
        this.requests = requests;
    }

    /**
     * The caller.
     *
     * @throws ProblemException where no keys exist and the header {@link ClientName#HEADER} is wrong
     */
    public Caller get() {
        RoutingContext context = requests.getCurrent();
        Caller known = of(context);
        return known == null ? withoutKey(context.request()) : known;
    }

    /** Remembers who sent a request. */
    static void set(RoutingContext context, Caller caller) {
        context.put(CALLER, caller);
    }

    static @Nullable Caller of(RoutingContext context) {
        return context.get(CALLER);
    }

    private static Caller withoutKey(HttpServerRequest request) {
        return Caller.withoutKey(
                ClientName.read(request.getHeader(ClientName.HEADER)),
                request.remoteAddress().hostAddress());
    }
}
