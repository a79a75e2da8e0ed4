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
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds every response of a test against the service's own OpenAPI document: its status, its headers, its media type
 * and its body, which for a problem includes the type of problem.
 */
public final class DocumentedResponses implements Filter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(Dialects.getDraft202012());

    /** Headers that say how an answer is carried, and those that every answer has. */
    private static final Set<String> GENERAL_HEADERS = Set.of(
            "cache-control",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "date",
            "transfer-encoding",
            "vary",
            "x-content-type-options");

    /** By port: a service has one document for as long as it runs. */
    private static final Map<Integer, DocumentedResponses> SERVICES = new ConcurrentHashMap<>();

    private final JsonNode document;
    private final Map<String, Schema> known = new ConcurrentHashMap<>();

    /** What the service that runs now documents. */
    public static DocumentedResponses ofService() {
        return SERVICES.computeIfAbsent(RestAssured.port, port -> new DocumentedResponses(RestAssured.given()));
    }

    /** What a service with keys documents. */
    static DocumentedResponses ofService(String key) {
        return new DocumentedResponses(RestAssured.given().header("Authorization", "Bearer " + key));
    }

    private DocumentedResponses(RequestSpecification request) {
        try {
            document = JSON.readTree(request.get("/q/openapi?format=json")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray());
        } catch (IOException unreadable) {
            throw new IllegalStateException("The OpenAPI document cannot be read", unreadable);
        }
    }

    public JsonNode document() {
        return document;
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification specification,
            FilterContext context) {
        Response response = context.next(request, specification);
        String path = URI.create(request.getURI()).getRawPath();
        if (path.startsWith("/v1/")) {
            String method = request.getMethod().toLowerCase(Locale.ROOT);
            if (!method.equals("options")) {
                check(method.equals("head") ? "get" : method, path, response);
            }
        }
        return response;
    }

    private void check(String method, String path, Response response) {
        String place = method + " " + path + " answered " + response.statusCode();
        JsonNode operations = document.path("paths").path(String.valueOf(template(path)));
        if (operations.isMissingNode()) {
            if (response.statusCode() != 404) {
                throw new AssertionError(place + ", though the OpenAPI document has no such path");
            }
            return;
        }
        // a method that the path does not take is answered as each of its operations says
        JsonNode operation = operations.path(method);
        JsonNode answer =
                resolved((operation.isMissingNode() ? operations.elements().next() : operation)
                        .path("responses")
                        .path(Integer.toString(response.statusCode())));
        if (answer.isMissingNode() || operation.isMissingNode() && response.statusCode() < 400) {
            throw new AssertionError(place + ", which the OpenAPI document does not name");
        }
        checkHeaders(place, answer.path("headers"), response);
        if (!response.asString().isEmpty()) {
            checkBody(place, answer.path("content"), response);
        }
    }

    private static void checkHeaders(String place, JsonNode documented, Response response) {
        for (Header header : response.headers()) {
            String name = header.getName();
            if (!GENERAL_HEADERS.contains(name.toLowerCase(Locale.ROOT)) && !documented.has(name)) {
                throw new AssertionError(place + " with the header " + name + ", which is not documented");
            }
        }
        documented.properties().forEach(header -> {
            if (header.getValue().path("required").asBoolean() && response.header(header.getKey()) == null) {
                throw new AssertionError(place + " without the documented header " + header.getKey());
            }
        });
    }

    private void checkBody(String place, JsonNode content, Response response) {
        String mediaType = response.contentType().replaceFirst(";.*", "");
        JsonNode schema = content.path(mediaType).path("schema");
        if (schema.isMissingNode()) {
            throw new AssertionError(place + " in " + mediaType + ", which the OpenAPI document does not name");
        }
        if (mediaType.endsWith("json") && !mediaType.endsWith("ndjson")) {
            checkJson(place, schema, response.asString());
        }
    }

    /** Fails where a JSON text is not as a schema of the document says. */
    void checkJson(String place, JsonNode schema, String text) {
        List<Error> errors =
                known.computeIfAbsent(schema.toString(), this::compiled).validate(text, InputFormat.JSON);
        if (!errors.isEmpty()) {
            throw new AssertionError(place + " is not as documented: " + errors);
        }
    }

    /** What a reference of the document points to; everything else as it is. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
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

    private @Nullable String template(String path) {
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
