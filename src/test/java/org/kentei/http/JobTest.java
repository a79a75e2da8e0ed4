package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kentei.candidate.CandidateLimits;
import org.kentei.candidates.GeneratedWorkforce;
import org.kentei.hash.Hash;

/** Files of candidates that are assessed in the background. */
@QuarkusTest
@QuarkusTestResource(H2Resource.class)
class JobTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DocumentedResponses documented;

    @BeforeEach
    void awaitService() throws InterruptedException {
        ReadyService.await();
        documented = DocumentedResponses.ofService();
    }

    @Test
    void a_file_is_assessed_and_its_results_and_errors_are_two_files() throws Exception {
        List<String> lines = new ArrayList<>(GeneratedWorkforce.candidates(150, "job"));
        lines.set(4, "{\"candidateId\":\"job-5\",\"asOf\":1}");
        lines.set(5, "");
        lines.set(6, " ".repeat(CandidateLimits.BODY_BYTES) + "{}");
        byte[] file = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);

        Response started = as("job").body(file).post("/v1/jobs");
        assertThat(started.statusCode()).isEqualTo(202);
        assertThat(started.header("Retry-After")).isNotBlank();
        assertThat(started.<String>path("sha256")).isEqualTo(Hash.of(file).hex());
        assertThat(started.<Integer>path("lines")).isEqualTo(149);
        String location = started.header("Location").replaceFirst("^https?://[^/]*", "");
        assertThat(started.<String>path("location")).isEqualTo(location);

        Response ended = awaitEnd(location);
        assertThat(ended.<String>path("state")).isEqualTo("FINISHED");
        assertThat(ended.header("Retry-After")).isNull();
        assertThat(ended.<Integer>path("assessed")).isEqualTo(147);
        assertThat(ended.<Integer>path("refused")).isEqualTo(2);
        assertThat(storedBy("job")).isEqualTo(147);

        List<String> results = file(ended, "results");
        JsonNode first = JSON.readTree(results.get(0));
        assertThat(first.path("line").asInt()).isEqualTo(1);
        assertThat(first.path("candidateId").asText()).isEqualTo("job-1");
        assertThat(first.path("status").asInt()).isEqualTo(201);
        assertThat(given().get(first.at("/result/location").asText() + "?view=summary")
                        .asString())
                .isEqualTo(first.path("result").toString());
        List<String> errors = file(ended, "errors");
        assertThat(JSON.readTree(errors.get(0)).at("/problem/errors/0/pointer").asText())
                .isEqualTo("/asOf");
        assertThat(JSON.readTree(errors.get(1)).path("line").asInt()).isEqualTo(7);
        assertThat(given().filter(documented)
                        .header("Kentei-Client", "job")
                        .get("/v1/jobs")
                        .<List<String>>path("items.jobId"))
                .containsExactly(started.<String>path("jobId"));
        assertThat(metric("kentei_jobs_lines_total{status=\"assessed\"}")).isGreaterThanOrEqualTo(147);
        assertThat(metric("kentei_jobs_lines_total{status=\"refused\"}")).isGreaterThanOrEqualTo(2);

        Document page = Jsoup.parse(given().header("Kentei-Client", "job")
                .accept("text/html")
                .get("/jobs")
                .asString());
        assertThat(page.select(".job h2").text()).endsWith("Finished");
        assertThat(page.select(".job progress").attr("max")).isEqualTo("149");
        assertThat(page.select(".job progress").attr("value")).isEqualTo("149");
        assertThat(page.select(".job a").eachAttr("href"))
                .containsExactly(ended.path("results.location"), ended.path("errors.location"));
        assertThat(page.select(".job form")).isEmpty();
    }

    @Test
    void a_person_cancels_a_job_with_the_form_of_its_page_only() throws Exception {
        String file = String.join("\n", GeneratedWorkforce.candidates(3000, "page"));
        String jobId = as("page")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/v1/jobs")
                .path("jobId");
        Response page =
                given().header("Kentei-Client", "page").accept("text/html").get("/jobs");
        String cancel = "/jobs/" + jobId + "/cancel";
        assertThat(Jsoup.parse(page.asString()).select(".job form").attr("action"))
                .isEqualTo(cancel);
        assertThat(given().accept("text/html")
                        .contentType("application/x-www-form-urlencoded")
                        .body("formToken=wrong")
                        .post(cancel)
                        .statusCode())
                .isEqualTo(403);
        assertThat(PageForm.get().filled().post("/jobs/none/cancel").statusCode())
                .isEqualTo(404);

        assertThat(PageForm.of(page).filled().post(cancel).header("Location")).endsWith("/jobs");
        Response ended = awaitEnd("/v1/jobs/" + jobId);
        assertThat(ended.<String>path("state")).isEqualTo("CANCELLED");
        assertThat(ended.<Integer>path("waiting")).isPositive();
    }

    private static double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void the_same_file_under_the_same_key_leads_to_the_same_job_compressed_or_not() throws Exception {
        byte[] file =
                String.join("\n", GeneratedWorkforce.candidates(3, "keyed")).getBytes(StandardCharsets.UTF_8);
        Response first = keyed().body(file).post("/v1/jobs");
        Response again = keyed().body(zipped(file)).post("/v1/jobs");
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.<String>path("jobId")).isEqualTo(first.path("jobId"));
        assertThat(keyed().body("{}\n".getBytes(StandardCharsets.UTF_8))
                        .post("/v1/jobs")
                        .statusCode())
                .isEqualTo(422);

        awaitEnd(first.path("location"));
        assertThat(keyed().body(file).post("/v1/jobs").<String>path("state")).isEqualTo("FINISHED");
        assertThat(storedBy("keyed")).isEqualTo(3);
        assertThat(given().filter(documented)
                        .contentType("application/x-ndjson")
                        .header("Kentei-Client", "somebody else")
                        .header("Idempotency-Key", "\"monthly\"")
                        .body(file)
                        .post("/v1/jobs")
                        .<String>path("jobId"))
                .isNotEqualTo(first.path("jobId"));
    }

    @Test
    void a_compressed_file_is_unpacked_and_a_damaged_one_leaves_nothing() throws Exception {
        byte[] file =
                String.join("\n", GeneratedWorkforce.candidates(3, "zipped")).getBytes(StandardCharsets.UTF_8);
        Response started = as("zipped")
                .header("Content-Encoding", "gzip")
                .body(zipped(file))
                .post("/v1/jobs");
        assertThat(started.<String>path("sha256")).isEqualTo(Hash.of(file).hex());
        assertThat(awaitEnd(started.path("location")).<Integer>path("assessed")).isEqualTo(3);

        byte[] whole = zipped(file);
        byte[] damaged = whole.clone();
        damaged[damaged.length / 2] ^= 0x55;
        for (byte[] wrong :
                List.of(Arrays.copyOf(whole, whole.length - 20), Arrays.copyOf(whole, whole.length + 1), damaged)) {
            Response refused = as("damaged").body(wrong).post("/v1/jobs");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.<String>path("type")).isEqualTo("urn:kentei:problem:bad-request");
        }
        assertThat(as("damaged")
                        .header("Content-Encoding", "br")
                        .body(file)
                        .post("/v1/jobs")
                        .statusCode())
                .isEqualTo(415);
        assertThat(as("damaged").post("/v1/jobs").statusCode()).isEqualTo(400);
        assertThat(given().header("Kentei-Client", "damaged").get("/v1/jobs").<List<?>>path("items"))
                .isEmpty();
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", io.restassured.RestAssured.port)) {
            socket.getOutputStream()
                    .write(("POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                                    + "Kentei-Client: broken-job\r\nContent-Length: 1000\r\n\r\n{\"candidateId\":\"x\"}\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            awaitJobs("broken-job", 1);
        }
        awaitJobs("broken-job", 0);
    }

    private static void awaitJobs(String client, int count) throws InterruptedException {
        int found = -1;
        for (int attempt = 0; found != count && attempt < 1200; attempt++) {
            Thread.sleep(50);
            found = given().header("Kentei-Client", client)
                    .get("/v1/jobs")
                    .<List<?>>path("items")
                    .size();
        }
        assertThat(found).isEqualTo(count);
    }

    @Test
    void erasing_a_candidate_takes_its_result_out_of_the_files() throws Exception {
        Response started = as("gone")
                .body(String.join("\n", GeneratedWorkforce.candidates(2, "gone"))
                        .getBytes(StandardCharsets.UTF_8))
                .post("/v1/jobs");
        awaitEnd(started.path("location"));
        Response erased = given().filter(documented).delete("/v1/candidates?candidateId=gone-1");
        assertThat(erased.<Integer>path("assessments")).isEqualTo(1);
        assertThat(erased.<Integer>path("jobLines")).isEqualTo(1);

        Response after = awaitEnd(started.path("location"));
        assertThat(file(after, "results")).singleElement().asString().contains("gone-2");
        assertThat(file(after, "errors"))
                .singleElement()
                .asString()
                .contains("\"line\":1,\"candidateId\":null,\"status\":410");
    }

    @Test
    void a_job_that_nobody_sent_is_unknown() {
        for (String path : List.of("", "/results", "/errors")) {
            assertThat(given().filter(documented)
                            .get("/v1/jobs/1d7f9c1e-52b8-4f0c-9b1e-3a6d2c4e5f60" + path)
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(given().filter(documented).delete("/v1/jobs/x").statusCode()).isEqualTo(404);
    }

    private RequestSpecification as(String client) {
        return given().filter(documented).contentType("application/x-ndjson").header("Kentei-Client", client);
    }

    private RequestSpecification keyed() {
        return as("keyed").header("Idempotency-Key", "\"monthly\"");
    }

    private Response awaitEnd(String location) throws InterruptedException {
        for (int attempt = 0; attempt < 600; attempt++) {
            Response job = given().filter(documented).get(location);
            if (job.path("endedAt") != null && job.path("errors") != null) {
                return job;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("The job did not end");
    }

    /** The lines of a file of a job, which is as the job says. */
    private List<String> file(Response job, String name) {
        byte[] bytes = given().filter(documented)
                .get(job.<String>path(name + ".location"))
                .asByteArray();
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        assertThat(job.<String>path(name + ".sha256")).isEqualTo(Hash.of(bytes).hex());
        assertThat(job.<Integer>path(name + ".bytes")).isEqualTo(bytes.length);
        assertThat(job.<Integer>path(name + ".lines")).isEqualTo(lines.size());
        return lines;
    }

    private static byte[] zipped(byte[] file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(file);
        }
        return bytes.toByteArray();
    }

    private static int storedBy(String client) {
        List<?> found = given().queryParam("client", client)
                .queryParam("limit", 1000)
                .get("/v1/assessments")
                .path("items");
        return found.size();
    }
}
