package org.kentei.http.response;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which answers are compressed for clients that accept it: data of {@value #LEAST_BYTES} bytes or more. Pages are
 * not: they hold tokens, and whoever can choose a part of a compressed page learns the rest from its length.
 */
@ApplicationScoped
public class Compression {

    /** How many bytes an answer has at least that is worth compressing. */
    static final int LEAST_BYTES = 1024;

    private static final String ETAG = "ETag";
    private static final String VARY = "Vary";

    private static final Set<String> DATA = Set.of(
            "application/json",
            "application/problem+json",
            "application/schema+json",
            "application/x-ndjson",
            "application/yaml",
            "text/csv",
            "text/plain");

    /** Statuses of answers without a body. */
    private static final Set<Integer> BODILESS = Set.of(204, 304);

    private static final int BEFORE_ALL_ANSWERS = 2100;

    void register(@Observes Filters filters) {
        filters.register(Compression::handle, BEFORE_ALL_ANSWERS);
    }

    private static void handle(RoutingContext context) {
        context.addHeadersEndHandler(ended -> decide(context.request(), context.response()));
        context.next();
    }

    private static void decide(HttpServerRequest request, HttpServerResponse response) {
        MultiMap headers = response.headers();
        headers.remove(HttpHeaders.CONTENT_ENCODING);
        if (BODILESS.contains(response.getStatusCode()) || request.method().equals(HttpMethod.HEAD)) {
            return;
        }
        boolean worthwhile =
                isData(headers.get(HttpHeaders.CONTENT_TYPE)) && !isSmall(headers.get(HttpHeaders.CONTENT_LENGTH));
        if (worthwhile) {
            String vary = headers.get(VARY);
            headers.set(VARY, vary == null ? "Accept-Encoding" : vary + ", Accept-Encoding");
        }
        if (request.getHeader(HttpHeaders.ACCEPT_ENCODING) == null) {
            return;
        }
        String tag = headers.get(ETAG);
        if (!worthwhile) {
            // the server compresses nothing that has an encoding already, and does not send this one
            headers.set(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        } else if (tag != null && tag.startsWith("\"")) {
            // the same content, but not the same bytes
            headers.set(ETAG, "W/" + tag);
        }
    }

    private static boolean isData(@Nullable String contentType) {
        return contentType != null
                && DATA.contains(MediaTypes.withoutParameters(contentType).toLowerCase(Locale.ROOT));
    }

    private static boolean isSmall(@Nullable String contentLength) {
        return contentLength != null && Long.parseLong(contentLength) < LEAST_BYTES;
    }
}
