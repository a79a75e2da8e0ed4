package org.kentei.http.response;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.kentei.http.problem.FailureReason;

/** Writes long responses. The web layer itself would end a failed response as if it were complete, with the error inside. */
@Provider
public class StreamedBodyWriter implements ServerMessageBodyWriter<StreamedBody> {

    private static final Logger LOG = Logger.getLogger(StreamedBodyWriter.class);

    private final Capacity capacity;

    public StreamedBodyWriter(Capacity capacity) {
        this.capacity = capacity;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return StreamedBody.class.isAssignableFrom(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return StreamedBody.class.isAssignableFrom(type);
    }

    @Override
    public void writeResponse(StreamedBody answer, Type generic, ServerRequestContext context) throws IOException {
        HttpServerRequest request = ((ResteasyReactiveRequestContext) context).unwrap(HttpServerRequest.class);
        HttpServerResponse response = request.response();
        PacedOutput out = new PacedOutput(response, capacity.writeTimeout());
        try {
            answer.writeTo(out);
            out.close();
        } catch (IOException | RuntimeException broken) {
            if (!response.headWritten() && !(broken instanceof PacedOutput.ClientGoneException)) {
                throw broken;
            }
            // immediately, without waiting until the client has read the rest
            ((ConnectionBase) request.connection()).channel().close();
            if (broken instanceof PacedOutput.ClientGoneException) {
                LOG.debugf("A client left before its response ended: %s", broken.getMessage());
            } else {
                LOG.warnf("A response failed: %s", FailureReason.of(broken));
                LOG.debug("A response failed.", broken);
            }
        }
    }

    @Override
    public void writeTo(
            StreamedBody answer,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        answer.writeTo(out);
    }
}
