package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kentei.http.PageReader.EXAMPLE;
import static org.kentei.http.PageReader.assess;
import static org.kentei.http.PageReader.page;
import static org.kentei.http.PageReader.person;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;

/** The page of a verdict, and its certificate. */
@QuarkusTest
@QuarkusTestResource(H2Resource.class)
class VerdictPageTest {

    /** Two projects that overlap, one that was not successful, and one that begins too late. */
    private static final String OVERLAPPING = """
        {"candidateId": "overlapping", "asOf": "2026-03-31", "projects": [
          {"projectId": "A", "title": "First", "specialtyField": "OPERATIONS_MANAGEMENT", "role": "MEMBER",
           "phases": ["PLANNING", "IMPLEMENTATION"], "from": "2024-01-01", "to": "2024-06-30", "successful": true,
           "complexity": ["COMPLEX_STRUCTURE", "COMPLEX_CONTRACT"]},
          {"projectId": "B", "title": "Second", "specialtyField": "OPERATIONS_MANAGEMENT", "role": "MEMBER",
           "phases": ["PLANNING"], "from": "2024-05-01", "to": "2024-10-31", "successful": true,
           "complexity": ["COMPLEX_STRUCTURE", "COMPLEX_CONTRACT"]},
          {"projectId": "C", "title": "Stopped", "specialtyField": "OPERATIONS_MANAGEMENT", "role": "MEMBER",
           "from": "2025-01-01", "successful": false},
          {"projectId": "D", "title": "Later", "specialtyField": "OPERATIONS_MANAGEMENT", "role": "MEMBER",
           "from": "2026-04-01", "successful": true}],
         "specialties": [{"specialtyField": "OPERATIONS_MANAGEMENT", "area": "RISK_PREVENTION",
                          "depth": "PERFORMS_INDEPENDENTLY"}]}
        """;

    @BeforeEach
    void waitUntilReady() throws InterruptedException {
        ReadyService.await();
    }

    @Test
    void a_verdict_shows_the_matrix_with_the_certified_sheet_marked_and_levels_without_a_sheet_empty() {
        Document page = page("/assessments/" + assess(EXAMPLE));
        assertThat(page.select(".level-badge strong").text()).isEqualTo("4");
        assertThat(page.select(".levels tbody tr th").eachText()).containsExactly("7", "6", "5", "4", "3", "2", "1");
        assertThat(page.select(".levels .CERTIFIED").text()).isEqualTo("OM4 certified");
        assertThat(page.select(".levels td.cell:not(.NO_SHEET)")).hasSize(13);
        assertThat(page.select(".levels td.NO_SHEET")).hasSize(15);
        assertThat(page.select("details.sheet[open]").eachAttr("id")).containsExactly("OM5", "OM4");
        assertThat(page.select("#OM5 .criteria > div")).hasSize(6);
        assertThat(page.select("#OM5 .NOT_MET dt").text()).startsWith("Succession of expertise");
    }

    @Test
    void a_shortfall_is_shown_as_a_bar_and_in_words() {
        Element gap = page("/assessments/" + assess(EXAMPLE)).selectFirst(".shortfall");
        assertThat(gap.selectFirst("meter").attr("max")).isEqualTo("3");
        assertThat(gap.selectFirst("meter").attr("value")).isEqualTo("1");
        assertThat(gap.select(".shortfall-says").text())
                .isEqualTo("Three kinds of contribution are required, one is there: two are missing.");
    }

