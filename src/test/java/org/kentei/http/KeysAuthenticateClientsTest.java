package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kentei.access.ApiKeys.NewKey;
import org.kentei.access.Role;
import org.kentei.assessment.Assessor;
import org.kentei.assessment.ExampleCandidate;
import org.kentei.log.Client;
import org.kentei.record.store.AssessmentStore;
import org.kentei.record.store.AssessmentStore.PreparedAssessment;

/** Keys are added, rotated and revoked, and nothing else is accepted in their place. */
@QuarkusTest
@TestProfile(ServiceWithKeys.WithKeys.class)
class KeysAuthenticateClientsTest extends ServiceWithKeys {

    @Inject
    Assessor assessor;

    @Inject
    AssessmentStore store;

    @Test
    void the_record_names_the_authenticated_client_and_not_what_the_request_says() {
        String id = as("assess")
                .header("Kentei-Client", "somebody-else")
                .contentType("application/json")
                .body(EXAMPLE)
                .post("/v1/assessments")
                .path("assessmentId");

        assertThat(as("read").get("/v1/assessments/" + id + "/firings").<String>path("client.name"))
                .isEqualTo("of-assess");
        assertThat(as("read").get("/v1/assessments/" + id + "/proof").<String>path("entry"))
                .contains("\"name\":\"of-assess\"");
        assertThat(as("read").get("/v1/assessments?client=of-assess").asString())
                .contains(id);
        assertThat(as("read").get("/v1/assessments?client=somebody-else").<List<?>>path("items"))
                .isEmpty();
    }

    @Test
    void a_request_without_a_valid_key_is_told_how_to_authenticate() {
        Response nobody = given().get("/v1/assessments");
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"kentei\"");
        assertThat(nobody.contentType()).startsWith("application/problem+json");

        Response lacking = as("erase").get("/v1/assessments");
        assertThat(lacking.statusCode()).isEqualTo(403);
        assertThat(lacking.header("WWW-Authenticate")).contains("error=\"insufficient_scope\"");
        assertThat(lacking.<String>path("detail")).contains("`assess` or `read`");

