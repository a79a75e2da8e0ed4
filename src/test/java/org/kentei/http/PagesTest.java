package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kentei.http.PageReader.EXAMPLE;
import static org.kentei.http.PageReader.assess;
import static org.kentei.http.PageReader.page;
import static org.kentei.http.PageReader.person;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.EditedRules;
import org.kentei.RulesFolder;
import org.kentei.http.api.SearchParameters;
import org.kentei.http.problem.Problem;
import org.kentei.http.request.UploadedFiles;
import org.kentei.log.ServiceVersion;
import org.kentei.page.EnglishLeft;
import org.kentei.page.view.Example;
import org.kentei.record.log.RecordLog;
import org.kentei.record.store.RulesetArchive;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.spreadsheet.Workforce;

/** The service's pages as a reader gets them. */
@QuarkusTest
@QuarkusTestResource(H2Resource.class)
class PagesTest {

    private static final String HOSTILE = "<script>alert('x')</script>&quot;\\\"{w.start}";

    private static final String JAPANESE = "E-2048";

    @Inject
    RulesetArchive archive;

    @Inject
    RecordLog log;

    @BeforeEach
    void waitUntilReady() throws InterruptedException {
        ReadyService.await();
    }

    @Test
    void every_page_has_its_frame_and_needs_no_script_and_nothing_from_elsewhere() {
        String first = assess(EXAMPLE);
        String second = assess(EXAMPLE.replace("260", "180"));
        String revision = RulesFolder.files().revision();
        for (String address : new String[] {
            "/",
            "/assessments",
            "/assessments/" + first,
            "/assessments/" + first + "/certificate",
            "/assessments/compare?left=" + first + "&right=" + second,
            "/log",
            "/rulesets",
            "/rulesets/compare?from=" + revision + "&to=" + revision,
            "/overview",
            "/candidates?candidateId=E-1024",
            "/log/entries/0",
            "/log?kind=activation",
            "/rulesets/" + revision,
            "/keys",
            "/rulebook"
        }) {
            Response answer = person().get(address);
            assertThat(answer.statusCode()).as(address).isEqualTo(200);
            assertThat(answer.header("Content-Security-Policy")).as(address).startsWith("default-src 'none'");
            Document page = Jsoup.parse(answer.asString());
            assertThat(page.select("script, [style], [onclick], iframe, img"))
                    .as(address)
                    .isEmpty();
            assertThat(page.select("nav[aria-label=Kentei] a").eachAttr("href"))
                    .as(address)
                    .containsExactly(
                            "/", "/overview", "/assessments", "/log", "/rulesets", "/rulebook", "/q/swagger-ui");
            assertThat(page.select("h1")).as(address).hasSize(1);
            assertThat(page.select("main#content, a.skip")).as(address).hasSize(2);
            assertThat(page.select("[id]").eachAttr("id")).as(address).doesNotHaveDuplicates();
            page.select("input:not([type=hidden]), select, textarea")
                    .forEach(field -> assertThat(page.select("label[for=" + field.id() + "]"))
                            .as(address)
                            .hasSize(1));
            page.select("a[href^=#]")
                    .forEach(link -> assertThat(
                                    page.getElementById(link.attr("href").substring(1)))
                            .as(address + link)
                            .isNotNull());
        }
    }

    @Test
    void a_difference_of_revisions_shows_a_candidate_whose_level_differs() {
        RulesetFiles before = RulesFolder.files();
        RulesetFiles after = new EditedRules()
                .with("service-desk/SD3.drl", "months >= 24", "months >= 36")
                .files();
        archive.keep(after, Instant.now(), new ServiceVersion("kentei 1", "drools 10"));
        Document page = page("/rulesets/compare?from=" + before.revision() + "&to=" + after.revision());
        for (int again = 0; again < 30 && page.select("h3").isEmpty(); again++) {
            page = page("/rulesets/compare?from=" + before.revision() + "&to=" + after.revision());
        }
        assertThat(page.select("h3").eachText()).containsExactly("SD3.RESPONSIBILITIES");
        assertThat(page.text())
                .contains("`months >= 24` becomes `months >= 36`: 12 months more.")
                .contains("No candidate can rise by it.")
                .contains("level 3 becomes none");
        assertThat(page.select("section[aria-labelledby=meaning] pre").get(0).wholeText())
                .startsWith("  - case: SD3.RESPONSIBILITIES, no level instead of level 3\n");
    }

