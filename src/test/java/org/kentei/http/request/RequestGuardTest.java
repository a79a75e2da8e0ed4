package org.kentei.http.request;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kentei.http.DocumentedResponses;
import org.kentei.http.H2Resource;
import org.kentei.http.RawHttp;
import org.kentei.http.ReadyService;

/** What is looked at before a request reaches a resource, and what every answer carries. */
@QuarkusTest
@QuarkusTestResource(H2Resource.class)
class RequestGuardTest {

    private static final String HOST = "Host: localhost";
    private static final String CANDIDATE = "{\"candidateId\": \"guarded\"}";
    private static final Pattern LABEL = Pattern.compile("http_server_requests_seconds_count\\{(.*)} ");

    private DocumentedResponses documented;

    @BeforeEach
    void waitUntilReady() throws InterruptedException {
        ReadyService.await();
        documented = DocumentedResponses.ofService();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/assessments",
                "/rulebook",
                "/kentei.css",
                "/nowhere",
                "/v1/assessments",
                "/v1/log/checkpoint",
                "/q/health/ready",
                "/q/metrics",
                "/q/openapi",
                "/q/openapi?format=json",
                "/q/swagger-ui/"
            })
    void a_request_for_a_foreign_host_is_refused(String target) throws IOException {
        for (String method : List.of("GET", "HEAD", "OPTIONS", "POST", "DELETE")) {
            assertThat(RawHttp.status(RawHttp.send(method, target, "Host: rebound.example:8080")))
                    .as(method + " " + target)
                    .isEqualTo(421);
        }
        assertThat(RawHttp.send("GET", target, "Host: rebound.example")).contains("urn:kentei:problem:unknown-host");
    }

    @Test
    void a_request_has_to_name_exactly_one_allowed_host() throws IOException {
        assertThat(RawHttp.status(RawHttp.send("GET", "/v1/rules", "Host: localhost:1")))
                .isEqualTo(200);
        assertThat(RawHttp.status(RawHttp.send("GET", "/v1/rules", "Host: [::1]:8080")))
                .isEqualTo(200);
        assertThat(RawHttp.status(RawHttp.send("GET", "/v1/rules", HOST, "Host: rebound.example")))
                .isEqualTo(400);
        assertThat(RawHttp.status(RawHttp.send("GET", "/v1/rules", "Host:"))).isEqualTo(421);
        assertThat(RawHttp.status(RawHttp.send("GET", "/v1/rules"))).isEqualTo(400);
        assertThat(RawHttp.status(RawHttp.send("GET /v1/rules HTTP/1.0\r\n\r\n")))
                .isEqualTo(400);
        assertThat(RawHttp.status(RawHttp.send("GET /v1/rules HTTP/1.0\r\nHost: localhost\r\n\r\n")))
                .isEqualTo(200);
        assertThat(RawHttp.status(RawHttp.send("GET", "http://localhost/v1/rules", HOST)))
                .isEqualTo(200);
        assertThat(RawHttp.status(RawHttp.send("GET", "http://rebound.example/v1/rules", HOST)))
                .isEqualTo(421);
        assertThat(RawHttp.status(RawHttp.send("GET", "http://localhost/v1/rules", "Host: rebound.example")))
                .isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/candidates?candidateId=kept;",
                "/v1/candidates?candidateId=kept#2",
                "/v1/candidates/kept;2",
                "/v1/candidates/kept#2",
                "/v1/candidates/kept/",
                "/v1/candidates//kept"
            })
    void an_id_that_is_not_encoded_erases_no_other_candidate(String target) throws IOException {
        post("{\"candidateId\": \"kept\"}");
        assertThat(RawHttp.status(RawHttp.send("DELETE", target, HOST))).isEqualTo(400);
        assertThat(RawHttp.status(RawHttp.send("DELETE", "/v1/candidates/kept", HOST)))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"client\": \"hr\", \"roles\": [\"read\"], \"roles\": [\"operate\"]} | has a property twice",
                "{\"client\": 1, \"roles\": [\"operate\"]} | `client` has another type",
                "{\"client\": \"hr\", \"role\": \"operate\"} | no property `role` here; the properties are `client`",
                "{\"client\": \"hr\", \"roles\": \"operate\"} | `roles` has another type",
                "[] | one JSON object",
                "{\"client\": \"hr\", \"roles\": [\"operate\"]} {} | one JSON object"
            })
    void a_key_is_not_made_by_a_body_that_is_not_as_described(String body, String said) {
        Response refused = given().contentType("application/json").body(body).post("/v1/keys");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<String>path("detail")).contains(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: made-up",
                "Origin: http://other.example",
                "Origin: http://localhost:1",
                "Origin: null",
                "Origin:"
            })
    void a_page_of_another_site_stores_and_erases_nothing(String header) throws IOException {
        post("{\"candidateId\": \"kept\"}");
        String body = "Content-Type: application/json\r\nContent-Length: " + CANDIDATE.length() + "\r\n";
        assertThat(RawHttp.send("POST /v1/assessments HTTP/1.1\r\n" + HOST + "\r\n" + header + "\r\n" + body
                        + "Connection: close\r\n\r\n" + CANDIDATE))
                .contains(" 403 ", "urn:kentei:problem:cross-site");
        assertThat(RawHttp.status(RawHttp.send("DELETE", "/v1/candidates/kept", HOST, header)))
                .isEqualTo(403);
        assertThat(RawHttp.status(RawHttp.send("POST", "/try", HOST, header))).isEqualTo(403);
        assertThat(RawHttp.status(RawHttp.send("GET", "/v1/rules", HOST, header)))
                .as("reading needs no such care, since no page of another site is shown the answer")
                .isEqualTo(200);
        assertThat(listed("guarded")).isEmpty();
        assertThat(listed("kept")).isNotEmpty();
    }

    @Test
    void metrics_in_another_type_are_refused_with_a_reason() {
        for (String accepted : List.of("text/html", "application/json", "application/openmetrics-text")) {
            Response refused = given().header("Accept", accepted).get("/q/metrics");
            assertThat(refused.statusCode()).as(accepted).isEqualTo(406);
            assertThat(refused.<String>path("detail")).isEqualTo("`/q/metrics` answers in text/plain.");
        }
        for (String accepted : List.of("*/*", "text/*", "application/json, text/plain;q=0.5")) {
            assertThat(given().header("Accept", accepted).get("/q/metrics").statusCode())
                    .as(accepted)
                    .isEqualTo(200);
        }
    }

    @Test
    void the_services_own_pages_and_programs_store() {
        for (Map<String, String> headers : List.<Map<String, String>>of(
                Map.of(),
                Map.of("Sec-Fetch-Site", "same-origin", "Origin", "http://127.0.0.1:8080", "Host", "127.0.0.1:8080"),
                Map.of("Sec-Fetch-Site", "none"))) {
            given().filter(documented)
                    .headers(headers)
                    .contentType("application/json")
                    .body("{\"candidateId\": \"own\"}")
                    .post("/v1/assessments")
                    .then()
                    .statusCode(201);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type:\r\n",
                "Content-Type: text/plain\r\n",
                "Content-Type: */*\r\n",
                "Content-Type: application/*\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: multipart/form-data\r\n",
                "Content-Type: multipart/form-data; boundary=x\r\n",
                "Content-Type: application/json, text/plain\r\n",
                "Content-Type: application/json; charset=utf-16\r\n",
                "Content-Type: application/json;charset=\"Shift_JIS\"\r\n",
                "Content-Type: application/json; charset=utf-8; charset=utf-16\r\n"
            })
    void a_body_is_taken_under_its_own_media_type_only(String header) throws IOException {
        for (String target : List.of("/v1/assessments", "//v1/assessments", "/v1/./assessments", "/v1/assessments/")) {
            assertThat(RawHttp.send("POST " + target + " HTTP/1.1\r\n" + HOST + "\r\n" + header + "Content-Length: "
                            + CANDIDATE.length() + "\r\nConnection: close\r\n\r\n" + CANDIDATE))
                    .as(target)
                    .contains(" 415 ", "Content-Type: application/json");
        }
        assertThat(listed("guarded")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/assessments|GET, HEAD, OPTIONS, POST",
                "/v1/assessments/x|GET, HEAD, OPTIONS",
                "/v1/candidates/a%2Fb|DELETE, OPTIONS",
                "/v1/candidates|DELETE, OPTIONS",
                "/try|GET, HEAD, OPTIONS, POST",
                "/kentei.css|GET, HEAD, OPTIONS"
            })
    void options_and_refused_methods_name_the_methods_that_there_are(String target, String allow) throws IOException {
        assertThat(RawHttp.send("OPTIONS", target, HOST)).contains(" 204 ", "allow: " + allow + "\r\n");
        if (target.startsWith("/v1/")) {
            assertThat(RawHttp.send("PATCH", target, HOST)).contains(" 405 ", "Allow: " + allow + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE", "PATCH", "TRACE", "PLANTED"})
    void addresses_of_the_framework_are_only_read(String method) throws IOException {
        for (String target : List.of("/q/health", "/q/metrics", "/q/openapi", "/q/swagger-ui/", "/q/nowhere")) {
            assertThat(RawHttp.send(method, target, HOST, "Content-Type: application/json"))
                    .as(target)
                    .contains(" 405 ", "allow: GET, HEAD, OPTIONS\r\n", "urn:kentei:problem:method-not-allowed");
        }
    }

    @Test
    void options_of_an_unknown_address_is_not_found() throws IOException {
        assertThat(RawHttp.send("OPTIONS", "/nowhere", HOST)).contains(" 404 ").doesNotContainIgnoringCase("allow:");
    }

    @Test
    void answers_are_kept_by_no_cache_and_taken_for_nothing_but_what_they_are() {
        Response posted = post(CANDIDATE);
        for (Response answer : List.of(
                posted,
                given().get("/v1/assessments"),
                given().get("/v1/nowhere"),
                given().get("/v1/assessments?limit=0"),
                given().delete("/v1/candidates/nobody"),
                given().get("/"),
                given().get("/assessments/" + posted.path("assessmentId")))) {
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
        assertThat(given().get("/kentei.css").header("X-Content-Type-Options")).isEqualTo("nosniff");
        given().delete("/v1/candidates/guarded");
    }

    @Test
    void every_operation_refuses_a_parameter_that_it_does_not_have() {
        documented
                .document()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    Response refused = given().filter(documented)
                            .contentType(mediaType(path.getValue().get(method)))
                            .request(method, path.getKey().replaceAll("\\{[^}]*}", "x") + "?unheardOf=1");
                    assertThat(refused.statusCode())
                            .as(method + " " + path.getKey())
                            .isEqualTo(400);
                    assertThat(refused.<String>path("detail")).contains("`unheardOf`");
                }));
    }

    /** The first one that the operation takes, and JSON where it takes no body. */
    private static String mediaType(JsonNode operation) {
        Iterator<String> taken = operation.at("/requestBody/content").fieldNames();
        return taken.hasNext() ? taken.next() : "application/json";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".", "..", "...", "/", "a/b", "../x", "a%b", "%2F", "a;b=c", "a?b", "a#b", "a b", "a+b", "人事", "\"q\"",
                "a\\b"
            })
    void a_candidate_of_any_id_can_be_erased(String candidateId) throws IOException {
        String body = new ObjectMapper().writeValueAsString(Map.of("candidateId", candidateId));
        String encoded = URLEncoder.encode(candidateId, StandardCharsets.UTF_8).replace("+", "%20");
        post(body).then().statusCode(201);
        assertThat(RawHttp.send("DELETE", "/v1/candidates?candidateId=" + encoded, HOST))
                .contains("{\"assessments\":1,\"jobLines\":0}");
        if (!candidateId.equals(".") && !candidateId.equals("..")) {
            post(body).then().statusCode(201);
            assertThat(RawHttp.send("DELETE", "/v1/candidates/" + encoded, HOST))
                    .contains("{\"assessments\":1,\"jobLines\":0}");
        }
        assertThat(listed(candidateId)).isEmpty();
    }

    @Test
    void a_client_names_itself_in_utf_8() throws IOException {
        String request = "POST /v1/assessments HTTP/1.1\r\n" + HOST + "\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + CANDIDATE.length() + "\r\nConnection: close\r\nKentei-Client: %s\r\n\r\n"
                + CANDIDATE;
        String bytes = new String("人事システム".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(RawHttp.status(RawHttp.send(request.formatted(bytes)))).isEqualTo(201);
        assertThat(given().queryParam("client", "人事システム").get("/v1/assessments").<List<String>>path("items.client"))
                .containsExactly("人事システム");
        given().delete("/v1/candidates/guarded").then().statusCode(200);
        assertThat(RawHttp.send(request.formatted("caf\u00e9"))).contains(" 400 ", "UTF-8");
        assertThat(listed("guarded")).isEmpty();
    }

    @Test
    void metrics_are_labelled_by_routes_alone_however_many_addresses_are_made_up() throws IOException {
        for (String method : List.of("OPTIONS", "HEAD", "GET", "POST", "PUT", "DELETE", "PLANTED")) {
            for (String target : List.of(
                    "/v1/candidates/planted",
                    "/v1/assessments/planted",
                    "/v1/assessments?planted=1",
                    "/assessments/planted",
                    "/rulebook/planted",
                    "/planted",
                    "/q/planted")) {
                RawHttp.send(method, target, HOST);
                RawHttp.send(method, target, "Host: planted.example");
            }
        }
        for (int count = 0; count < 300; count++) {
            RawHttp.send(count % 2 == 0 ? "OPTIONS" : "GET", "/planted" + count, HOST);
        }
        given().get("/v1/vocabulary");
        given().get("/v1/rules/OM7.SIZE.A");
        String metrics = given().get("/q/metrics").asString();
        assertThat(metrics).doesNotContainIgnoringCase("planted");
        List<String> labels = new ArrayList<>();
        Matcher matcher = LABEL.matcher(metrics);
        while (matcher.find()) {
            labels.add(matcher.group(1));
        }
        assertThat(labels)
                .anyMatch(label -> label.contains("uri=\"/v1/vocabulary\""))
                .anyMatch(label -> label.contains("uri=\"/v1/rules/{name}\""));
    }

    @Test
    void whatever_headers_say_the_service_makes_no_mistake() throws IOException {
        Random random = new Random(13);
        List<String> names = List.of(
                "Accept",
                "Accept-Charset",
                "Accept-Encoding",
                "Accept-Language",
                "Content-Type",
                "Content-Length",
                "Content-Encoding",
                "Cookie",
                "Expect",
                "Forwarded",
                "If-Match",
                "If-Modified-Since",
                "If-None-Match",
                "If-Range",
                "Kentei-Client",
                "Origin",
                "Range",
                "Sec-Fetch-Site",
                "Transfer-Encoding",
                "X-Forwarded-Host",
                "X-HTTP-Method-Override");
        List<String> pieces = List.of(
                "",
                " ",
                ",",
                ";",
                ";q=",
                ";q=x",
                "q=2",
                "*",
                "*/*",
                "/",
                "a/b",
                "application/json",
                "text/html",
                "text/csv",
                "en",
                "ja",
                "-",
                "_",
                "\"",
                "W/\"",
                "bytes=",
                "9-1",
                "0-",
                "charset=",
                "utf-8",
                "no-such",
                "99999999999999999999",
                "-1",
                "0",
                "chunked",
                "gzip",
                "identity",
                "100-continue",
                "lang=",
                "\u00e9",
                "null",
                "cross-site",
                "Thu, 99 Foo 1");
        List<String> targets = List.of(
                "/", "/v1/assessments", "/v1/assessments/export", "/rulebook", "/kentei.css", "/try", "/nowhere");
        for (int round = 0; round < 400; round++) {
            String method = pick(List.of("GET", "GET", "HEAD", "POST", "DELETE", "OPTIONS"), random);
            String target = pick(targets, random);
            List<String> headers = new ArrayList<>(List.of(HOST));
            for (int count = random.nextInt(3); count >= 0; count--) {
                StringBuilder value = new StringBuilder();
                for (int piece = random.nextInt(4); piece >= 0; piece--) {
                    value.append(pick(pieces, random));
                }
                headers.add(pick(names, random) + ": " + value);
            }
            String request = method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", headers);
            // what a body begins with, for those whose headers promise one
            String answer = RawHttp.sendAndClose(request + "\r\nConnection: close\r\n\r\n0\r\n\r\n");
            assertThat(RawHttp.status(answer)).as(request).isLessThan(500);
        }
    }

    private static String pick(List<String> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    private Response post(String candidate) {
        return given().filter(documented)
                .contentType("application/json")
                .body(candidate.getBytes(StandardCharsets.UTF_8))
                .post("/v1/assessments");
    }

    private List<String> listed(String candidateId) {
        return given().filter(documented)
                .queryParam("candidateId", candidateId)
                .get("/v1/assessments")
                .path("items.assessmentId");
    }
}
