package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.logging.json.runtime.JsonFormatter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

/** Nothing that names a person, and no key, leaves the service by its logs, spans, metrics or probes. */
@QuarkusTest
@TestProfile(ServiceWithKeys.WithKeys.class)
class NamesAndKeysAreNotLoggedTest extends ServiceWithKeys {

    @Test
    void what_people_and_clients_are_called_and_their_keys_get_into_no_log_line_span_metric_or_probe()
            throws Exception {
        String key = KEYS.get("operate");
        String assess = KEYS.get("assess");
        List<String> secrets =
                new ArrayList<>(List.of("Planted", "planted", key.substring(7, 40), assess.substring(7, 40)));
        List<String> logged = Collections.synchronizedList(new ArrayList<>());
        JsonFormatter json = new JsonFormatter();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(json.format(entry));
                logged.add(entry.getLoggerName() + " " + entry.getMessage() + " "
                        + Arrays.toString(entry.getParameters()) + " " + entry.getThrown()
                        + (entry instanceof ExtLogRecord extended ? extended.getMdcCopy() : ""));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        Logger own = Logger.getLogger("org.kentei");
        root.addHandler(listener);
        own.setLevel(Level.ALL);
        try {
            String added = as("operate")
                    .contentType("application/json")
                    .body("{\"client\": \"planted-client\", \"roles\": [\"read\", \"erase\", \"assess\"]}")
                    .post("/v1/keys")
                    .path("key");
            secrets.add(added.substring(7, 40));
            ring.read();
            given().get("/v1/rules?key=" + key);
            given().get("/" + key);
            with(added + "x").get("/v1/rules");
            as("operate").delete("/v1/keys/" + added.substring(7));
            as("operate")
                    .contentType("application/json")
                    .body("{\"client\": \"" + added + "\"}")
                    .post("/v1/keys");
            sendPlanted(added);
        } finally {
            root.removeHandler(listener);
            own.setLevel(null);
        }
        String trace = "6bf92f3577b34da6a3ce929d0e0e4736";
        as("read").header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01").get("/v1/candidates/planted");
        String spans = Collector.awaitSpansOf(trace);
        assertThat(spans).contains("POST /v1/assessments", "DELETE /v1/candidates");
        String metrics = as("operate").get("/q/metrics").asString();
        String health = as("operate").get("/q/health").asString();
        String openapi = as("read").get("/q/openapi").asString();
        assertThat(logged).isNotEmpty();
        for (String secret : secrets) {
            assertThat(logged).noneMatch(line -> line.contains(secret));
            assertThat(spans).doesNotContain(secret);
            assertThat(metrics).doesNotContain(secret);
            assertThat(health).doesNotContain(secret);
            assertThat(openapi).doesNotContain(secret);
        }
    }

    /** Names of people in every place of a request that there is, in requests that are answered and that are refused. */
    private static void sendPlanted(String key) throws IOException {
        String candidate = EXAMPLE.replace("E-1024", "Planted Person").replace("\n", "");
        for (String body : List.of(
                candidate,
                candidate.replaceFirst("\\{", "{\"Planted property\": \"Planted value\", "),
                "{\"candidateId\": \"Planted Person\", \"projects\": [\"Planted project\"]}",
                "Planted text",
                "{\"candidateId\": \"Planted")) {
            for (String path :
                    List.of("/v1/assessments", "/v1/trials", "/v1/planted", "/v1/assessments?planted=Planted")) {
                with(key)
                        .contentType("application/json")
                        .header("Idempotency-Key", "\"Planted key\"")
                        .header("Kentei-Client", "Planted client")
                        .header("traceparent", "00-planted")
                        .header("Cookie", "kentei-session=planted; planted=planted")
                        .header("Accept-Language", "planted")
                        .header("User-Agent", "planted")
                        .header("Referer", "http://localhost/planted")
                        .body(body)
                        .post(path);
            }
        }
        StreamClient.answerTo(
                List.of(candidate, "{\"candidateId\": \"Planted\", \"planted\": 1}", "Planted text"),
                "Authorization: Bearer " + key,
                "Idempotency-Key: \"Planted stream\"");
        try (StreamClient leaves = new StreamClient("Authorization: Bearer " + key)) {
            leaves.send(candidate + "\n{\"candidateId\": \"Planted");
        }
        for (String path : List.of(
                "/v1/assessments?candidateId=Planted",
                "/v1/assessments?client=planted",
                "/v1/assessments/planted",
                "/v1/assessments/export?candidateId=Planted",
                "/v1/candidates/Planted",
                "/assessments/planted",
                "/assessments?candidateId=Planted",
                "/rulebook/rule/Planted",
                "/planted",
                "/q/planted")) {
            with(key).get(path);
            with(key).delete(path);
            given().get(path);
        }
        RawHttp.send("PLANTED", "/planted", "Host: planted.example");
        RawHttp.send("GET", "/%", "Host: localhost", "Planted: planted");
        with(key)
                .queryParam("candidateId", "Planted Person")
                .delete("/v1/candidates")
                .then()
                .statusCode(200);
        PageForm.get().filled().formParam("credential", "planted").post("/sign-in");
    }
}
