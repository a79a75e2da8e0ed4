package org.kentei.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds every response of a test against the service's own OpenAPI document. */
final class DocumentedResponses implements Filter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(Dialects.getDraft202012());

    private final JsonNode document;
    private final Map<String, Schema> known = new ConcurrentHashMap<>();

    DocumentedResponses() {
        try {
            document = JSON.readTree(RestAssured.get("/q/openapi?format=json").asByteArray());
        } catch (IOException unreadable) {
            throw new IllegalStateException("The OpenAPI document cannot be read", unreadable);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification specification,
            FilterContext context) {
        Response response = context.next(request, specification);
        String path = URI.create(request.getURI()).getRawPath();
        if (path.startsWith("/v1/") && !response.asString().isEmpty()) {
            check(request.getMethod().toLowerCase(Locale.ROOT), path, response);
        }
        return response;
    }

    private void check(String method, String path, Response response) {
        String mediaType = response.contentType().replaceFirst(";.*", "");
        String template = template(path);
        if (response.statusCode() == 404 && template == null || response.statusCode() == 405) {
            template = "/v1/assessments";
            method = "post";
        }
        JsonNode documented = document.path("paths")
                .path(String.valueOf(template))
                .path(method)
                .path("responses");
        String status = Integer.toString(response.statusCode());
        JsonNode schema = response.statusCode() == 404 || response.statusCode() == 405
                ? JSON.createObjectNode().put("$ref", "#/components/schemas/Problem")
                : documented.path(status).path("content").path(mediaType).path("schema");
        if (schema.isMissingNode()) {
            throw new AssertionError(method + " " + path + " answered " + status + " " + mediaType
                    + ", which the OpenAPI document does not name");
        }
        if (!mediaType.endsWith("json") || mediaType.endsWith("ndjson")) {
            return;
        }
        List<Error> errors = known.computeIfAbsent(schema.toString(), this::compiled)
                .validate(response.asString(), InputFormat.JSON);
        if (!errors.isEmpty()) {
            throw new AssertionError(method + " " + path + " " + status + " is not as documented: " + errors);
        }
    }

    private Schema compiled(String schema) {
        try {
            ObjectNode whole = (ObjectNode) JSON.readTree(schema);
            whole.set("components", document.get("components"));
            return SCHEMAS.getSchema(whole.toString(), InputFormat.JSON);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String template(String path) {
        if (document.get("paths").has(path)) {
            return path;
        }
        String found = null;
        for (String template : (Iterable<String>) () -> document.get("paths").fieldNames()) {
            if (path.matches(template.replaceAll("\\{[^}]*}", "[^/]+"))) {
                found = template;
            }
        }
        return found;
    }
}