    @Test
    void a_trial_is_decided_and_leaves_nothing_in_the_record() {
        long before = log.frontier().size();
        Response answer = PageForm.get()
                .filled()
                .formParam("candidate", EXAMPLE.replace("E-1024", "only-tried"))
                .post("/try");
        assertThat(answer.statusCode()).isEqualTo(200);
        Document page = Jsoup.parse(answer.asString());
        assertThat(page.select(".banner").text()).contains("Nothing was stored");
        assertThat(page.select(".level-badge strong").text()).isEqualTo("4");
        assertThat(page.select(".firing pre")).isNotEmpty();
        assertThat(page.select("#proof, a[href*=certificate]")).isEmpty();
        assertThat(page("/assessments?candidateId=only-tried").select(".found")).isEmpty();
        assertThat(log.frontier().size()).isEqualTo(before);
    }

    @Test
    void the_faults_of_a_trial_are_shown_beside_the_typed_candidate() {
        String large = Example.MISTAKES.json() + " ".repeat(100_000);
        for (String typed : new String[] {Example.MISTAKES.json(), large, "no JSON " + HOSTILE, ""}) {
            Response answer =
                    PageForm.get().filled().formParam("candidate", typed).post("/try");
            assertThat(answer.statusCode()).isEqualTo(400);
            Document page = Jsoup.parse(answer.asString());
            assertThat(page.select(".faults dd")).isNotEmpty();
            assertThat(page.select("textarea").first().wholeText().strip()).isEqualTo(typed.strip());
            assertThat(page.select("script")).isEmpty();
        }
        Response answer = PageForm.get()
                .filled()
                .formParam("candidate", Example.MISTAKES.json())
                .post("/try");
        assertThat(Jsoup.parse(answer.asString()).select(".faults dt").eachText())
                .contains("/projects/0/specialtyField");
    }

    @Test
    void hostile_text_is_shown_as_text() {
        String body = "{\"candidateId\": \"" + json(HOSTILE) + "\", \"asOf\": \"2026-03-31\", \"examinations\":"
                + " [{\"code\": \"AP\", \"passedOn\": \"2008-06-20\"}], \"projects\": [{\"projectId\": \""
                + json(HOSTILE)
                + "\", \"title\": \"" + json(HOSTILE) + "\", \"specialtyField\": \"OPERATIONS\", \"role\": \"LEADER\","
                + " \"from\": \"2020-01-01\", \"successful\": true}]}";
        String first = assess(body);
        String second = assess(body.replace("LEADER", "MEMBER").replace("\"title\": \"", "\"title\": \"<b>"));
        for (String address : new String[] {
            "/",
            "/assessments",
            "/assessments/" + first,
            "/assessments/compare?left=" + first + "&right=" + second,
            "/log"
        }) {
            Document page = page(address);
            assertThat(page.select("script, main b")).as(address).isEmpty();
            if (!address.equals("/log")) {
                assertThat(page.wholeText()).as(address).contains(HOSTILE);
            }
        }
        Document found = Jsoup.parse(
                person().queryParam("candidateId", HOSTILE).get("/assessments").asString());
        assertThat(found.select(".found tbody tr")).hasSize(2);
        assertThat(found.select("#by-candidateId").attr("value")).isEqualTo(HOSTILE);
    }