        String key = KEYS.get("read");
        String mistyped = key.substring(0, 20) + (key.charAt(20) == 'x' ? 'y' : 'x') + key.substring(21);
        assertRefused(mistyped, "checksum");
        assertRefused("kentei_", "checksum");
        assertRefused("abc", "neither");
        assertThat(given().header("Authorization", "Basic YTpi")
                        .get("/v1/rules")
                        .statusCode())
                .isEqualTo(401);
        assertThat(given().header("Authorization", key).get("/v1/rules").statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_key_is_added_rotated_and_revoked_while_the_service_runs() {
        long before = log.frontier().size();
        Response added = as("operate")
                .contentType("application/json")
                .body("{\"client\": \"hr-tokyo\", \"roles\": [\"assess\", \"read\"], \"expires\": \"P90D\"}")
                .post("/v1/keys");
        assertThat(added.statusCode()).isEqualTo(201);
        String key = added.path("key");
        String keyId = added.path("stored.keyId");
        assertThat(key).matches("kentei_[0-9A-Za-z]{49}");
        assertThat(with(key).get("/v1/assessments").statusCode()).isEqualTo(200);

        Response rotated = as("operate")
                .contentType("application/json")
                .body("{\"overlap\": \"PT1H\"}")
                .post("/v1/keys/" + keyId + "/rotate");
        String next = rotated.path("key");
        assertThat(with(key).get("/v1/assessments").statusCode()).isEqualTo(200);
        assertThat(with(next).get("/v1/assessments").statusCode()).isEqualTo(200);
        assertThat(as("operate")
                        .contentType("application/json")
                        .body("{}")
                        .post("/v1/keys/" + keyId + "/rotate")
                        .statusCode())
                .isEqualTo(400);

        assertThat(as("operate").delete("/v1/keys/" + keyId).<Boolean>path("valid"))
                .isFalse();
        assertRefused(key, "revoked");
        assertThat(with(next).get("/v1/assessments").statusCode()).isEqualTo(200);

        String list = as("operate").get("/v1/keys").asString();
        String page = as("operate").accept("text/html").get("/keys").asString();
        assertThat(page).contains(keyId, "revoked").doesNotContain(KEYS.get("operate"));
        assertThat(as("read").accept("text/html").get("/keys").statusCode()).isEqualTo(403);
        assertThat(list).contains(keyId, "hr-tokyo").doesNotContain(key, next);
        assertThat(entriesSince(before).toString())
                .contains("\"change\":\"added\"", "\"change\":\"rotated\"", "\"change\":\"revoked\"")
                .doesNotContain(key, next);
        assertThat(as("read").accept("text/html").get("/log").asString()).contains("API key changed");
    }

    @Test
    void an_expired_key_is_refused_and_a_key_added_elsewhere_is_known_within_seconds() throws InterruptedException {
        String shortLived = keyOf("short", "PT1S");
        String elsewhere = keyOf("elsewhere", null);
        await(() -> with(elsewhere).get("/v1/assessments").statusCode() == 200);
        await(() -> with(shortLived).get("/v1/assessments").asString().contains("The key expired."));
    }

    private String keyOf(String client, @Nullable String expires) {
        return keys.add(client, EnumSet.of(Role.READ), expires, new Client("test", null))
                .key();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[]",
                "no JSON",
                "{\"client\": \"a\", \"roles\": []}",
                "{\"client\": \"a\", \"roles\": [\"root\"]}",
                "{\"client\": \"a\", \"roles\": [\"read\"], \"expires\": \"soon\"}",
                "{\"client\": \"a\", \"roles\": [\"read\"], \"expires\": \"-P1D\"}",
                "{\"client\": \"a:b\", \"roles\": [\"read\"]}",
                "{\"client\": \"\", \"roles\": [\"read\"]}",
                "{\"client\": \"a\", \"roles\": [\"read\"], \"more\": 1}"
            })
    void an_invalid_request_for_a_key_is_refused(String body) {
        Response refused =
                as("operate").contentType("application/json").body(body).post("/v1/keys");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.contentType()).startsWith("application/problem+json");
    }

    @Test
    void hostile_credentials_get_an_answer_and_nothing_else() throws Exception {
        String key = "Authorization: Bearer " + KEYS.get("read");
        String host = "Host: localhost";
        assertThat(RawHttp.status(RawHttp.send("GET", "/v1/assessments", host, key, key)))
                .isEqualTo(400);
        assertThat(RawHttp.status(RawHttp.send("GET", "/v1/assessments", host, key + "\u00e9")))
                .isEqualTo(401);
        assertThat(RawHttp.status(RawHttp.send("GET", "/v1/assessments", host, key + " x")))
                .isEqualTo(401);
        assertThat(RawHttp.status(
                        RawHttp.send("GET", "/v1/assessments", host, "Authorization: Bearer " + "a".repeat(7000))))
                .isEqualTo(401);
        assertThat(RawHttp.status(RawHttp.send("GET", "/v1/assessments", host, "Authorization: " + "a".repeat(30_000))))
                .isEqualTo(431);
        assertThat(RawHttp.status(RawHttp.send("GET", "/v1/assessments", host, "Authorization: Bearer ..")))
                .isEqualTo(401);
        assertThat(RawHttp.status(RawHttp.send("GET", "/v1/assessments", host, "Authorization: Bearer e30.e30.e30")))
                .isEqualTo(401);
        assertThat(RawHttp.status(RawHttp.send("GET", "/v1/assessments", host, "Cookie: kentei-session=a.b")))
                .isEqualTo(401);
        assertThat(RawHttp.status(RawHttp.send("GET", "/v1/assessments", host, "Cookie: kentei-session=.")))
                .isEqualTo(401);
        assertThat(RawHttp.status(RawHttp.send("GET", "/v1/log;a=b/entries", host)))
                .isEqualTo(400);
        for (String path : List.of("/v1/%6Cog/entries", "/v1//log/entries", "/v1/log/entries/", "/./v1/log/entries")) {
            assertThat(RawHttp.status(RawHttp.send("GET", path, host, "Authorization: Bearer " + KEYS.get("assess"))))
                    .as(path)
                    .isIn(403, 404);
            assertThat(RawHttp.status(RawHttp.send("GET", path, host))).as(path).isEqualTo(401);
        }
    }

    @Test
    void a_key_in_an_address_is_refused_and_not_repeated() {
        String key = KEYS.get("read");
        Response refused = given().get("/v1/assessments?access_token=" + key);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.asString()).contains("revoked").doesNotContain(key);
    }

    @Test
    void a_stream_breaks_off_when_its_key_is_revoked() throws IOException {
        NewKey key = keys.add("streaming", Set.of(Role.ASSESS), null, new Client("test", null));
        ring.read();
        String line = EXAMPLE.replace("\n", "") + "\n";
        try (StreamClient stream = new StreamClient("Authorization: Bearer " + key.key())) {
            stream.send(line);
            assertThat(stream.json().path("status").asInt()).isEqualTo(201);

            as("operate").delete("/v1/keys/" + key.stored().keyId()).then().statusCode(200);
            stream.send(line);
            assertThatThrownBy(stream::line).isInstanceOf(IOException.class);
        }
        assertThat(as("read").get("/v1/assessments?client=streaming").<List<?>>path("items"))
                .hasSize(1);
    }

    @Test
    void an_export_ends_soon_after_its_key_was_revoked() throws Exception {
        NewKey added = keys.add("exporter", Set.of(Role.READ), null, new Client("test", null));
        ring.read();
        storeMore(400);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", RestAssured.port));
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(
                            ("GET /v1/assessments/export HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization:"
                                            + " Bearer " + added.key() + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");
            as("operate").delete("/v1/keys/" + added.stored().keyId());
            assertThat(new String(rest(socket.getInputStream()), StandardCharsets.UTF_8))
                    .doesNotContain("\"end\":true");
        }
    }

    /** All that still comes before the connection ends, be it broken or closed. */
    private static byte[] rest(InputStream in) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            in.transferTo(read);
        } catch (IOException broken) {
            // what came before is what counts
        }
        return read.toByteArray();
    }

    /** Keeps one verdict many times, since to decide it each time would take long. */
    private void storeMore(int count) {
        List<PreparedAssessment> many = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            many.add(AssessmentStore.prepare(
                    Assessor.toKeep(assessor.decide(
                            ExampleCandidate.json(),
                            new Client("bulk", null),
                            UUID.randomUUID(),
                            Instant.now().truncatedTo(ChronoUnit.MICROS))),
                    null));
        }
        store.addAll(many);
    }
}
