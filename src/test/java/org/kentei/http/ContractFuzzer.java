package org.kentei.http;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kentei.WorkedCase;
import org.kentei.http.request.Routes.Route;

/**
 * Sends valid and broken requests to every operation of the OpenAPI document, and holds each answer against the document.
 * The same seed makes the same requests.
 */
final class ContractFuzzer {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final List<String> WRONG_TEXTS = List.of(
            "",
            " ",
            "0",
            "-1",
            "99999999999999999999",
            "null",
            "true",
            "..",
            "../../etc/passwd",
            "' or '1'='1",
            "{}",
            "<script>",
            "検定😀",
            "a\u0000b",
            "x".repeat(300),
            "00000000-0000-4000-8000-000000000000",
            "2026-02-30",
            "2026-04-01T09:30:00Z",
            "OM7",
            "MET",
            "ndjson");

    private static final List<String> HEADER_VALUES = List.of(
            "",
            "*",
            "*/*",
            "application/json",
            "text/html",
            "application/json;q=2;;",
            "gzip",
            "gzip, br;q=0",
            "ja, en;q=0.5",
            "zz-ZZ, ;q=",
            "return=minimal",
            "return=\"minimal\", wait=10",
            "\"a-key\"",
            "\"open",
            "W/\"a\", \"b\"",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "-".repeat(500),
            "a=b; c=d, e");

    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Content-Encoding",
            "Cookie",
            "Forwarded",
            "Idempotency-Key",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "Kentei-Client",
            "Prefer",
            "Range",
            "traceparent",
            "X-HTTP-Method-Override");

    private static final List<String> MEDIA_TYPES = List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/json;charset=x-none",
            "application/x-ndjson",
            "multipart/form-data",
            "text/plain",
            "nonsense",
            "application/merge-patch+json");

    /** What an answer must not tell: classes, traces, statements, addresses of the database. */
    private static final Pattern INSIDE = Pattern.compile("(?i)exception|\\bat [a-z]+\\.[a-z]"
            + "|\\b(org|com|io|java|jakarta)\\.[a-z]+\\.[a-z]|jdbc:|\\bselect\\b.*\\bfrom\\b|sqlstate|/target/");

    private static final List<String> FORMS = List.of(
            "x=y",
            "candidate={}",
            "formToken=a&candidate=%7B%7D",
            "credential=kentei_x",
            "language=ja",
            "%",
            "a=%00&&=");

    private final DocumentedResponses documented;
    private final Random random;
    private final List<String> assessmentIds;
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Integer> answers = new TreeMap<>();

    private Sender sender = new Sender(List.of(), true);

    /**
     * Who sends the requests.
     *
     * @param headers headers, each a name and a value, that say who it is
     * @param known whether the service knows it; if not, nothing may be given to it
     */
    record Sender(List<String> headers, boolean known) {

        static Sender withKey(String key) {
            return new Sender(List.of("Authorization", "Bearer " + key), true);
        }

        static Sender unknown(String... headers) {
            return new Sender(List.of(headers), false);
        }
    }

    /** From now on the requests are those of another sender. */
    ContractFuzzer as(Sender other) {
        sender = other;
        return this;
    }

    /** @param assessmentIds ids of assessments that there are */
    ContractFuzzer(DocumentedResponses documented, long seed, List<String> assessmentIds) {
        this.documented = documented;
        this.random = new Random(seed);
        this.assessmentIds = assessmentIds;
    }

    /** What was wrong: the request, and how its answer differs from the document. */
    List<String> findings() {
        return findings;
    }

    /** How many answers there were, by operation and status. */
    Map<String, Integer> answers() {
        return answers;
    }

    /** Sends so many requests to each operation. */
    void send(int toEachOperation) {
        documented
                .document()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    for (int count = 0; count < toEachOperation; count++) {
                        send(path.getKey(), operation.getKey().toUpperCase(Locale.ROOT), operation.getValue());
                    }
                }));
    }

    /** Sends so many requests to each method of routes that the document does not have, such as pages. */
    void sendToOthers(List<Route> routes, int toEach) {
        for (Route route : routes) {
            if (documented.document().get("paths").has(route.template())) {
                continue;
            }
            for (String method : route.methods()) {
                for (int count = 0; count < toEach; count++) {
                    sendToOther(route, method);
                }
            }
        }
    }

    private void sendToOther(Route route, String method) {
        StringBuilder request = new StringBuilder(method + " " + path(route.template()));
        request.append(chance(3) ? "?" + pick(FORMS) : "").append(" HTTP/1.1\r\nHost: localhost\r\n");
        for (int index = 0; index < sender.headers().size(); index += 2) {
            request.append(sender.headers().get(index))
                    .append(": ")
                    .append(sender.headers().get(index + 1))
                    .append("\r\n");
        }
        for (int count = random.nextInt(4); count > 0; count--) {
            request.append(pick(HEADERS))
                    .append(": ")
                    .append(pick(HEADER_VALUES))
                    .append("\r\n");
        }
        String body = method.equals("POST") ? pick(FORMS) : "";
        if (!body.isEmpty()) {
            request.append("Content-Length: ").append(body.length()).append("\r\nContent-Type: ");
            request.append(chance(8) ? pick(MEDIA_TYPES) : "application/x-www-form-urlencoded")
                    .append("\r\n");
        }
        request.append("Connection: close\r\n\r\n").append(body);
        try {
            String answer = RawHttp.send(request.toString());
            note(route.template(), RawHttp.status(answer), answer, method + " " + route.template(), request.toString());
        } catch (IOException unanswered) {
            findings.add(request + " was not answered: " + unanswered);
        }
    }

    private RequestSpecification request() {
        RequestSpecification request =
                given().filter(documented).urlEncodingEnabled(false).redirects().follow(false);
        for (int index = 0; index < sender.headers().size(); index += 2) {
            request.header(sender.headers().get(index), sender.headers().get(index + 1));
        }
        return request;
    }

    private List<String> someHeaders(RequestSpecification request) {
        List<String> headers = new ArrayList<>(sender.headers());
        for (int count = random.nextInt(4); count > 0; count--) {
            String name = pick(HEADERS);
            String value = pick(HEADER_VALUES);
            request.header(name, value);
            headers.add(name + ": " + value);
        }
        return headers;
    }

    private void send(String template, String method, JsonNode operation) {
        boolean otherMethod = chance(20);
        String sent = otherMethod ? pick(METHODS) : method;
        String address = path(template) + query(operation);
        RequestSpecification request = request();
        List<String> headers = someHeaders(request);
        byte[] body = null;
        if (operation.has("requestBody") && !chance(30) || chance(20)) {
            body = body();
            String mediaType = chance(8) ? pick(MEDIA_TYPES) : "application/json";
            request.header("Content-Type", mediaType).body(body);
            headers.add("Content-Type: " + mediaType);
        }
        answer(request, sent, address, operation.get("operationId").textValue(), headers, body);
    }

    private void answer(
            RequestSpecification request,
            String method,
            String address,
            String name,
            List<String> headers,
            byte @Nullable [] body) {
        String told = method + " " + address + " " + headers + (body == null ? "" : " " + told(body));
        try {
            Response response = request.request(method, address);
            note(name, response.statusCode(), response.asString(), address, told);
        } catch (AssertionError differs) {
            findings.add(told + " " + differs.getMessage());
        } catch (Exception unanswered) {
            findings.add(told + " was not answered: " + unanswered);
        }
    }

    private void note(String name, int status, String answer, String address, String told) {
        answers.merge(name + " " + status, 1, Integer::sum);
        if (status == 500 || status == 0) {
            findings.add(told + " answered " + status + ": " + answer);
        }
        if (status >= 400 && INSIDE.matcher(answer).find()) {
            findings.add(told + " tells of the inside: " + answer);
        }
        if (!sender.known() && (status == 200 && address.startsWith("/v1/") || status == 201)) {
            findings.add(told + " was answered, though its sender is not known");
        }
    }

    private String path(String template) {
        String path = template;
        while (path.contains("{")) {
            String value = chance(3) ? pick(WRONG_TEXTS) : pick(assessmentIds);
            // an empty part of a path makes another path
            String part = value.isBlank() ? "x" : encoded(value);
            path = path.replaceFirst("\\{[^}]*}", part);
        }
        return path;
    }

    private String query(JsonNode operation) {
        List<String> parameters = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            boolean given = parameter.path("required").asBoolean() ? !chance(10) : chance(4);
            if (parameter.get("in").textValue().equals("query") && given) {
                parameters.add(parameter.get("name").textValue() + "=" + encoded(value(parameter.get("schema"))));
            }
        }
        if (chance(15)) {
            parameters.add("unknown=1");
        }
        if (chance(25) && !parameters.isEmpty()) {
            parameters.add(parameters.get(0));
        }
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }

    private String value(JsonNode schema) {
        if (chance(3)) {
            return pick(WRONG_TEXTS);
        }
        if (schema.has("enum")) {
            return schema.get("enum")
                    .get(random.nextInt(schema.get("enum").size()))
                    .asText();
        }
        return switch (schema.path("type").asText()) {
            case "integer" -> Integer.toString(random.nextInt(12));
            case "boolean" -> "true";
            default -> chance(2) ? pick(assessmentIds) : pick(WRONG_TEXTS);
        };
    }

    private byte[] body() {
        List<WorkedCase> cases = WorkedCase.all();
        ObjectNode candidate =
                cases.get(random.nextInt(cases.size())).candidate().deepCopy();
        for (int count = random.nextInt(3); count > 0; count--) {
            BrokenJson.change(candidate, random);
        }
        byte[] body = candidate.toString().getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(12)) {
            case 0 -> Arrays.copyOf(body, random.nextInt(body.length));
            case 1 -> {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
                yield body;
            }
            case 2 -> {
                byte[] noise = new byte[1 + random.nextInt(200)];
                random.nextBytes(noise);
                yield noise;
            }
            default -> body;
        };
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String told(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.length() > 500 ? text.substring(0, 500) + "…" : text;
    }
}
