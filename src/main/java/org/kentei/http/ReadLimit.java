package org.kentei.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;
import org.kentei.http.page.PageRequest;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.response.Capacity;
import org.kentei.http.response.ExportOperation;

/**
 * Gives every read one of a limited number of places. The place is free again when the whole response was sent, or the
 * client has left.
 */
@Provider
public class ReadLimit implements ResteasyReactiveContainerRequestFilter {

    private final Capacity capacity;

    public ReadLimit(Capacity capacity) {
        this.capacity = capacity;
    }

    @Override
    public void filter(ResteasyReactiveContainerRequestContext filtered) {
        String method = filtered.getMethod();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            return;
        }
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) filtered.getServerRequestContext();
        boolean export = request.getTarget().getLazyMethod().getMethod().isAnnotationPresent(ExportOperation.class);
        Capacity.Reserved place;
        try {
            place = export ? capacity.export() : capacity.read();
        } catch (ProblemException busy) {
            if (request.getPath().startsWith("/v1/")) {
                throw busy;
            }
            PageRequest visit = new PageRequest(request.getHttpHeaders(), request.getUriInfo());
            filtered.abortWith(visit.answer("notice", () -> {
                throw busy;
            }));
            return;
        }
        Channel channel =
                ((ConnectionBase) request.unwrap(HttpServerRequest.class).connection()).channel();
        request.registerCompletionCallback(done -> channel.eventLoop()
                // an empty write finishes after all writes before it, or when the connection is closed
                .execute(() -> channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(left -> place.close())));
    }
}
