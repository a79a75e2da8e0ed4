package org.kentei.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kentei.candidate.CandidateLimits;
import org.kentei.candidates.GeneratedWorkforce;

/** Streams of candidates. */
@QuarkusTest
@QuarkusTestResource(H2Resource.class)
class StreamTest {

    @BeforeEach
    void awaitService() throws InterruptedException {
        ReadyService.await();
    }

    @Test
    void each_line_is_stored_and_answered_before_the_next_one_has_to_be_sent() throws IOException {
        List<String> candidates = GeneratedWorkforce.candidates(3, "while");
        try (StreamClient client = new StreamClient("Kentei-Client: while")) {
            client.send(candidates.get(0) + "\n");
            JsonNode first = client.json();
            assertThat(client.head()).startsWith("HTTP/1.1 200 ").contains("application/x-ndjson");
            assertThat(first.path("line").asInt()).isEqualTo(1);
            assertThat(first.path("status").asInt()).isEqualTo(201);
            JsonNode result = first.path("result");
            assertThat(RestAssured.get(result.path("location").asText() + "?view=summary")
                            .asString())
                    .isEqualTo(result.toString());

            client.send("\n" + candidates.get(1).substring(0, 100));
            client.send(candidates.get(1).substring(100) + "\n{\"candidateId\":\"bad\",\"asOf\":1}\n");
            assertThat(client.json().path("line").asInt()).isEqualTo(3);
            JsonNode refused = client.json();
            assertThat(refused.path("line").asInt()).isEqualTo(4);
            assertThat(refused.path("candidateId").asText()).isEqualTo("bad");
            assertThat(refused.path("status").asInt()).isEqualTo(400);
            assertThat(refused.at("/problem/type").asText()).isEqualTo("urn:kentei:problem:invalid-candidate");
            assertThat(refused.at("/problem/errors/0/pointer").asText()).isEqualTo("/asOf");

            client.send(" ".repeat(CandidateLimits.BODY_BYTES) + "{}\nno JSON\n" + candidates.get(2));
            client.end();
            assertThat(client.json().path("status").asInt()).isEqualTo(400);
            assertThat(client.json().path("status").asInt()).isEqualTo(400);
            assertThat(client.json().path("status").asInt()).isEqualTo(201);
            assertThat(client.line()).isEqualTo("{\"end\":true,\"lines\":6,\"assessed\":3,\"refused\":3}");
            assertThat(client.line()).isNull();
        }
        assertThat(storedBy("while")).isEqualTo(3);
    }

    @Test
    void a_stream_sent_again_under_its_key_stores_nothing_twice() throws Exception {
        String[] headers = {"Kentei-Client: again", "Idempotency-Key: \"payroll-2026\""};
        List<String> candidates = GeneratedWorkforce.candidates(150, "again");
        CompletableFuture<List<String>> atTheSameTime =
                CompletableFuture.supplyAsync(() -> answer(candidates, headers));
        List<String> first = answer(candidates, headers);

        assertThat(first).hasSize(151).last().isEqualTo("{\"end\":true,\"lines\":150,\"assessed\":150,\"refused\":0}");
        assertThat(atTheSameTime.get()).isEqualTo(first);
        assertThat(answer(candidates, headers)).isEqualTo(first);
        assertThat(storedBy("again")).isEqualTo(150);

        List<String> changed = new ArrayList<>(candidates);
        changed.set(7, candidates.get(8));
        List<String> answered = answer(changed, headers);
        assertThat(answered.get(7)).contains("\"status\":422").contains("urn:kentei:problem:idempotency-key-reused");
        assertThat(answered).last().isEqualTo("{\"end\":true,\"lines\":150,\"assessed\":149,\"refused\":1}");
        assertThat(storedBy("again")).isEqualTo(150);

        RestAssured.delete("/v1/candidates?candidateId=again-1");
        assertThat(answer(candidates, headers).get(0)).contains("\"status\":410");
        assertThat(answer(candidates.subList(0, 1), "Kentei-Client: other", headers[1])
                        .get(0))
                .contains("\"status\":201");
    }

    @Test
    void answered_lines_are_stored_when_the_connection_breaks() throws IOException {
        List<String> candidates = GeneratedWorkforce.candidates(100, "broken");
        String key = "Idempotency-Key: \"broken\"";
        try (StreamClient client = new StreamClient("Kentei-Client: broken", key)) {
            client.send(String.join("\n", candidates.subList(0, 10)) + "\n");
            for (int line = 1; line <= 10; line++) {
                assertThat(client.json().path("line").asInt()).isEqualTo(line);
            }
        }
        assertThat(storedBy("broken")).isEqualTo(10);

        assertThat(answer(candidates, "Kentei-Client: broken", key))
                .last()
                .isEqualTo("{\"end\":true,\"lines\":100,\"assessed\":100,\"refused\":0}");
        assertThat(storedBy("broken")).isEqualTo(100);
    }

    @Test
    void a_request_that_is_no_stream_is_refused() throws IOException {
        try (StreamClient client = new StreamClient("Idempotency-Key: bare")) {
            client.end();
            assertThat(client.head()).startsWith("HTTP/1.1 400 ");
        }
        try (StreamClient client = new StreamClient("Content-Encoding: gzip")) {
            client.end();
            assertThat(client.head()).startsWith("HTTP/1.1 415 ");
        }
        assertThat(answer(List.of("\n"))).containsExactly("{\"end\":true,\"lines\":0,\"assessed\":0,\"refused\":0}");
    }

    private static List<String> answer(List<String> candidates, String... headers) {
        try {
            return StreamClient.answerTo(candidates, headers);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static int storedBy(String client) {
        List<?> found = RestAssured.given()
                .queryParam("client", client)
                .queryParam("limit", 1000)
                .get("/v1/assessments")
                .path("items");
        return found.size();
    }
}
