package org.kentei.http;

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

/** Writes long answers. The web layer's own way ends a broken answer as if it were whole, with the error inside. */
@Provider
public class LongAnswerWriter implements ServerMessageBodyWriter<LongAnswer> {

    private static final Logger LOG = Logger.getLogger(LongAnswerWriter.class);

    private final Capacity capacity;

    public LongAnswerWriter(Capacity capacity) {
        this.capacity = capacity;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return LongAnswer.class.isAssignableFrom(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return LongAnswer.class.isAssignableFrom(type);
    }

    @Override
    public void writeResponse(LongAnswer answer, Type generic, ServerRequestContext context) throws IOException {
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
            // at once, and not after what the client has not read yet
            ((ConnectionBase) request.connection()).channel().close();
            if (broken instanceof PacedOutput.ClientGoneException) {
                LOG.debugf("A client left before its answer ended: %s", broken.getMessage());
            } else {
                LOG.warnf("An answer was broken off: %s", Reason.of(broken));
                LOG.debug("An answer was broken off.", broken);
            }
        }
    }

    @Override
    public void writeTo(
            LongAnswer answer,
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