    @Test
    void every_firing_shows_its_rule_as_its_revision_has_it_and_leads_to_its_clause() {
        String id = assess(EXAMPLE);
        Document page = page("/assessments/" + id);
        int firings = given().get("/v1/assessments/" + id + "/firings")
                .<java.util.List<?>>path("firings")
                .size();
        assertThat(page.select(".firings > li")).hasSize(firings);
        page.select(".firings > li").forEach(firing -> {
            String rule = firing.select(".firing strong").first().text();
            assertThat(firing.select("pre").text())
                    .contains("rule \"" + rule + "\"")
                    .endsWith("end");
        });
        String clause = page.select(".firing a").first().attr("href");
        assertThat(given().redirects()
                        .follow(false)
                        .urlEncodingEnabled(false)
                        .get(clause)
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void ids_that_look_the_same_are_told_apart_on_every_page() {
        String id = assess(EXAMPLE.replace("E-1024", "E-\\u200b1\\u202e2 \\udb40\\udc41"));
        String shown = "E-[U+200B]1[U+202E]2 [U+E0041]";
        assertThat(page("/assessments/" + id).select("h1").text()).endsWith(shown);
        assertThat(page("/assessments").select(".found th").eachText()).contains(shown);
        assertThat(page("/assessments/" + id + "/certificate")
                        .select(".certified-name")
                        .text())
                .isEqualTo(shown);
    }

    @Test
    void a_proof_is_verified_step_by_step() {
        Document page = page("/assessments/" + assess(EXAMPLE) + "?verify=yes");
        assertThat(page.select(".steps .holds")).hasSize(7);
        assertThat(page.select(".steps .fails")).isEmpty();
    }

    @Test
    void an_erased_assessment_says_so_and_still_proves_that_it_was_made() {
        String id = assess("{\"candidateId\": \"erased-on-pages\"}");
        given().delete("/v1/candidates/erased-on-pages").then().statusCode(200);
        Document page = page("/assessments/" + id + "?verify=yes");
        assertThat(page.select("h1").text()).isEqualTo("Erased assessment");
        assertThat(page.select(".lead time")).hasSize(1);
        assertThat(page.text()).doesNotContain("erased-on-pages");
        assertThat(page.select(".steps .fails")).isEmpty();
        assertThat(page("/assessments").select(".found th").eachText()).contains("Erased assessment");
        assertThat(person().get("/assessments/" + id + "/certificate").statusCode())
                .isEqualTo(410);
    }

    @Test
    void a_certificate_names_where_it_is_verified_and_is_only_there_where_a_level_is_certified() {
        String id = assess(EXAMPLE);
        Document page = page("/assessments/" + id + "/certificate");
        assertThat(page.select(".certificate-facts a").attr("href"))
                .isEqualTo("https://kentei.example.com/base/assessments/" + id);
        assertThat(page.select(".issuer").text()).isEqualTo("Issued by Example Certification Board");
        assertThat(page.select("svg.qr path").attr("d")).startsWith("M4 4h7v1h-7z");
        assertThat(page.select(".certificate-facts").text())
                .contains(RulesFolder.files().revision());
        String nothing = assess("{\"candidateId\": \"nothing-certified\"}");
        assertThat(person().get("/assessments/" + nothing + "/certificate").statusCode())
                .isEqualTo(404);
    }

    @Test
    void each_project_is_on_the_line_of_time_with_the_sheets_that_it_counts_for() {
        Document page = page("/assessments/" + assess(OVERLAPPING));
        Element claims = page.selectFirst("section.claims");
        assertThat(claims.select(".lane-what strong").eachText())
                .startsWith("First", "Second", "Stopped", "Later", "Counted time for OM3");
        Element first = claims.select(".lane").get(0);
        assertThat(first.select(".sheet-tag").eachText()).containsExactly("OM3");
        assertThat(first.select("rect.run")).hasSize(1);
        assertThat(claims.select(".lane.refused .missing").eachText())
                .containsExactly(
                        "Not considered: the project is not stated as successful",
                        "Not considered: it begins after the as-of date");
        // the two projects overlap by two months, and each day counts once
        Element total = claims.select(".lane.total").get(0);
        assertThat(total.select("rect.run")).hasSize(1);
        assertThat(total.select(".status").text()).isEqualTo("10 / 12 months");
        assertThat(first.select("table.marks tbody tr").get(4).select("td").eachAttr("class"))
                .containsExactly("YES", "YES", "NOT_REQUIRED", "YES", "YES");
        assertThat(page.select(".criteria .NOT_MET .reason").eachText())
                .contains("12 months of experience are required, 10 are there: 2 are missing.");
    }

    @Test
    void every_unmet_criterion_says_why_and_without_a_level_the_nearest_field_is_named() {
        Document page = page("/assessments/" + assess(OVERLAPPING));
        assertThat(page.select(".nearest").text()).startsWith("The nearest level: Operations Management, OM3, Level 3");
        assertThat(page.select(".criteria .NOT_MET"))
                .isNotEmpty()
                .allSatisfy(criterion ->
                        assertThat(criterion.select(".reason").text()).isNotBlank());
        assertThat(page("/assessments/" + assess(EXAMPLE)).select(".nearest")).isEmpty();
    }

    @Test
    void conclusions_name_entries_by_their_titles_in_the_language_of_the_reader() {
        String id = assess(EXAMPLE);
        assertThat(page("/assessments/" + id).select(".firings .conclusion").eachText())
                .contains("project “Global payment platform operations (P-1)” is counted for OM7")
                .noneMatch(said -> said.contains("SERVICE_LEVEL_MANAGEMENT"));
        assertThat(page("/assessments/" + id + "?lang=ja")
                        .select(".firings .conclusion")
                        .eachText())
                .contains("プロジェクト「Global payment platform operations (P-1)」はOM7の期間に算入されます")
                .noneMatch(said -> said.contains("satisfies") || said.contains("conclusion."));
    }
}
