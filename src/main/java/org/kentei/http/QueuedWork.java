package org.kentei.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;
import org.kentei.http.problem.ProblemMappers;
import org.kentei.http.request.RequestQueue;

/** Holds a request's place in the queue until its work is done. A request whose client has left is not begun. */
@Provider
public class QueuedWork implements ResteasyReactiveContainerRequestFilter {

    @Override
    public void filter(ResteasyReactiveContainerRequestContext filtered) {
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) filtered.getServerRequestContext();
        RequestQueue.Place place = RequestQueue.Place.of(request.unwrap(RoutingContext.class));
        if (place == null) {
            return;
        }
        if (place.begin()) {
            request.registerCompletionCallback(done -> place.end());
        } else {
            filtered.abortWith(Response.status(ProblemMappers.CLIENT_GONE).build());
        }
    }
}
