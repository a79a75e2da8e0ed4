package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kentei.http.PageReader.EXAMPLE;
import static org.kentei.http.PageReader.assess;
import static org.kentei.http.PageReader.page;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kentei.EditedRules;
import org.kentei.RulesFolder;
import org.kentei.log.ServiceVersion;
import org.kentei.record.overview.FieldStanding;
import org.kentei.record.overview.Overview;
import org.kentei.record.overview.Overview.CandidatesInStanding;
import org.kentei.record.overview.Overview.Figures;
import org.kentei.record.overview.OverviewFold;
import org.kentei.record.store.RulesetArchive;
import org.kentei.ruleset.RulesetFiles;

/** The figures over all candidates, and the pages of a candidate, an entry of the log and a revision. */
@QuarkusTest
@QuarkusTestResource(H2Resource.class)
class OverviewPageTest {

    private static final FieldStanding OF_THE_EXAMPLE =
            new FieldStanding("OPERATIONS_MANAGEMENT", 4, "OM5", List.of("SUCCESSION"));
    private static final FieldStanding WITHOUT_PROJECTS = new FieldStanding("OPERATIONS_MANAGEMENT", 0, "", List.of());

    @Inject
    OverviewFold fold;

    @Inject
    Overview overview;

    @Inject
    RulesetArchive archive;

    @BeforeEach
    void waitUntilReady() throws InterruptedException {
        ReadyService.await();
    }

    @Test
    void a_candidate_is_counted_once_by_the_latest_assessment_and_no_more_once_erased() {
        long before = inStanding(OF_THE_EXAMPLE);
        long without = inStanding(WITHOUT_PROJECTS);
        long decided = assessments();
        assess(EXAMPLE.replace("E-1024", "counted"));
        assess(EXAMPLE.replace("E-1024", "counted"));
        assertThat(inStanding(OF_THE_EXAMPLE)).isEqualTo(before + 1);
        assertThat(assessments()).isEqualTo(decided + 2);
        assess("{\"candidateId\": \"counted\"}");
        assertThat(inStanding(OF_THE_EXAMPLE)).isEqualTo(before);
        assertThat(inStanding(WITHOUT_PROJECTS)).isEqualTo(without + 1);
        given().delete("/v1/candidates/counted").then().statusCode(200);
        assertThat(inStanding(WITHOUT_PROJECTS)).isEqualTo(without);
        assertThat(assessments()).isEqualTo(decided + 3);
    }

    @Test
    void an_assessment_that_is_erased_before_it_is_counted_is_left_out() {
        long before = inStanding(OF_THE_EXAMPLE);
        assess(EXAMPLE.replace("E-1024", "not-counted"));
        given().delete("/v1/candidates/not-counted").then().statusCode(200);
        assertThat(inStanding(OF_THE_EXAMPLE)).isEqualTo(before);
    }

    @Test
    void the_overview_shows_levels_by_field_near_misses_and_how_often_rules_fired() {
        assess(EXAMPLE.replace("E-1024", "on-the-overview"));
        fold.fold();
        Document page = page("/overview");
        assertThat(page.select(".heat tbody tr th").eachText())
                .startsWith("7", "6", "5", "4", "3")
                .endsWith("none");
        long at = number(
                page.select(".heat .shade:has(.code:containsOwn(OM4)) strong").text());
        assertThat(at).isGreaterThanOrEqualTo(1);
        // which ones are the most frequent depends on what other tests of this service assessed
        assertThat(page.select("section[aria-labelledby=shortfalls] tbody th").eachText())
                .isNotEmpty()
                .allMatch(row -> row.matches("(OM|SY|OP|SD)[3-7] .+"));
        assertThat(inStanding(OF_THE_EXAMPLE)).isGreaterThanOrEqualTo(1);
        assertThat(page.select("section[aria-labelledby=firing]").text())
                .contains("The highest level of any field certifies the candidate");
        assertThat(page.select("svg.over-time rect.level-4")).isNotEmpty();
    }

    @Test
    void a_candidates_page_shows_levels_over_time_claims_and_what_would_come_next() {
        String first = assess(EXAMPLE.replace("E-1024", "with-a-page").replace("260", "20"));
        String second = assess(EXAMPLE.replace("E-1024", "with-a-page"));
        Document page = page("/candidates?candidateId=with-a-page");
        assertThat(page.select("h1").text()).endsWith("with-a-page");
        assertThat(page.select(".over-time a").eachAttr("href"))
                .containsExactly("/assessments/" + first, "/assessments/" + second);
        assertThat(page.select("section[aria-labelledby=next] h3").first().text())
                .contains("OM5");
        assertThat(page.select(".lane-what strong").eachText()).contains("Global payment platform operations");
        assertThat(page.select(".lane .sheet-tag").first().attr("href")).isEqualTo("/assessments/" + second + "#OM7");
    }

    @Test
    void an_entry_is_checked_against_the_newest_checkpoint_or_the_readers_own() {
        assess(EXAMPLE);
        Document page = page("/log/entries/0");
        assertThat(page.select(".steps .holds")).hasSize(3);
        String note = page.select("textarea").first().wholeText().strip() + "\n";
        assertThat(check(note).select(".steps .holds")).hasSize(3);
        assertThat(check(note.replaceFirst("\n[0-9]+\n", "\n1\n")).select(".steps .fails"))
                .hasSize(1);
        assertThat(check("no checkpoint").select(".steps .fails")).hasSize(1);
    }

    private static Document check(String note) {
        return org.jsoup.Jsoup.parse(PageReader.person()
                .queryParam("checkpoint", note)
                .get("/log/entries/0")
                .asString());
    }

    @Test
    void erasures_and_activations_are_found_among_all_entries() {
        String id = assess("{\"candidateId\": \"erased-event\"}");
        given().delete("/v1/candidates/erased-event").then().statusCode(200);
        fold.fold();
        assertThat(page("/log?kind=erasure").select(".entries a").eachAttr("href"))
                .contains("/assessments/" + id);
        assertThat(page("/log?kind=activation").select(".entries .conclusion").eachText())
                .containsOnly("Ruleset activated");
        assertThat(PageReader.person().get("/log?kind=nothing").statusCode()).isEqualTo(400);
    }

    @Test
    void a_revisions_page_says_what_changed_and_what_it_decided() {
        RulesetFiles edited = new EditedRules()
                .with("service-desk/SD3.drl", "months >= 24", "months >= 48")
                .files();
        archive.keep(edited, Instant.now(), new ServiceVersion("kentei 1", "drools 10"));
        Document first = page("/rulesets/" + RulesFolder.files().revision());
        assertThat(first.select("h1").text()).contains("Revision 1").contains("active");
        Document page = page("/rulesets/" + edited.revision());
        for (int again = 0; again < 30 && page.select("#summary + ul").isEmpty(); again++) {
            page = page("/rulesets/" + edited.revision());
        }
        assertThat(page.select("section[aria-labelledby=summary]").text()).contains("SD3.RESPONSIBILITIES");
        assertThat(page.select("section[aria-labelledby=moved]").text()).contains("No candidate");
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }

    private Figures figures() {
        fold.fold();
        Figures figures = overview.figures();
        assertThat(figures.counted()).isEqualTo(figures.size());
        return figures;
    }

    private long assessments() {
        return figures().revisions().values().stream()
                .mapToLong(Overview.RevisionFigures::assessments)
                .sum();
    }

    private long inStanding(FieldStanding standing) {
        return figures().standings().stream()
                .filter(one -> one.standing().equals(standing))
                .mapToLong(CandidatesInStanding::candidates)
                .sum();
    }
}
