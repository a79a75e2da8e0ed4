package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kentei.candidate.CandidateLimits;
import org.kentei.http.problem.Problem;

/** Requests that are refused: each with a problem that names the place, and nothing stored. */
@QuarkusTest
@QuarkusTestResource(H2Resource.class)
class RefusedRequestTest {

    private static final String PROJECT =
            "\"projectId\": \"P\", \"specialtyField\": \"SERVICE_DESK\", \"role\": \"MEMBER\","
                    + " \"from\": \"2020-01-01\", \"successful\": true";

    private DocumentedResponses documented;

    @BeforeEach
    void waitUntilReady() throws InterruptedException {
        ReadyService.await();
        documented = DocumentedResponses.ofService();
    }

    static Stream<Arguments> wrongBodies() {
        return Stream.of(
                arguments("an empty body", "", ""),
                arguments("null", "null", ""),
                arguments("a list", "[]", ""),
                arguments("no JSON", "candidate", ""),
                arguments("an object that does not end", "{\"candidateId\": \"E\"", ""),
                arguments("trailing text", "{\"candidateId\": \"E\"} {}", ""),
                arguments("no candidateId", "{}", "/candidateId"),
                arguments("an unknown property", "{\"candidateId\": \"E\", \"name\": \"x\"}", "/name"),
                arguments("a key given twice", "{\"candidateId\": \"E\", \"candidateId\": \"F\"}", "/candidateId"),
                arguments("a number as id", "{\"candidateId\": 7}", "/candidateId"),
                arguments("null as id", "{\"candidateId\": null}", "/candidateId"),
                arguments("a blank id", "{\"candidateId\": \" \"}", "/candidateId"),
                arguments("NUL in an id", "{\"candidateId\": \"E\\u0000\"}", "/candidateId"),
                arguments("a lone surrogate", "{\"candidateId\": \"\\ud800\"}", "/candidateId"),
                arguments("a date that is none", "{\"candidateId\": \"E\", \"asOf\": \"2026-02-30\"}", "/asOf"),
                arguments("a time for a date", "{\"candidateId\": \"E\", \"asOf\": \"2026-02-03T00:00:00Z\"}", "/asOf"),
                arguments("an object for a list", "{\"candidateId\": \"E\", \"projects\": {}}", "/projects"),
                arguments("a fraction", project("\"headcount\": 60.9"), "/projects/0/headcount"),
                arguments("a string for a number", project("\"headcount\": \"60\""), "/projects/0/headcount"),
                arguments("an exponent", project("\"headcount\": 6e1"), "/projects/0/headcount"),
                arguments("a negative number", project("\"headcount\": -1"), "/projects/0/headcount"),
                arguments("an absurd number", project("\"headcount\": 99999999"), "/projects/0/headcount"),
                arguments(
                        "a number of 5000 digits",
                        project("\"headcount\": " + "9".repeat(5000)),
                        "/projects/0/headcount"),
                arguments("an unknown code", project("\"phases\": [\"PLANING\"]"), "/projects/0/phases/0"),
                arguments("to before from", project("\"to\": \"2019-12-31\""), "/projects/0/to"),
                arguments(
                        "a string for a truth",
                        "{\"candidateId\": \"E\", \"projects\": [{" + PROJECT.replace("true", "\"true\"") + "}]}",
                        "/projects/0/successful"),
                arguments(
                        "a projectId used twice",
                        "{\"candidateId\": \"E\", \"projects\": [{" + PROJECT + "}, {" + PROJECT + "}]}",
                        "/projects/1/projectId"),
                arguments(
                        "an area of another field",
                        "{\"candidateId\": \"E\", \"specialties\": [{\"specialtyField\":"
                                + " \"OPERATIONS\", \"area\": \"SECURITY\", \"depth\": \"LEADS_INDUSTRY\"}]}",
                        "/specialties/0/area"),
                arguments(
                        "the category as a project's field",
                        "{\"candidateId\": \"E\", \"projects\": [{"
                                + PROJECT.replace("SERVICE_DESK", "IT_SERVICE_MANAGEMENT") + "}]}",
                        "/projects/0/specialtyField"),
                arguments(
                        "too many projects",
                        "{\"candidateId\": \"E\", \"projects\": [" + "{},".repeat(CandidateLimits.PROJECTS) + "{}]}",
                        "/projects"),
                arguments("too long a title", project("\"title\": \"" + "x".repeat(501) + "\""), "/projects/0/title"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongBodies")
    void a_wrong_body_is_refused_at_its_place(String what, String body, String pointer) {
        Response refused = post(body.getBytes(StandardCharsets.UTF_8));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.contentType()).isEqualTo("application/problem+json");
        assertThat(refused.<String>path("type")).isEqualTo("urn:kentei:problem:invalid-candidate");
        assertThat(refused.<List<String>>path("errors.pointer")).contains(pointer);
        assertThat(refused.asString()).doesNotContain("java", "jackson", "Exception", "org.kentei");
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        byte[] body = "{\"candidateId\": \"E\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(post(body).statusCode()).isEqualTo(400);
    }

    @Test
    void deep_nesting_is_refused_and_takes_no_time() {
        byte[] body =
                ("{\"candidateId\": \"E\", \"projects\": " + "[".repeat(400_000)).getBytes(StandardCharsets.UTF_8);
        assertThat(post(body).statusCode()).isEqualTo(400);
    }

    @Test
    void a_body_over_the_limit_is_too_large_whether_or_not_its_length_is_stated() {
        byte[] body = new byte[CandidateLimits.BODY_BYTES + 1];
        java.util.Arrays.fill(body, (byte) ' ');
        assertProblem(post(body), 413);
        assertProblem(request().body(new ByteArrayInputStream(body)).post("/v1/assessments"), 413);
    }

    @Test
    void other_media_types_methods_and_addresses_are_refused_in_the_same_form() {
        assertProblem(
                given().filter(documented).contentType("text/plain").body("x").post("/v1/assessments"), 415);
        assertProblem(given().filter(documented).accept("text/html").get("/v1/rules"), 406);
        Response notAcceptable =
                given().filter(documented).accept("application/x-ndjson").get("/v1/assessments");
        assertProblem(notAcceptable, 406);
        assertThat(notAcceptable.<String>path("detail")).isEqualTo("`/v1/assessments` answers in application/json.");
        assertProblem(request().delete("/v1/assessments"), 405);
        assertThat(request().delete("/v1/assessments").header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        assertProblem(request().get("/v1/nowhere"), 404);
        assertProblem(request().get("/nowhere"), 404);
        assertProblem(request().get("/v1/assessments/no-id"), 404);
        assertProblem(request().get("/v1/assessments/00000000-0000-4000-8000-000000000000/firings"), 404);
        assertProblem(request().get("/v1/rules/none"), 404);
    }

    @Test
    void wrong_parameters_are_refused_with_the_right_ones_named() {
        assertProblem(request().get("/v1/assessments?limit=0"), 400);
        assertProblem(request().get("/v1/assessments?limit=ten"), 400);
        assertProblem(request().get("/v1/assessments?cursor=made-up"), 400);
        assertProblem(request().get("/v1/assessments?candidateId=a&candidateId=b"), 400);
        Response misspelt = request().get("/v1/assessments?candidateID=a");
        assertProblem(misspelt, 400);
        assertThat(misspelt.<String>path("detail")).contains("Did you mean `candidateId`?");
    }

    static Stream<Arguments> wrongSearches() {
        return Stream.of(
                arguments("specialtyField=OPERATION_MANAGEMENT", "Did you mean `OPERATIONS_MANAGEMENT`?"),
                arguments("sheet=om7", "Did you mean `OM7`?"),
                arguments("sheet=", "Neither the active rules"),
                arguments("clause=OM7.SISE.A", "Did you mean `OM7.SIZE.A`?"),
                arguments("rule=no+such+rule", "Neither the active rules"),
                arguments("rule=a%00b", "Neither the active rules"),
                arguments("level=8", "`level` must be one of NONE, 1, 2"),
                arguments("level=four", "`level` must be one of"),
                arguments("criterion=SIZE", "require `sheet`"),
                arguments("status=MET", "require `sheet`"),
                arguments("sheet=OM7&criterion=SIZES", "Did you mean `SIZE`?"),
                arguments("sheet=OM7&status=UNMET", "`status` must be one of MET, NOT_MET, NOT_APPLICABLE."),
                arguments("sheet=OM7&status=NOT_APPLICABLE", "only a criterion"),
                arguments("revision=latest", "64 lower-case hex digits"),
                arguments("from=2026-04-01", "a time with its offset"),
                arguments("to=2026-04-01T00:00:00+09:00", "%2B"),
                arguments("from=%2B999999999-01-01T00:00:00Z", "the years 1 and 9999"),
                arguments("from=2026-04-01T00:00:00Z&to=2026-04-01T00:00:00Z", "before `to`"),
                arguments("sheets=OM7", "Did you mean `sheet`?"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongSearches")
    void a_wrong_search_is_refused_by_page_and_export_alike(String query, String hint) {
        for (String address : List.of("/v1/assessments?", "/v1/assessments/export?")) {
            Response refused =
                    given().filter(documented).urlEncodingEnabled(false).get(address + query);
            assertProblem(refused, 400);
            assertThat(refused.<String>path("detail")).contains(hint);
        }
    }

    @Test
    void an_export_in_another_format_is_refused() {
        assertProblem(request().get("/v1/assessments/export?format=xml"), 400);
        assertProblem(request().get("/v1/assessments/export?cursor=x"), 400);
        Response refused = given().filter(documented).accept("application/xml").get("/v1/assessments/export");
        assertProblem(refused, 406);
        assertThat(refused.<String>path("detail")).contains("text/csv");
    }

    @Test
    void a_client_name_with_control_characters_or_too_long_is_refused() {
        assertProblem(
                request()
                        .header("Kentei-Client", "x".repeat(101))
                        .body("{\"candidateId\": \"E\"}")
                        .post("/v1/assessments"),
                400);
    }

    @Test
    void an_idempotency_key_that_is_no_string_in_quotes_is_refused() {
        for (String wrong : List.of("bare", "\"\"", "\"" + "x".repeat(256) + "\"")) {
            Response refused = request()
                    .header("Idempotency-Key", wrong)
                    .body("{\"candidateId\": \"E\"}")
                    .post("/v1/assessments");
            assertProblem(refused, 400);
            assertThat(refused.<String>path("detail")).contains("Idempotency-Key");
        }
    }

    @Test
    void another_view_than_the_summary_is_refused() {
        assertProblem(request().get("/v1/assessments/00000000-0000-4000-8000-000000000000?view=all"), 400);
    }

    @Test
    void an_encoded_body_is_refused_with_what_to_leave_out() {
        Response refused = request()
                .header("Content-Encoding", "br")
                .body("{\"candidateId\": \"E\"}")
                .post("/v1/assessments");
        assertProblem(refused, 415);
        assertThat(refused.<String>path("detail")).contains("Content-Encoding");
    }

    @Test
    void a_malformed_body_and_a_request_without_host_are_answered_like_all_others() throws IOException {
        String post = "POST /v1/assessments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        assertThat(RawHttp.send("GET /v1/rules HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .contains(" 400 ", Problem.MEDIA_TYPE);
        assertThat(RawHttp.send(post + "Content-Length: 0\r\nConnection: close\r\n\r\n"))
                .contains(" 400 ", "invalid-candidate");
        assertThat(RawHttp.send(post + "Upgrade: websocket\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"))
                .contains(" 400 ", "/candidateId");
    }

    /** More with {@code -Dkentei.fuzz.requests=5000}: so many go to each operation. */
    @Test
    void valid_and_broken_requests_to_every_operation_are_answered_as_the_contract_says() {
        List<String> assessmentIds = List.of(
                post("{\"candidateId\": \"fuzzed\"}".getBytes(StandardCharsets.UTF_8))
                        .path("assessmentId"),
                post("{\"candidateId\": \"fuzzed too\"}".getBytes(StandardCharsets.UTF_8))
                        .path("assessmentId"));
        ContractFuzzer fuzzer = new ContractFuzzer(documented, Long.getLong("kentei.fuzz.seed", 9457), assessmentIds);
        fuzzer.send(Integer.getInteger("kentei.fuzz.requests", 25));
        if (System.getProperty("kentei.fuzz.requests") != null) {
            fuzzer.answers().forEach((answer, count) -> System.out.println(answer + ": " + count));
        }
        assertThat(fuzzer.findings()).isEmpty();
        assertThat(fuzzer.answers().keySet())
                .contains("assess 201", "assess 400", "tryCandidate 200", "getAssessment 200", "getRules 200");
    }

    private RequestSpecification request() {
        return given().filter(documented).contentType("application/json");
    }

    private Response post(byte[] body) {
        return request().body(body).post("/v1/assessments");
    }

    private static void assertProblem(Response response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.<Integer>path("status")).isEqualTo(status);
        assertThat(response.<String>path("detail")).isNotBlank();
    }

    private static String project(String more) {
        return "{\"candidateId\": \"E\", \"projects\": [{" + PROJECT + ", " + more + "}]}";
    }
}
