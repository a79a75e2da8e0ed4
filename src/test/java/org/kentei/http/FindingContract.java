package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.kentei.WorkedCase;
import org.kentei.assessment.ExampleCandidate;
import org.kentei.record.overview.Overview;
import org.kentei.record.overview.OverviewFold;

/** Assessments are listed, found, exported and counted. */
abstract class FindingContract extends ServiceContract {

    @Inject
    OverviewFold fold;

    @Inject
    Overview overview;

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
            postAs("worked cases", one.body()).then().statusCode(201);
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
        Response posted = postAs("finder", ExampleCandidate.json());
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
        Response posted = postAs("=exporter", ExampleCandidate.json());
        postAs("=exporter", "{\"candidateId\": \"@a, \\\"b\\\"\"}".getBytes(StandardCharsets.UTF_8));
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

    private static int count(List<WorkedCase> cases, Predicate<WorkedCase> wanted) {
        return (int) cases.stream().filter(wanted).count();
    }

    private static String letters(WorkedCase one, String sheet) {
        return one.expected().at("/sheets/" + sheet).textValue();
    }
}
