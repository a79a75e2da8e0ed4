package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kentei.WorkedCase;
import org.kentei.assessment.ExampleCandidate;
import org.kentei.record.overview.Overview;
import org.kentei.record.overview.OverviewFold;

/** What the service does over HTTP, whatever store it stands on. */
abstract class ServiceContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    OverviewFold fold;

    @Inject
    Overview overview;

    private DocumentedResponses documented;

    @BeforeEach
    void waitUntilReady() throws InterruptedException {
        ReadyService.await();
        documented = DocumentedResponses.ofService();
    }

    /** The worked cases that are posted; the others are decided without a service. */
    List<WorkedCase> postedCases() {
        return everyNth(3);
    }

    static List<WorkedCase> everyNth(int step) {
        List<WorkedCase> all = WorkedCase.all();
        return IntStream.iterate(0, number -> number < all.size(), number -> number + step)
                .mapToObj(all::get)
                .toList();
    }

    @Test
    void worked_cases_are_certified_as_expected() throws IOException {
        SoftAssertions cases = new SoftAssertions();
        for (WorkedCase one : postedCases()) {
            JsonNode result = JSON.readTree(
                    post(one.body()).then().statusCode(201).extract().asByteArray());
            cases.assertThat(summary(result)).as(one.name()).isEqualTo(one.expectedSummary());
        }
        cases.assertAll();
    }

    @Test
    void a_result_is_fetched_again_byte_for_byte() {
        Response posted = post(ExampleCandidate.json());
        String location = posted.header("Location");
        assertThat(location).endsWith("/v1/assessments/" + posted.path("assessmentId"));
        Response fetched = request().get(location);
        assertThat(fetched.asByteArray()).isEqualTo(posted.asByteArray());
        assertThat(fetched.header("Cache-Control")).isEqualTo("no-store");
        for (String address : List.of(location, location + "/result", location + "?view=summary")) {
            String tag = request().get(address).header("ETag");
            assertThat(request().header("If-None-Match", tag).get(address).statusCode())
                    .as(address)
                    .isEqualTo(304);
        }
        assertThat(request()
                        .header("If-None-Match", fetched.header("ETag"))
                        .header("Accept-Language", "ja")
                        .get(location)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void sentences_come_in_the_language_asked_for_and_are_not_kept() {
        Response posted = request()
                .header("Accept-Language", "ja, en;q=0.5")
                .body(ExampleCandidate.json())
                .post("/v1/assessments");
        assertThat(posted.header("Content-Language")).isEqualTo("ja");
        assertThat(posted.header("Content-Length")).isNotNull();
        assertThat(posted.header("Vary")).contains("Accept-Language");
        String sentence = "fields[0].nextLevel.shortfalls[0].sentence";
        assertThat(posted.<String>path(sentence)).isEqualTo("貢献3種類が必要ですが、1種類です。2種類不足しています。");

        Response again = request().header("Accept-Language", "fr").get(posted.header("Location"));
        assertThat(again.header("Content-Language")).isEqualTo("en");
        assertThat(again.header("Vary")).contains("Accept-Language");
        assertThat(again.<String>path(sentence))
                .isEqualTo("Three kinds of contribution are required, one is there: two are missing.");

        String kept = request().get(posted.header("Location") + "/result").asString();
        assertThat(kept).doesNotContain("\"sentence\"");
        assertThat(again.asString().replaceAll(",\"sentence\":\"[^\"]*\"", "")).isEqualTo(kept);
        assertThat(posted.asString().replaceAll(",\"sentence\":\"[^\"]*\"", "")).isEqualTo(kept);
    }

    @Test
    void a_compact_answer_has_the_levels_and_the_shortfalls_of_the_next_sheets() throws IOException {
        Response posted = request()
                .header("Prefer", "return=minimal")
                .body(ExampleCandidate.json())
                .post("/v1/assessments");
        assertThat(posted.statusCode()).isEqualTo(201);
        assertThat(posted.header("Preference-Applied")).isEqualTo("return=minimal");
        assertThat(posted.header("Vary")).contains("Prefer");
        assertThat(posted.header("Content-Language")).isNull();
        assertThat(posted.asByteArray()).hasSizeLessThanOrEqualTo(2048);

        String location = posted.header("Location");
        assertThat(posted.<String>path("location")).isEqualTo(location.replaceFirst("http://[^/]*", ""));
        Response again = request().queryParam("view", "summary").get(location);
        assertThat(again.asByteArray()).isEqualTo(posted.asByteArray());

        JsonNode full = JSON.readTree(request().get(location).asByteArray());
        JsonNode compact = JSON.readTree(posted.asByteArray());
        assertThat(compact.get("certifiedLevel")).isEqualTo(full.get("certifiedLevel"));
        for (int field = 0; field < 4; field++) {
            JsonNode next = full.at("/fields/" + field + "/nextLevel");
            JsonNode compactNext = compact.at("/fields/" + field + "/nextLevel");
            assertThat(compactNext.get("sheet")).isEqualTo(next.get("sheet"));
            assertThat(Set.copyOf(compactNext.findValuesAsText("condition")))
                    .isEqualTo(Set.copyOf(next.findValuesAsText("condition")));
        }
        assertThat(compact.at("/fields/0/nextLevel/shortfalls").toString())
                .isEqualTo("[{\"condition\":\"kinds >= 3\",\"actual\":1,\"missing\":2}]");
    }

    @Test
    void a_request_sent_again_under_its_key_gets_the_first_answer_and_stores_nothing() {
        String body = "{\"candidateId\": \"retried\"}";
        Response first =
                keyed("\"k-1\"").header("Accept-Language", "ja").body(body).post("/v1/assessments");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isNull();
        Response again =
                keyed("\"k-1\"").header("Prefer", "return=minimal").body(body).post("/v1/assessments");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
        for (String header : List.of("Location", "Content-Language", "Content-Type", "Vary")) {
            assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
        }
        assertThat(found("candidateId", "retried")).hasSize(1);

        Response compact =
                keyed("\"k-2\"").header("Prefer", "return=minimal").body(body).post("/v1/assessments");
        Response compactAgain = keyed("\"k-2\"").body(body).post("/v1/assessments");
        assertThat(compactAgain.asByteArray()).isEqualTo(compact.asByteArray());
        assertThat(compactAgain.header("Preference-Applied")).isEqualTo("return=minimal");
        assertThat(found("candidateId", "retried")).hasSize(2);
    }

    @Test
    void a_key_used_with_another_body_is_refused_and_other_clients_have_keys_of_their_own() {
        keyed("\"k-3\"").body("{\"candidateId\": \"mine\"}").post("/v1/assessments");
        Response other = keyed("\"k-3\"").body("{\"candidateId\":  \"mine\"}").post("/v1/assessments");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.<String>path("type")).isEqualTo("urn:kentei:problem:idempotency-key-reused");
        assertThat(found("candidateId", "mine")).hasSize(1);
        Response theirs = request()
                .header("Idempotency-Key", "\"k-3\"")
                .header("Kentei-Client", "another")
                .body("{\"candidateId\": \"mine\"}")
                .post("/v1/assessments");
        assertThat(theirs.statusCode()).isEqualTo(201);
        assertThat(found("candidateId", "mine")).hasSize(2);
    }

    @Test
    void a_refused_candidate_does_not_use_up_its_key() {
        keyed("\"k-4\"")
                .body("{\"candidateId\": 4}")
                .post("/v1/assessments")
                .then()
                .statusCode(400);
        keyed("\"k-4\"")
                .body("{\"candidateId\": \"4\"}")
                .post("/v1/assessments")
                .then()
                .statusCode(201);
    }

    @Test
    void a_request_whose_assessment_was_erased_is_not_done_again() {
        String body = "{\"candidateId\": \"forgotten\"}";
        keyed("\"k-5\"").body(body).post("/v1/assessments");
        request().delete("/v1/candidates/forgotten").then().statusCode(200);
        Response again = keyed("\"k-5\"").body(body).post("/v1/assessments");
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(found("candidateId", "forgotten")).isEmpty();
    }

    @Test
    void the_same_request_64_times_at_once_makes_one_assessment() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            Callable<Response> post = () ->
                    keyed("\"k-64\"").body("{\"candidateId\": \"at once\"}").post("/v1/assessments");
            Set<String> bodies = new HashSet<>();
            int replayed = 0;
            for (Future<Response> answer : threads.invokeAll(Collections.nCopies(64, post))) {
                assertThat(answer.get().statusCode()).isEqualTo(201);
                bodies.add(answer.get().asString());
                replayed += answer.get().header("Idempotent-Replayed") == null ? 0 : 1;
            }
            assertThat(bodies).hasSize(1);
            assertThat(replayed).isEqualTo(63);
        } finally {
            threads.shutdownNow();
        }
        assertThat(found("candidateId", "at once")).hasSize(1);
    }

    @Test
    void a_trial_decides_like_an_assessment_and_stores_nothing() throws IOException {
        ObjectNode tried = (ObjectNode) JSON.readTree(
                request().body(ExampleCandidate.json()).post("/v1/trials").asByteArray());
        ObjectNode assessed =
                (ObjectNode) JSON.readTree(post(ExampleCandidate.json()).asByteArray());
        assertThat(tried.remove("trial").booleanValue()).isTrue();
        assertThat(tried.has("assessmentId")).isFalse();
        tried.remove("assessedAt");
        assessed.remove(List.of("assessmentId", "assessedAt"));
        assertThat(tried).isEqualTo(assessed);

        Response only = request().body("{\"candidateId\": \"only tried\"}").post("/v1/trials");
        assertThat(only.statusCode()).isEqualTo(200);
        assertThat(only.header("Location")).isNull();
        assertThat(found("candidateId", "only tried")).isEmpty();
        request().body("{\"candidateId\": 7}").post("/v1/trials").then().statusCode(400);
    }

    @Test
    void a_stream_and_a_job_of_the_same_lines_come_to_the_same_results() throws Exception {
        List<String> lines = WorkedCase.all().subList(990, 1060).stream()
                .map(one -> new String(one.body(), StandardCharsets.UTF_8).replace("\n", ""))
                .toList();
        String[] headers = {"Kentei-Client: same-lines-streamed", "Idempotency-Key: \"both\""};
        List<String> streamed = StreamClient.answerTo(lines, headers);
        assertThat(streamed).last().isEqualTo("{\"end\":true,\"lines\":70,\"assessed\":70,\"refused\":0}");
        assertThat(StreamClient.answerTo(lines, headers)).isEqualTo(streamed);

        String job = given().filter(documented)
                .contentType("application/x-ndjson")
                .header("Kentei-Client", "same-lines-as-job")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("location");
        for (int attempt = 0; request().get(job).path("results") == null; attempt++) {
            assertThat(attempt).isLessThan(600);
            Thread.sleep(50);
        }
        List<String> results =
                request().get(job + "/results").asString().lines().toList();
        for (int line = 0; line < 70; line++) {
            assertThat(withoutId(results.get(line))).isEqualTo(withoutId(streamed.get(line)));
        }
        assertThat(found("client", "same-lines-streamed")).hasSize(70);
        assertThat(found("client", "same-lines-as-job")).hasSize(70);
    }

    private static JsonNode withoutId(String line) throws IOException {
        JsonNode answer = JSON.readTree(line);
        ((ObjectNode) answer.get("result")).remove(List.of("assessmentId", "location"));
        return answer;
    }

    private RequestSpecification keyed(String key) {
        return request().header("Idempotency-Key", key);
    }

    @Test
    void an_answer_names_the_zone_that_decided_which_day_is_today() {
        Response undated = post("{\"candidateId\": \"undated\"}");
        ZoneId zone = ZoneId.of(undated.path("asOfZone"));
        assertThat(undated.<String>path("asOf"))
                .isEqualTo(LocalDate.ofInstant(Instant.parse(undated.path("assessedAt")), zone)
                        .toString());
        assertThat(post(ExampleCandidate.json()).asString()).doesNotContain("asOfZone");
    }

    @Test
    void the_firing_record_holds_the_candidate_as_given_and_every_firing_with_its_clause() throws IOException {
        Response posted = request()
                .header("Kentei-Client", "personnel")
                .body(ExampleCandidate.json())
                .post("/v1/assessments");
        Response record = request().get(posted.header("Location") + "/firings");
        assertThat(record.statusCode()).isEqualTo(200);
        JsonNode read = JSON.readTree(record.asByteArray());
        assertThat(read.get("assessmentId").textValue()).isEqualTo(posted.path("assessmentId"));
        assertThat(read.at("/client/name").textValue()).isEqualTo("personnel");
        assertThat(record.asString()).contains(new String(ExampleCandidate.json(), StandardCharsets.UTF_8).strip());
        List<String> clauses = read.get("firings").findValuesAsText("clause");
        assertThat(clauses).contains("OM7.SIZE.A", "OM4.SUCCESSION", "SHARED.COUNTED_PROJECT");
        List<Integer> sequences = new ArrayList<>();
        read.get("firings")
                .forEach(firing -> sequences.add(firing.get("sequence").intValue()));
        assertThat(sequences).isSorted().doesNotHaveDuplicates().startsWith(1).endsWith(sequences.size());
        JsonNode sizeA = firing(read, "OM7.SIZE.A");
        assertThat(sizeA.at("/facts/0/id").textValue()).isEqualTo("P-1");
        assertThat(sizeA.at("/facts/0/values/headcount").intValue()).isEqualTo(260);
        assertThat(sizeA.get("file").textValue()).isEqualTo("operations-management/OM7.drl");
        assertThat(sizeA.get("conclusion").textValue()).isEqualTo("project P-1 meets a size clause of OM7");
    }

    @Test
    void the_order_of_lists_changes_neither_the_result_nor_the_firings() throws IOException {
        Random random = new Random(20080331);
        for (WorkedCase one : WorkedCase.all().subList(1000, 1020)) {
            ObjectNode shuffled = one.candidate().deepCopy();
            shuffle(shuffled, random);
            Response first = post(one.body());
            Response second = post(shuffled.toString().getBytes(StandardCharsets.UTF_8));
            assertThat(withoutIdAndTime(second)).isEqualTo(withoutIdAndTime(first));
            assertThat(firings(second)).as(one.name()).isEqualTo(firings(first));
        }
    }

    @Test
    void assessments_of_a_candidate_are_listed_newest_first_page_by_page_while_new_ones_come_in() {
        String candidate = "{\"candidateId\": \"listed\"}";
        List<String> posted = new ArrayList<>();
        for (int count = 0; count < 5; count++) {
            posted.add(post(candidate).path("assessmentId"));
        }
        Collections.reverse(posted);
        List<String> listed = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification page =
                    request().queryParam("candidateId", "listed").queryParam("limit", 2);
            Response answer = (cursor == null ? page : page.queryParam("cursor", cursor)).get("/v1/assessments");
            listed.addAll(answer.path("items.assessmentId"));
            cursor = answer.path("nextCursor");
            post(candidate);
        } while (cursor != null);
        assertThat(listed).isEqualTo(posted);
    }

    @Test
    void the_worked_cases_are_found_by_the_sheets_they_meet_and_the_levels_they_reach() {
        List<WorkedCase> cases = WorkedCase.all().subList(1000, 1030);
        for (WorkedCase one : cases) {
            request()
                    .header("Kentei-Client", "worked cases")
                    .body(one.body())
                    .post("/v1/assessments")
                    .then()
                    .statusCode(201);
        }
        for (String sheet : List.of("OM7", "OM3", "SY4", "OP3", "SD4")) {
            assertThat(found("client", "worked cases", "sheet", sheet))
                    .as(sheet)
                    .hasSize(count(cases, one -> !letters(one, sheet).contains("N")));
            assertThat(found("client", "worked cases", "sheet", sheet, "status", "NOT_MET"))
                    .as(sheet)
                    .hasSize(count(cases, one -> letters(one, sheet).contains("N")));
            assertThat(found("client", "worked cases", "sheet", sheet, "criterion", "SPECIALTY", "status", "NOT_MET"))
                    .hasSize(count(cases, one -> letters(one, sheet).charAt(3) == 'N'));
        }
        for (int level = 3; level <= 7; level++) {
            int wanted = level;
            assertThat(found("client", "worked cases", "level", Integer.toString(level)))
                    .hasSize(count(
                            cases, one -> one.expected().get("certifiedLevel").asInt() == wanted));
            assertThat(found(
                            "client",
                            "worked cases",
                            "specialtyField",
                            "SERVICE_DESK",
                            "level",
                            Integer.toString(level)))
                    .hasSize(count(
                            cases,
                            one -> one.expected().at("/fields/SERVICE_DESK").asInt() == wanted));
        }
        assertThat(found("client", "worked cases", "level", "NONE"))
                .hasSize(
                        count(cases, one -> one.expected().get("certifiedLevel").isNull()));
    }

    @Test
    void an_assessment_is_found_by_the_rules_that_fired_by_its_revision_and_by_its_time() {
        Response posted = request()
                .header("Kentei-Client", "finder")
                .body(ExampleCandidate.json())
                .post("/v1/assessments");
        String time = posted.path("assessedAt");
        String revision = posted.path("ruleset.revision");
        String rule = "OM7 size A: a project of the level's size";
        assertThat(found("client", "finder", "clause", "OM7.SIZE.A", "rule", rule, "revision", revision))
                .hasSize(1);
        assertThat(found("client", "finder", "clause", "OM7.SUCCESSION")).isEmpty();
        assertThat(found("client", "finder", "from", time)).hasSize(1);
        assertThat(found("client", "finder", "to", time)).isEmpty();
        assertThat(found("client", "finder", "revision", "0".repeat(64))).isEmpty();
        assertThat(found("client", "nobody")).isEmpty();
    }

    @Test
    void an_export_holds_the_pages_in_ndjson_or_csv() throws IOException {
        Response posted = request()
                .header("Kentei-Client", "=exporter")
                .body(ExampleCandidate.json())
                .post("/v1/assessments");
        request()
                .header("Kentei-Client", "=exporter")
                .body("{\"candidateId\": \"@a, \\\"b\\\"\"}")
                .post("/v1/assessments");
        Response exported = request().queryParam("client", "=exporter").get("/v1/assessments/export");
        assertThat(exported.contentType()).startsWith("application/x-ndjson");
        List<String> lines = exported.asString().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(2)).isEqualTo("{\"end\":true,\"count\":2}");
        ObjectNode last = (ObjectNode) JSON.readTree(lines.get(1));
        assertThat(last.remove("result").toString())
                .isEqualTo(request()
                        .get("/v1/assessments/" + posted.path("assessmentId") + "/result")
                        .asString());
        assertThat(last)
                .isEqualTo(JSON.readTree(request()
                                .queryParam("client", "=exporter")
                                .get("/v1/assessments")
                                .asByteArray())
                        .at("/items/1"));
        Response csv =
                request().accept("text/csv").queryParam("client", "=exporter").get("/v1/assessments/export");
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"assessments.csv\"");
        assertThat(csv.asString().split("\r\n")).hasSize(3);
        assertThat(csv.asString())
                .startsWith("assessmentId,candidateId,asOf,")
                .contains(",\"'@a, \"\"b\"\"\",", ",'=exporter,,\r\n")
                .endsWith(",'=exporter,,2\r\n");
        assertThat(request()
                        .queryParam("client", "=exporter")
                        .queryParam("format", "csv")
                        .get("/v1/assessments/export")
                        .asString())
                .isEqualTo(csv.asString());
    }

    @Test
    void a_refused_candidate_leaves_nothing_in_the_record() {
        post("{\"candidateId\": \"refused\", \"projects\": [{}]}").then().statusCode(400);
        assertThat(request()
                        .queryParam("candidateId", "refused")
                        .get("/v1/assessments")
                        .<List<Object>>path("items"))
                .isEmpty();
    }

    @Test
    void before_the_edition_begins_no_sheet_is_in_force_and_the_answer_is_stored_all_the_same() {
        Response answer = post("{\"candidateId\": \"early\", \"asOf\": \"2008-10-30\"}");

        assertThat(answer.<String>path("status")).isEqualTo("NO_SHEET_IN_FORCE");
        assertThat(answer.<String>path("fields[0].sheets[0].notInForce.from")).isEqualTo("2008-10-31");
        assertThat(request()
                        .get("/v1/assessments/{id}", answer.<String>path("assessmentId"))
                        .<String>path("status"))
                .isEqualTo("NO_SHEET_IN_FORCE");
        assertThat(found("candidateId", "early")).hasSize(1);
        assertThat(found("candidateId", "early", "sheet", "OM7", "status", "NOT_MET"))
                .as("a sheet that is not decided is not found as not met")
                .isEmpty();
    }

    @Test
    void an_absent_as_of_date_is_today() {
        String asOf = post("{\"candidateId\": \"today\"}").path("asOf");
        assertThat(asOf)
                .isIn(
                        java.time.LocalDate.now().toString(),
                        java.time.LocalDate.now().minusDays(1).toString());
    }

    private List<String> found(String... parameters) {
        RequestSpecification search = request().queryParam("limit", 1000);
        for (int index = 0; index < parameters.length; index += 2) {
            search.queryParam(parameters[index], parameters[index + 1]);
        }
        byte[] list =
                search.get("/v1/assessments").then().statusCode(200).extract().asByteArray();
        try {
            return JSON.readTree(list).get("items").findValuesAsText("assessmentId");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int count(List<WorkedCase> cases, Predicate<WorkedCase> wanted) {
        return (int) cases.stream().filter(wanted).count();
    }

    private static String letters(WorkedCase one, String sheet) {
        return one.expected().at("/sheets/" + sheet).textValue();
    }

    private RequestSpecification request() {
        return given().filter(documented).contentType("application/json");
    }

    private Response post(byte[] body) {
        return request().body(body).post("/v1/assessments");
    }

    private Response post(String body) {
        return post(body.getBytes(StandardCharsets.UTF_8));
    }

    private String firings(Response posted) throws IOException {
        return JSON.readTree(
                        request().get(posted.header("Location") + "/firings").asByteArray())
                .get("firings")
                .toString();
    }

    private static String withoutIdAndTime(Response posted) throws IOException {
        ObjectNode result = (ObjectNode) JSON.readTree(posted.asByteArray());
        result.remove(List.of("assessmentId", "assessedAt"));
        return result.toString();
    }

    private static JsonNode firing(JsonNode firingRecord, String clause) {
        for (JsonNode firing : firingRecord.get("firings")) {
            if (firing.get("clause").textValue().equals(clause)) {
                return firing;
            }
        }
        throw new AssertionError("No rule fired for " + clause);
    }

    private static void shuffle(JsonNode node, Random random) {
        if (node instanceof ArrayNode array) {
            List<JsonNode> items = new ArrayList<>();
            array.forEach(items::add);
            Collections.shuffle(items, random);
            array.removeAll().addAll(items);
        }
        node.forEach(child -> shuffle(child, random));
    }

    @Test
    void the_overview_counts_candidates_by_their_latest_assessments() {
        fold.fold();
        long before = candidatesOfTheOverview();
        for (int time = 0; time < 2; time++) {
            given().contentType("application/json")
                    .body(new String(ExampleCandidate.json(), StandardCharsets.UTF_8).replace("E-1024", "overviewed"))
                    .post("/v1/assessments")
                    .then()
                    .statusCode(201);
        }
        fold.fold();
        assertThat(candidatesOfTheOverview()).isEqualTo(before + 1);
        given().delete("/v1/candidates/overviewed").then().statusCode(200);
        fold.fold();
        assertThat(candidatesOfTheOverview()).isEqualTo(before);
    }

    private long candidatesOfTheOverview() {
        return overview.figures().standings().stream()
                .filter(one -> one.standing().specialtyField().equals("OPERATIONS_MANAGEMENT"))
                .mapToLong(Overview.CandidatesInStanding::candidates)
                .sum();
    }

    private static String summary(JsonNode result) {
        StringBuilder summary = new StringBuilder();
        summary.append(result.get("certifiedLevel")).append(' ');
        summary.append(result.get("examination").path("code").asText("null")).append(' ');
        for (JsonNode field : result.get("fields")) {
            summary.append(field.get("specialtyField").textValue()).append('=');
            summary.append(field.get("certifiedLevel")).append(' ');
        }
        for (JsonNode field : result.get("fields")) {
            for (JsonNode sheet : field.get("sheets")) {
                summary.append(sheet.get("sheet").textValue()).append('=');
                for (JsonNode criterion : sheet.get("criteria")) {
                    summary.append(
                            switch (criterion.get("status").textValue()) {
                                case "MET" -> 'M';
                                case "NOT_MET" -> 'N';
                                default -> '-';
                            });
                }
                summary.append(' ');
            }
        }
        return summary.toString();
    }
}
