package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.kentei.candidate.CandidateLimits;
import org.kentei.http.request.BodyLimit;

/** Whatever is within the limits on size is answered completely, and what exceeds them is refused. */
@QuarkusTest
@TestProfile(ServiceUnderPressure.SmallLimits.class)
class LargeRequestsAndAnswersTest extends ServiceUnderPressure {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_whole_export_says_how_many_it_has() throws IOException {
        List<String> lines = given().get(EXPORT).asString().lines().toList();
        assertThat(lines).hasSize(LARGE + 1);
        JsonNode end = JSON.readTree(lines.get(LARGE));
        assertThat(end.get("end").booleanValue()).isTrue();
        assertThat(end.get("count").intValue()).isEqualTo(LARGE);
        List<String> csv =
                given().get(EXPORT + "&format=csv").asString().lines().toList();
        assertThat(csv).hasSize(LARGE + 1);
        assertThat(csv.get(0)).endsWith(",count");
        assertThat(csv.subList(1, LARGE)).allSatisfy(line -> assertThat(line).endsWith(","));
        assertThat(csv.get(LARGE)).endsWith("," + LARGE);
    }

    @Test
    void the_page_of_a_large_verdict_shows_a_stretch_of_the_firings_and_leads_on() throws IOException {
        byte[] record = given().get("/v1/assessments/" + large + "/firings").asByteArray();
        int firings = JSON.readTree(record).get("firings").size();
        assertThat(firings).isGreaterThan(5000);
        String address = "/assessments/" + large;
        String html = given().get(address).asString();
        assertThat(html.length()).isLessThan(1_000_000);
        Document page = Jsoup.parse(html);
        assertThat(page.select(".firings > li")).hasSize(100);
        assertThat(page.selectFirst(".firings .number").text()).isEqualTo("1");
        assertThat(page.select("a[rel=prev]")).isEmpty();
        assertThat(page.selectFirst("a[rel=next]").attr("href")).isEqualTo("?firings=101#firings");
        assertThat(page.select("#OM7 .evidence").first().select("li")).hasSizeLessThanOrEqualTo(31);
        Document following = Jsoup.parse(given().get(address + "?firings=101").asString());
        assertThat(following.selectFirst(".firings .number").text()).isEqualTo("101");
        assertThat(following.selectFirst("a[rel=prev]").attr("href")).isEqualTo("?firings=1#firings");
        Document last = Jsoup.parse(given().get(address + "?firings=" + firings).asString());
        assertThat(last.select(".firings > li")).hasSize(1);
        assertThat(last.select("a[rel=next]")).isEmpty();
        assertThat(given().get(address + "?firings=0").statusCode()).isEqualTo(400);
    }

    @Test
    void any_candidate_within_the_limit_can_be_tried_by_the_form_and_a_larger_one_is_refused_by_a_page() {
        String start = "{\"candidateId\": \"form\"}";
        String quotes = "{\"candidateId\": \"" + "\u691c".repeat(90) + "\"}";
        for (String candidate : List.of(
                start + " ".repeat(CandidateLimits.BODY_BYTES - start.length()),
                start + "\n".repeat(CandidateLimits.BODY_BYTES - start.length()),
                quotes + "\n".repeat(CandidateLimits.BODY_BYTES - quotes.getBytes(StandardCharsets.UTF_8).length))) {
            assertThat(tried(candidate).statusCode()).isEqualTo(200);
            Response refused = tried(candidate + " ");
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.contentType()).startsWith("text/html");
            assertThat(refused.asString()).contains("1048576");
        }
        Response longest = given().contentType("application/x-www-form-urlencoded")
                .accept("text/html")
                .body("candidate=" + "x".repeat(BodyLimit.FORM_BYTES))
                .post("/try");
        assertThat(longest.statusCode()).isEqualTo(413);
        assertThat(longest.contentType()).startsWith("text/html");
    }

    private static Response tried(String candidate) {
        String typed = candidate.replace("\n", "\r\n");
        PageForm form = PageForm.get();
        return given().contentType("application/x-www-form-urlencoded")
                .accept("text/html")
                .cookies(form.cookies())
                .body("formToken=" + form.token() + "&candidate=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                .post("/try");
    }

    @Test
    void a_job_with_too_many_lines_or_bytes_is_refused_and_leaves_nothing() throws Exception {
        byte[] large = " ".repeat(10_001).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(small)) {
            zip.write(large);
        }
        assertThat(small.size()).isLessThan(1000);
        for (byte[] body : List.of("{}\n".repeat(101).getBytes(StandardCharsets.UTF_8), large, small.toByteArray())) {
            Response refused = given().contentType("application/x-ndjson")
                    .header("Kentei-Client", "too large")
                    .body(body)
                    .post("/v1/jobs");
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.<String>path("type")).isEqualTo("urn:kentei:problem:too-large");
        }
        assertThat(given().header("Kentei-Client", "too large").get("/v1/jobs").<List<?>>path("items"))
                .isEmpty();
        assertThat(job("too large", "{}\n".repeat(100)).statusCode()).isEqualTo(202);
    }
}