    @Test
    void each_difference_between_two_verdicts_is_named_with_its_place() {
        String left = assess(EXAMPLE);
        String right = assess(EXAMPLE.replace("\"LEADS_INDUSTRY\"", "\"PERFORMS_INDEPENDENTLY\""));
        Document page = page("/assessments/compare?left=" + left + "&right=" + right);
        assertThat(page.select(".lead").text()).isEqualTo("The candidate’s claims changed. The rules are the same.");
        assertThat(page.select(".changes tbody th").eachText()).containsExactly("/specialties/0/depth");
        assertThat(page.select(".narrow tbody th").eachText()).containsExactly("OM7", "OM6", "OM5", "OM4");
        String other = assess("{\"candidateId\": \"another\"}");
        assertThat(person().get("/assessments/compare?left=" + left + "&right=" + other)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_missing_address_is_a_page_for_people_and_a_problem_for_programs() {
        String unknown = "00000000-0000-4000-8000-000000000000";
        for (String address : new String[] {
            "/assessments/" + unknown,
            "/assessments/none",
            "/candidates?candidateId=nobody",
            "/log/entries/1000000",
            "/log/entries/none",
            "/rulesets/none",
            "/nothing",
            "/assessments/" + unknown + "/certificate",
            "/assessments/compare?left=" + unknown + "&right=" + unknown,
            "/rulesets/compare?from=none&to=none"
        }) {
            Response page = person().get(address);
            assertThat(page.statusCode()).as(address).isEqualTo(404);
            assertThat(page.contentType()).startsWith("text/html");
            assertThat(Jsoup.parse(page.asString()).select("main a[href=/]")).hasSize(1);
            Response problem = given().get(address);
            assertThat(problem.statusCode()).as(address).isEqualTo(404);
            assertThat(problem.contentType()).startsWith(Problem.MEDIA_TYPE);
        }
        assertThat(person().get("/assessments?cursor=none").statusCode()).isEqualTo(400);
        assertThat(person().get("/log?before=none").statusCode()).isEqualTo(400);
        assertThat(person().get("/assessments?sheeet=OM7").statusCode()).isEqualTo(400);
    }

    @Test
    void a_parameter_that_a_page_does_not_have_is_refused() {
        for (String address : new String[] {
            "/", "/overview", "/rulesets", "/convert", "/assessments/" + assess(EXAMPLE) + "/certificate"
        }) {
            assertThat(person().get(address + "?lang=en").statusCode())
                    .as(address)
                    .isEqualTo(200);
            Response refused = person().get(address + "?lnag=en");
            assertThat(refused.statusCode()).as(address).isEqualTo(400);
            assertThat(refused.asString()).contains("Did you mean");
        }
    }

    @Test
    void the_pages_speak_japanese_too_and_remember_it() {
        String id = assess(EXAMPLE);
        Document asked = Jsoup.parse(person().header("Accept-Language", "ja,en;q=0.5")
                .get("/assessments/" + id)
                .asString());
        assertThat(asked.select("html").attr("lang")).isEqualTo("ja");
        assertThat(asked.select("#matrix").text()).isEqualTo("レベルの一覧表");
        assertThat(asked.select(".levels thead th").eachText()).contains("運用管理 Operations Management");
        Response chosen = person().get("/?lang=ja");
        assertThat(chosen.cookie("lang")).isEqualTo("ja");
        Document remembered =
                Jsoup.parse(person().cookie("lang", "ja").get("/log?before=2").asString());
        assertThat(remembered.select("html").attr("lang")).isEqualTo("ja");
        assertThat(remembered.select("footer a").attr("href")).isEqualTo("/log?before=2&lang=en");
    }

    @Test
    void no_page_in_japanese_has_english_left() {
        String first = assess(inJapanese(EXAMPLE));
        String second = assess(inJapanese(EXAMPLE).replace("260", "180"));
        String none = assess("{\"candidateId\": \"E-1\"}");
        String revision = RulesFolder.files().revision();
        Map<String, List<String>> left = new TreeMap<>();
        for (String address : new String[] {
            "/",
            "/?example=mistakes",
            "/convert",
            "/overview",
            "/assessments?candidateId=" + JAPANESE,
            "/assessments?level=99",
            "/assessments?sheet=SY99",
            "/assessments?from=soon",
            "/assessments/" + first + "?verify=yes",
            "/assessments/" + none,
            "/assessments/" + none + "/certificate",
            "/assessments/" + first + "/certificate",
            "/assessments/" + first + "0",
            "/assessments/compare?left=" + first + "&right=" + second,
            "/assessments/compare?left=" + first + "&right=" + none,
            "/candidates?candidateId=" + JAPANESE,
            "/candidates?candidateId=nobody",
            "/log",
            "/log/entries/0",
            "/log/entries/x",
            "/log?kind=activation",
            "/rulesets",
            "/rulesets/" + revision,
            "/rulesets/waiting",
            "/rulesets/none",
            "/keys",
            "/rulebook/OM4",
            "/rulebook/XX9",
            "/sign-in",
            "/no/such/page"
        }) {
            String html = person().header("Accept-Language", "ja").get(address).asString();
            assertThat(Jsoup.parse(html).select("html").attr("lang"))
                    .as(address)
                    .isEqualTo("ja");
            left.put(address, EnglishLeft.on(html.replace(JAPANESE, "").replace("Example Certification Board", "")));
        }
        left.values().removeIf(List::isEmpty);
        assertThat(left).isEmpty();
    }

    /** A candidate whose titles have no English. */
    private static String inJapanese(String candidate) {
        return candidate.replace("E-1024", JAPANESE).replaceAll("\"title\": *\"[^\"]*\"", "\"title\": \"基幹\"");
    }

    @Test
    void the_search_form_takes_every_filter_and_keeps_its_values() {
        String id = assess(EXAMPLE);
        Document found = page("/assessments?candidateId=&specialtyField=OPERATIONS_MANAGEMENT&level=4&sheet=OM4"
                + "&criterion=SIZE&status=MET&clause=OM4.SIZE.A&rule=&revision=&client=&from=2020-01-01T00:00:00Z&to=");
        assertThat(found.select("a[href=/assessments/" + id + "]")).isNotEmpty();
        assertThat(found.select("form.search [name]").eachAttr("name")).isEqualTo(SearchParameters.NAMES);
        assertThat(found.select("select[name=sheet] option[selected]").text()).isEqualTo("OM4");
        assertThat(found.selectFirst("input[name=clause]").val()).isEqualTo("OM4.SIZE.A");
        assertThat(page("/assessments?sheet=OM4&status=NOT_MET&candidateId=nobody")
                        .select("a[href=/assessments/" + id + "]"))
                .isEmpty();
    }

    @Test
    void the_search_page_counts_what_it_finds_offers_it_as_files_and_marks_a_wrong_value() {
        assess(EXAMPLE.replace("E-1024", "counted"));
        Document found = page("/assessments?candidateId=counted&from=2020-01-01T00:00");
        assertThat(found.select(".result-count strong").text()).isEqualTo("1");
        assertThat(found.select(".field-level")).isNotEmpty();
        String file = found.select(".result-count a").first().attr("href");
        assertThat(file).contains("from=2020-01-01T00%3A00%3A00Z").contains("spreadsheet=true");
        assertThat(given().urlEncodingEnabled(false).get(file).asByteArray()).startsWith(0xef, 0xbb, 0xbf);
        Response wrong = person().get("/assessments?sheet=SY99&level=4");
        assertThat(wrong.statusCode()).isEqualTo(400);
        Document marked = Jsoup.parse(wrong.asString());
        assertThat(marked.select("[aria-invalid]").eachAttr("name")).containsExactly("sheet");
        assertThat(marked.select("#wrong-sheet").text()).contains("`sheet`");
        assertThat(marked.select("select[name=level] [selected]").text()).isEqualTo("4");
        Document wrongTime = Jsoup.parse(person().get("/assessments?from=soon").asString());
        assertThat(wrongTime.select("[aria-invalid]").attr("value")).isEqualTo("soon");
    }

    @Test
    void lists_and_the_log_are_paged() {
        for (int count = 0; count < 51; count++) {
            assess("{\"candidateId\": \"paged\"}");
        }
        Document first = page("/assessments?candidateId=paged");
        assertThat(first.select(".found tbody tr")).hasSize(50);
        Document second = page("/assessments" + first.select("a[rel=next]").attr("href"));
        assertThat(second.select(".found tbody tr")).hasSize(1);
        Document log = page("/log");
        assertThat(log.select(".entries > li")).hasSize(50);
        assertThat(page(log.select("a[rel=next]").attr("href").replace("#entries", ""))
                        .select(".entries > li"))
                .isNotEmpty();
    }

    @Test
    void a_workforce_in_spreadsheets_becomes_candidates_or_a_table_of_faults(@TempDir Path folder) throws IOException {
        List<String> candidates =
                List.of("{\"candidateId\":\"E-1\",\"asOf\":\"2026-03-31\"}", "{\"candidateId\":\"E-2\"}");
        new Workforce(candidates).write(folder);
        Response converted = convert(folder);
        assertThat(converted.statusCode()).isEqualTo(200);
        assertThat(converted.header("Content-Disposition")).contains("candidates.ndjson");
        assertThat(converted.asString()).isEqualTo(String.join("\n", candidates) + "\n");

        Files.writeString(folder.resolve("candidates.csv"), "candidateId,asOf\nE-1,2026-02-30\nE-1,\n");
        Response refused = convert(folder);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(refused.asString()).select("tbody tr").eachText())
                .containsExactly(
                        "candidates.csv 2 B `asOf` must be a valid calendar date; given is the string `2026-02-30`.",
                        "candidates.csv 3 A `candidateId` must differ from line to line; `E-1` is in line 2 already.");

        assertThat(page("/convert").select("a[download]").eachAttr("href"))
                .allSatisfy(file -> assertThat(given().get(file).asString()).startsWith("\uFEFFcandidateId,"));
        assertThat(person().multiPart("formToken", "foreign").post("/convert").statusCode())
                .isEqualTo(403);
        assertThat(upload().multiPart("files", "projects.csv", new byte[UploadedFiles.BYTES + 1])
                        .post("/convert")
                        .statusCode())
                .isEqualTo(413);
        assertThat(upload().multiPart("files", "projects.csv", new byte[UploadedFiles.BYTES])
                        .post("/convert")
                        .statusCode())
                .isNotEqualTo(413);
        assertThat(upload().multiPart("files", "one/projects.csv", new byte[1])
                        .multiPart("files", "other/projects.csv", new byte[1])
                        .post("/convert")
                        .asString())
                .contains("There is more than one file");
        assertThat(person().header("Content-Type", "multipart/form-data; boundary=x")
                        .body("no form".getBytes(StandardCharsets.UTF_8))
                        .post("/convert")
                        .statusCode())
                .isIn(400, 403);
    }

    private static RequestSpecification upload() {
        PageForm form = PageForm.get();
        return person().cookies(form.cookies()).multiPart("formToken", form.token());
    }

    private static Response convert(Path folder) throws IOException {
        RequestSpecification request = upload();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                request.multiPart("files", file.toFile(), "text/csv");
            }
        }
        return request.post("/convert");
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
