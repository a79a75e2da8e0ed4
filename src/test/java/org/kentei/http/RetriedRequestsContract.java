package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.kentei.WorkedCase;

/** What is sent again, or in another way, comes to one result. */
abstract class RetriedRequestsContract extends ServiceContract {

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
}
