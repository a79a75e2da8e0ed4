package org.kentei.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.kentei.WorkedCase;
import org.kentei.assessment.ExampleCandidate;

/** A candidate is decided, and the answer is read again. */
abstract class AssessmentsContract extends ServiceContract {

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
        assertThat(request()
                        .body("{\"candidateId\": \"early\", \"asOf\": \"2008-10-30\"}")
                        .post("/v1/trials")
                        .<String>path("status"))
                .isEqualTo("NO_SHEET_IN_FORCE");
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
        Response posted = postAs("personnel", ExampleCandidate.json());
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
