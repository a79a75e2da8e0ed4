package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.http.problem.Problem;

/** The rulebook as the service has it. */
@QuarkusTest
@QuarkusTestResource(H2Resource.class)
class RulebookTest {

    @BeforeEach
    void waitUntilReady() throws InterruptedException {
        ReadyService.await();
    }

    @Test
    void the_front_page_names_the_active_revision_and_leads_to_every_sheet() {
        Response index = given().get("/rulebook");
        assertThat(index.statusCode()).isEqualTo(200);
        assertThat(index.contentType()).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(index.asString()).contains(RulesFolder.files().revision());
        RulesFolder.vocabulary().sheets().forEach(sheet -> {
            assertThat(index.asString()).contains("href=\"/rulebook/" + sheet.sheet() + "\"");
            assertThat(given().get("/rulebook/" + sheet.sheet()).asString())
                    .contains("<h1>")
                    .contains(sheet.sheet());
        });
    }

    @Test
    void the_pages_need_nothing_from_elsewhere_and_their_stylesheet_is_there() {
        Response page = given().get("/rulebook/matrix");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(page.asString()).doesNotContain("<script", "http://", "https://");
        String address = page.htmlPath().getString("**.find { it.name() == 'link' }.@href");
        assertThat(address).startsWith("/kentei.css?v=");
        Response stylesheet = given().get(address);
        assertThat(stylesheet.statusCode()).isEqualTo(200);
        assertThat(stylesheet.contentType()).startsWith("text/css");
    }

    @Test
    void an_unchanged_page_is_not_sent_again() {
        String tag = given().get("/rulebook/OM7").header("ETag");
        Response again = given().header("If-None-Match", tag).get("/rulebook/OM7");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asString()).isEmpty();
    }

    @Test
    void a_clause_and_a_rule_are_found_by_their_names() {
        Response clause = given().redirects().follow(false).get("/rulebook/clause/OM7.SIZE.A");
        assertThat(clause.statusCode()).isEqualTo(303);
        assertThat(clause.header("Location")).endsWith("/rulebook/OM7#OM7.SIZE.A");
        Response shared = given().redirects()
                .follow(false)
                .pathParam("clause", "SHARED.COUNTED_PROJECT")
                .get("/rulebook/clause/{clause}");
        assertThat(shared.header("Location")).endsWith("/rulebook/shared#SHARED.COUNTED_PROJECT");
        Response rule = given().redirects()
                .follow(false)
                .pathParam("rule", "OM7 size A: a project of the level's size")
                .get("/rulebook/rule/{rule}");
        assertThat(rule.header("Location")).contains("/rulebook/OM7#rule-om7-size-a");
    }

    @Test
    void a_page_that_is_not_there_is_a_problem_for_programs_and_a_page_for_people() {
        for (String address : new String[] {"/rulebook/XX9", "/rulebook/clause/XX9.SIZE", "/rulebook/rule/none"}) {
            Response problem = given().get(address);
            assertThat(problem.statusCode()).isEqualTo(404);
            assertThat(problem.contentType()).startsWith(Problem.MEDIA_TYPE);
            assertThat(problem.<String>path("type")).isEqualTo("urn:kentei:problem:not-found");
            Response page =
                    given().accept("text/html,application/xhtml+xml,*/*;q=0.8").get(address);
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.contentType()).startsWith("text/html");
            assertThat(page.asString()).contains("<main");
        }
    }

    @Test
    void a_hostile_page_name_is_shown_as_text() {
        Response page = given().accept("text/html")
                .pathParam("page", "<script>alert(1)</script>")
                .get("/rulebook/{page}");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.asString()).doesNotContain("<script>").contains("&lt;script&gt;");
    }

    @Test
    void the_rulebook_shows_what_is_in_force_on_the_day_that_the_reader_chooses() {
        assertThat(given().get("/rulebook/OM7?asOf=2008-10-30").asString())
                .contains("not on 2008-10-30", "href=\"/rulebook/matrix?asOf=2008-10-30\"");
        assertThat(given().get("/rulebook/OM7?asOf=2008-10-31").asString()).doesNotContain("not on 2008-10-31");
        assertThat(given().redirects()
                        .follow(false)
                        .get("/rulebook/clause/OM7.SIZE.A?asOf=2008-10-31")
                        .header("Location"))
                .endsWith("/rulebook/OM7?asOf=2008-10-31#OM7.SIZE.A");
        assertThat(given().get("/rulebook?asOf=2008-13-31").statusCode()).isEqualTo(400);
        assertThat(given().accept("text/html").get("/rulebook?asOf=").statusCode())
                .isEqualTo(200);
    }

    @Test
    void sheets_and_rules_in_force_on_a_day_are_listed() {
        Response before = given().get("/v1/rules?asOf=2008-10-30");
        Response since = given().get("/v1/rules?asOf=2008-10-31");

        assertThat(before.<List<String>>path("sheets.sheet")).isEmpty();
        assertThat(before.<List<String>>path("rules.sheet")).containsOnlyNulls();
        assertThat(since.<String>path("asOf")).isEqualTo("2008-10-31");
        assertThat(since.<List<String>>path("sheets.sheet")).hasSize(13);
        assertThat(since.<List<String>>path("sheets.from")).containsOnly("2008-10-31");
        assertThat(given().get("/v1/rules/OM7.SIZE.A?asOf=2027-04-01").statusCode())
                .isEqualTo(200);
        assertThat(given().get("/v1/rules?asOf=today").statusCode()).isEqualTo(400);
    }

    @Test
    void the_rulebook_comes_in_no_other_media_type() {
        Response refused = given().accept("image/png").get("/rulebook");
        assertThat(refused.statusCode()).isEqualTo(406);
        assertThat(refused.<String>path("detail")).contains("text/html");
    }
}
