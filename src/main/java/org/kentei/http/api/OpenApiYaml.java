package org.kentei.http.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;

/**
 * Serves the OpenAPI document in YAML with its strings in quotes. Without them readers of YAML 1.1 take {@code
 * 2026-03-31} for a date instead of a string.
 */
@ApplicationScoped
public class OpenApiYaml {

    /** After the filters, which must see each request. */
    private static final int BEFORE_THE_EXTENSION = -1;

    static final String NAME = "<default>";

    private final OpenApiDocumentService documents;
    private final ObjectMapper json;
    private final ObjectMapper yaml = new ObjectMapper(YAMLFactory.builder()
            .disable(Feature.WRITE_DOC_START_MARKER)
            .disable(Feature.SPLIT_LINES)
            .enable(Feature.LITERAL_BLOCK_STYLE)
            .build());

    public OpenApiYaml(OpenApiDocumentService documents, ObjectMapper json) {
        this.documents = documents;
        this.json = json;
    }

    void register(@Observes Router router) {
        router.routeWithRegex("/q/openapi(\\.ya?ml)?")
                .order(BEFORE_THE_EXTENSION)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .blockingHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        String format = context.request().getParam("format");
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        boolean asked = "json".equalsIgnoreCase(format)
                || format == null && accept != null && accept.startsWith("application/json");
        if (asked) {
            context.next();
            return;
        }
        try {
            String text = yaml.writeValueAsString(json.readTree(documents.getDocument(NAME, Format.JSON)));
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml;charset=UTF-8")
                    .end(text);
        } catch (IOException impossible) {
            context.fail(impossible);
        }
    }
}
