package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.logging.json.runtime.JsonFormatter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kentei.access.ApiKeys;
import org.kentei.access.ApiKeys.NewKey;
import org.kentei.access.KeyRing;
import org.kentei.access.Role;
import org.kentei.assessment.Assessor;
import org.kentei.assessment.ExampleCandidate;
import org.kentei.http.ContractFuzzer.Sender;
import org.kentei.http.request.Routes;
import org.kentei.live.OwnRules;
import org.kentei.log.Client;
import org.kentei.record.store.AssessmentStore;
import org.kentei.record.store.AssessmentStore.PreparedAssessment;

/** Who may do what, on a service with keys and issuers of tokens. */
@QuarkusTest
@QuarkusTestResource(value = H2Resource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = Issuer.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = Collector.class, restrictToAnnotatedClass = true)
@TestProfile(AccessTest.WithKeys.class)
class AccessTest {

    private static final Path TABLE = Path.of("src/test/resources/routes-and-roles.txt");
    private static final String EXAMPLE = new String(ExampleCandidate.json(), StandardCharsets.UTF_8);
    private static final Map<String, String> KEYS = new HashMap<>();
    private static final Map<String, String> ASSESSMENTS = new HashMap<>();
    private static final String OTHER = "hr-osaka";

    @Inject
    ApiKeys keys;

    @Inject
    KeyRing ring;

    @Inject
    Routes routes;

    @Inject
    Assessor assessor;

    @Inject
    AssessmentStore store;

    /** Starts a service of its own, whose rules need the agreement of two people. */
    public static final class WithKeys implements QuarkusTestProfile {

        static final Path RULES = Path.of("target", "rules-of-access-test").toAbsolutePath();

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                OwnRules.restore(RULES);
                return Map.of("kentei.rules", RULES.toString(), "kentei.rules.four-eyes", "true");
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }
    }

    @BeforeEach
    void prepare() throws InterruptedException {
        ReadyService.await();
        if (!KEYS.isEmpty()) {
            return;
        }
        for (Role role : Role.values()) {
            KEYS.put(role.code(), add("of-" + role.code(), role));
        }
        KEYS.put(OTHER, add(OTHER, Role.ASSESS));
        ring.read();
        ASSESSMENTS.put("own", assess("assess", "own-candidate"));
        ASSESSMENTS.put("other", assess(OTHER, "other-candidate"));
        ASSESSMENTS.put("ownJob", startJob("assess"));
        ASSESSMENTS.put("otherJob", startJob(OTHER));
    }

    private String add(String client, Role... roles) {
        return keys.add(client, Set.of(roles), null, new Client("test", null)).key();
    }

    private static RequestSpecification with(String key) {
        return given().redirects().follow(false).header("Authorization", "Bearer " + key);
    }

    private static RequestSpecification as(String who) {
        return with(KEYS.get(who));
    }

    private static String assess(String who, String candidateId) {
        return as(who).contentType("application/json")
                .body(EXAMPLE.replace("E-1024", candidateId))
                .post("/v1/assessments")
                .then()
                .statusCode(201)
                .extract()
                .path("assessmentId");
    }

    /** Starts a job with nothing to do, and waits for its end. */
    private static String startJob(String who) throws InterruptedException {
        String job = as(who).contentType("application/x-ndjson")
                .body(new byte[] {'\n'})
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("jobId");
        for (int attempt = 0; attempt < 200; attempt++) {
            if (as(who).get("/v1/jobs/" + job).path("errors") != null) {
                return job;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("The job did not end");
    }

    @Test
    void every_route_answers_every_role_as_the_table_says() throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add("%-6s %-48s %6s %6s %6s %6s %6s %6s"
                .formatted("", "", "nobody", "assess", "read", "author", "erase", "operate"));
        Set<String> asked = new TreeSet<>();
        for (Routes.Route route : routes.all()) {
            for (String method : route.methods()) {
                if (Set.of("HEAD", "OPTIONS").contains(method)) {
                    continue;
                }
                for (String path : paths(route.template())) {
                    asked.add(method + " " + path);
                }
            }
        }
        Stream.of(
                        "/q/health",
                        "/q/health/live",
                        "/q/health/ready",
                        "/q/metrics",
                        "/q/openapi",
                        "/q/swagger-ui",
                        "/q/nothing")
                .forEach(path -> asked.add("GET " + path));
        for (String line : asked.stream()
                .sorted(java.util.Comparator.comparing(AccessTest::path))
                .toList()) {
            String method = line.substring(0, line.indexOf(' '));
            List<String> cells = new ArrayList<>();
            cells.add(cell(send(given().redirects().follow(false), method, path(line))));
            for (Role role : Role.values()) {
                cells.add(cell(send(as(role.code()), method, path(line))));
            }
            lines.add("%-6s %-48s %6s %6s %6s %6s %6s %6s"
                    .formatted(Stream.concat(Stream.of(method, path(line)), cells.stream())
                            .toArray()));
        }
        String table = lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n")) + "\n";
        System.out.println(table);

        assertThat(table).isEqualTo(Files.readString(TABLE));
    }

    private static String path(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }

    /** A route with an assessment's id is asked for the caller's own assessment and for that of another client. */
    private static List<String> paths(String template) {
        String path = template.replace("{name}", "OM7.SUCCESSION")
                .replace("{clause}", "OM7.SUCCESSION")
                .replace("{rule}", "nothing")
                .replace("{page}", "index")
                .replace("{file}", "projects.csv")
                .replace("{keyId}", "000000000000")
                .replace("{index}", "0")
                .replace("{revision}", "none")
                .replace("{candidateId}", "nobody");
        if (path.contains("{jobId}")) {
            return List.of(path.replace("{jobId}", "{ownJob}"), path.replace("{jobId}", "{otherJob}"));
        }
        return path.contains("{assessmentId}")
                ? List.of(path.replace("{assessmentId}", "{own}"), path.replace("{assessmentId}", "{other}"))
                : List.of(path);
    }

    private static Response send(RequestSpecification request, String method, String path) {
        String address = path.replace("{own}", ASSESSMENTS.get("own"))
                .replace("{other}", ASSESSMENTS.get("other"))
                .replace("{ownJob}", ASSESSMENTS.get("ownJob"))
                .replace("{otherJob}", ASSESSMENTS.get("otherJob"))
                .replaceFirst("/log/consistency$", "/log/consistency?from=1&to=1");
        if (path.equals("/convert") && method.equals("POST")) {
            request.multiPart("x", "y");
        } else if (method.equals("POST") && !path.startsWith("/v1")) {
            request.contentType("application/x-www-form-urlencoded").body("x=y");
        } else if (method.equals("POST") && path.equals("/v1/jobs")) {
            request.contentType("application/x-ndjson").body(new byte[] {'\n'});
        } else if (method.equals("POST")) {
            request.contentType("application/json").body(path.equals("/v1/assessments") ? EXAMPLE : "{}");
        }
        return request.request(method, address);
    }

    /** The status; a form without its token is refused as such only to those who may send it. */
    private static String cell(Response answer) {
        boolean foreignForm = answer.statusCode() == 403 && answer.asString().contains("urn:kentei:problem:cross-site");
        return foreignForm ? "form" : Integer.toString(answer.statusCode());
    }

    @Test
    void a_client_sees_its_own_assessments_and_no_others() {
        String own = ASSESSMENTS.get("own");
        String other = ASSESSMENTS.get("other");

        assertThat(as("assess").get("/v1/assessments?limit=1000").asString())
                .contains(own)
                .doesNotContain(other);
        assertThat(as("assess").get("/v1/assessments/export").asString())
                .contains(own)
                .doesNotContain(other)
                .contains("\"end\":true");
        assertThat(as("assess")
                        .get("/v1/assessments?candidateId=other-candidate")
                        .<List<?>>path("items"))
                .isEmpty();
        assertThat(as("assess").get("/v1/assessments?client=" + OTHER).statusCode())
                .isEqualTo(400);
        assertThat(as("assess").accept("text/html").get("/").asString())
                .contains(own)
                .doesNotContain(other);
        assertThat(as("assess").accept("text/html").get("/assessments").asString())
                .contains(own)
                .doesNotContain(other);
        assertThat(as("assess")
                        .get("/assessments/compare?left=" + own + "&right=" + other)
                        .statusCode())
                .isEqualTo(404);
        assertThat(as("read").get("/v1/assessments?limit=1000").asString()).contains(own, other);
        assertThat(as("author").accept("text/html").get("/").asString()).doesNotContain(own, other);
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
    void a_client_sees_its_own_jobs_and_no_others() {
        assertThat(as("assess").get("/v1/jobs").asString())
                .contains(ASSESSMENTS.get("ownJob"))
                .doesNotContain(ASSESSMENTS.get("otherJob"));
    }

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

    private static void assertRefused(String credential, String why) {
        Response refused = with(credential).get("/v1/assessments");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(refused.<String>path("detail")).contains(why);
    }

    @Test
    void a_key_is_added_rotated_and_revoked_while_the_service_runs() throws InterruptedException {
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
        String log = as("read").get("/v1/log/entries?end=1000").asString();
        assertThat(log)
                .contains(
                        "\\\"change\\\":\\\"added\\\"",
                        "\\\"change\\\":\\\"rotated\\\"",
                        "\\\"change\\\":\\\"revoked\\\"")
                .doesNotContain(key, next);
        assertThat(as("read").accept("text/html").get("/log").asString()).contains("API key changed");
    }

    @Test
    void an_expired_key_is_refused_and_a_key_added_elsewhere_is_known_within_seconds() throws InterruptedException {
        String shortLived = keys.add("short", EnumSet.of(Role.READ), "PT3S", new Client("test", null))
                .key();
        long end = System.nanoTime() + 20_000_000_000L;
        boolean accepted = false;
        String detail = "";
        while (System.nanoTime() < end && !detail.contains("expired")) {
            Response answer = with(shortLived).get("/v1/assessments");
            accepted |= answer.statusCode() == 200;
            detail = answer.statusCode() == 200 ? "" : answer.path("detail");
            Thread.sleep(200);
        }
        assertThat(accepted).isTrue();
        assertThat(detail).isEqualTo("The key expired.");
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
        for (String path : List.of(
                "/v1/log;a=b/entries",
                "/v1/%6Cog/entries",
                "/v1//log/entries",
                "/v1/log/entries/",
                "/./v1/log/entries")) {
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

    /** More with {@code -Dkentei.fuzz.requests=1000}: so many go to each operation for each sender. */
    @Test
    void valid_and_broken_requests_of_every_role_to_every_route_are_answered_as_the_contract_says() throws Exception {
        String expired = keys.add("expired", EnumSet.allOf(Role.class), "PT1S", new Client("test", null))
                .key();
        NewKey toRevoke = keys.add("revoked", EnumSet.allOf(Role.class), null, new Client("test", null));
        keys.revoke(toRevoke.stored().keyId(), new Client("test", null));
        ring.read();
        Thread.sleep(1100);
        Map<String, Sender> senders = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            senders.put(role.code(), Sender.withKey(KEYS.get(role.code())));
        }
        senders.put("nobody", Sender.unknown());
        senders.put("expired", Sender.unknown("Authorization", "Bearer " + expired));
        senders.put("revoked", Sender.unknown("Authorization", "Bearer " + toRevoke.key()));
        senders.put("wrong token", Sender.unknown("Authorization", "Bearer e30.e30.e30"));
        senders.put("wrong cookie", Sender.unknown("Cookie", "kentei-session=a.b"));
        ContractFuzzer fuzzer = new ContractFuzzer(
                DocumentedResponses.ofService(KEYS.get("read")),
                Long.getLong("kentei.fuzz.seed", 9457),
                List.copyOf(ASSESSMENTS.values()));
        int requests = Integer.getInteger("kentei.fuzz.requests", 1);
        for (Sender sender : senders.values()) {
            fuzzer.as(sender).send(requests);
            fuzzer.sendToOthers(routes.all(), requests);
        }
        if (System.getProperty("kentei.fuzz.requests") != null) {
            fuzzer.answers().forEach((answer, count) -> System.out.println(answer + ": " + count));
            System.out.println("requests of " + senders.keySet() + ": "
                    + fuzzer.answers().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum());
        }
        assertThat(fuzzer.findings()).isEmpty();
        assertThat(fuzzer.answers().keySet()).contains("assess 401", "assess 403");
    }

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

    @Test
    void a_person_signs_in_with_a_key_reads_pages_and_signs_out() {
        Response away = given().accept("text/html").redirects().follow(false).get("/assessments?level=4");
        assertThat(away.statusCode()).isEqualTo(303);
        assertThat(away.header("Location")).endsWith("/sign-in?to=%2Fassessments%3Flevel%3D4");

        PageForm form = PageForm.get();
        assertThat(form.filled()
                        .formParam("credential", "kentei_wrong")
                        .post("/sign-in")
                        .statusCode())
                .isEqualTo(401);
        assertThat(given().accept("text/html")
                        .formParam("credential", KEYS.get("read"))
                        .post("/sign-in")
                        .statusCode())
                .isEqualTo(403);
        assertThat(signIn(form, "read", "https://elsewhere.example/").header("Location"))
                .endsWith("/");
        assertThat(signIn(form, "read", "//elsewhere.example/").header("Location"))
                .doesNotContain("elsewhere");
        Response in = signIn(form, "read", "/assessments?level=4");
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.header("Location")).endsWith("/assessments?level=4");
        assertThat(in.headers().getValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("kentei-session=")
                        .contains("HTTPOnly", "SameSite=Strict", "Max-Age=28800")
                        .doesNotContain(KEYS.get("read"), "Secure"));
        String session = in.cookie("kentei-session");
        Response page = visit(session, form).get("/assessments?candidateId=own-candidate");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString()).contains("of-read", ASSESSMENTS.get("own"));
        assertThat(visit(session, form).accept("*/*").get("/v1/log/checkpoint").statusCode())
                .isEqualTo(200);

        PageForm signedIn = new PageForm(
                Map.of("kentei-session", session, "kentei-form", form.cookies().get("kentei-form")),
                PageForm.of(page).token());
        assertThat(new PageForm(signedIn.cookies(), form.token())
                        .filled()
                        .post("/sign-out")
                        .statusCode())
                .as("the token of another session")
                .isEqualTo(403);
        Response out = signedIn.filled().post("/sign-out");
        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(out.cookie("kentei-session")).isEmpty();
    }

    private static Response signIn(PageForm form, String who, String to) {
        return form.filled()
                .formParam("credential", KEYS.get(who))
                .formParam("to", to)
                .post("/sign-in");
    }

    private static RequestSpecification visit(String session, PageForm form) {
        return given().accept("text/html")
                .redirects()
                .follow(false)
                .cookie("kentei-session", session)
                .cookie("kentei-form", form.cookies().get("kentei-form"));
    }

    @Test
    void a_session_changes_nothing_over_the_api_and_ends_with_its_key() {
        String key = keys.add("browser", Set.of(Role.values()), null, new Client("test", null))
                .key();
        ring.read();
        PageForm form = PageForm.get();
        Response in = form.filled()
                .header("X-Forwarded-Proto", "https")
                .formParam("credential", key)
                .post("/sign-in");
        assertThat(in.headers().getValues("Set-Cookie")).anyMatch(cookie -> cookie.contains("; Secure"));
        String session = in.cookie("kentei-session");
        assertThat(given().cookie("kentei-session", session)
                        .get("/v1/assessments")
                        .statusCode())
                .isEqualTo(200);
        assertThat(given().cookie("kentei-session", session)
                        .delete("/v1/candidates/own-candidate")
                        .statusCode())
                .isEqualTo(401);
        assertThat(given().cookie("kentei-session", session + "x")
                        .get("/v1/assessments")
                        .statusCode())
                .isEqualTo(401);
        String keyId = as("operate").get("/v1/keys").path("keys.find { it.client == 'browser' }.keyId");
        as("operate").delete("/v1/keys/" + keyId);
        assertThat(given().cookie("kentei-session", session)
                        .get("/v1/assessments")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void tokens_of_the_configured_issuers_are_accepted_and_no_others() throws Exception {
        PublicJsonWebKey key = Issuer.key("first");
        PublicJsonWebKey next = Issuer.key("second");
        Issuer.serve(List.of(key));
        String good = Issuer.signed(Issuer.claims(), key);
        assertThat(with(good).get("/v1/assessments").statusCode()).isEqualTo(200);
        assertThat(with(good).get("/v1/log/entries").statusCode()).isEqualTo(403);
        String id = with(good)
                .contentType("application/json")
                .body(EXAMPLE)
                .post("/v1/assessments")
                .path("assessmentId");
        assertThat(as("read").get("/v1/assessments/" + id + "/firings").<String>path("client.name"))
                .isEqualTo("corp:hanako");

        JwtClaims expired = Issuer.claims();
        expired.setExpirationTimeMinutesInTheFuture(-2);
        assertRefused(Issuer.signed(expired, key), "expired");
        JwtClaims endless = Issuer.claims();
        endless.unsetClaim("exp");
        assertRefused(Issuer.signed(endless, key), "no expiration");
        JwtClaims elsewhere = Issuer.claims();
        elsewhere.setAudience("payroll");
        assertRefused(Issuer.signed(elsewhere, key), "audience");
        JwtClaims unknown = Issuer.claims();
        unknown.setIssuer("https://unknown.example");
        assertRefused(Issuer.signed(unknown, key), "no issuer");
        JwtClaims ofTheOther = Issuer.claims();
        ofTheOther.setIssuer(Issuer.OF_FILE);
        assertRefused(Issuer.signed(ofTheOther, key), "not signed");
        JwtClaims early = Issuer.claims();
        early.setNotBeforeMinutesInThePast(-5);
        assertRefused(Issuer.signed(early, key), "not valid now");
        JwtClaims nameless = Issuer.claims();
        nameless.unsetClaim("sub");
        assertRefused(Issuer.signed(nameless, key), "client");
        PublicJsonWebKey forger = Issuer.key("first");
        assertRefused(Issuer.signed(Issuer.claims(), forger), "not signed");
        assertRefused(withAlgorithm(AlgorithmIdentifiers.NONE, null), "not signed");
        assertRefused(
                withAlgorithm(
                        AlgorithmIdentifiers.HMAC_SHA256,
                        new HmacKey(key.getPublicKey().getEncoded())),
                "not signed");
        assertRefused(good.substring(0, good.length() - 4) + "AAAA", "not signed");

        JwtClaims roleless = Issuer.claims();
        roleless.unsetClaim("realm_access");
        assertThat(with(Issuer.signed(roleless, key)).get("/v1/vocabulary").statusCode())
                .isEqualTo(403);

        // the issuer takes a new key, and the old one away
        Issuer.serve(List.of(next));
        String ofNext = Issuer.signed(Issuer.claims(), next);
        await(() -> with(ofNext).get("/v1/assessments").statusCode() == 200);
        assertRefused(good, "not signed");
    }

    @Test
    void an_issuer_may_have_its_keys_in_a_file() throws Exception {
        JwtClaims claims = Issuer.claims();
        claims.setIssuer(Issuer.OF_FILE);
        claims.setClaim("azp", "hr-system");
        claims.setClaim("scope", "openid read assess");
        for (PublicJsonWebKey key : List.of(Issuer.rsaKey("a"), Issuer.key("b"))) {
            Issuer.keep(List.of(key));
            Thread.sleep(20);
            assertThat(with(Issuer.signed(claims, key)).get("/v1/log/entries").statusCode())
                    .isEqualTo(200);
        }
    }

    private static String withAlgorithm(String algorithm, java.security.Key key) throws Exception {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setPayload(Issuer.claims().toJson());
        token.setAlgorithmHeaderValue(algorithm);
        token.setKeyIdHeaderValue("first");
        token.setKey(key);
        return token.getCompactSerialization();
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

    @Test
    void a_revision_decides_when_a_second_person_has_confirmed_it() throws Exception {
        for (String author : List.of("hanako", "taro")) {
            KEYS.put(author, add(author, Role.AUTHOR));
        }
        ring.read();
        assertThat(as("hanako").get("/v1/rulesets/waiting").asString())
                .isEqualTo("{\"fourEyes\":true,\"waiting\":null}");
        String active = as("author").get("/v1/rules").path("revision");
        Path sheet = WithKeys.RULES.resolve("operations-management/OM4.drl");
        Files.writeString(sheet, Files.readString(sheet).replace("months >= 24", "months >= 18"));

        String revision = awaitReview();
        Response waiting = as("hanako").get("/v1/rulesets/waiting");
        assertThat(waiting.<String>path("waiting.replaces")).isEqualTo(active);
        assertThat(waiting.<String>path("waiting.review.clauses[0].words[0]")).contains("`months >= 24` becomes");
        assertThat(waiting.<String>path("waiting.review.clauses[0].rises.possible"))
                .isEqualTo("YES");
        assertThat(waiting.<Map<String, ?>>path("waiting.review.clauses[0].rises.candidate.candidate"))
                .containsKey("projects");
        assertThat(waiting.<Integer>path("waiting.review.impact.candidates")).isGreaterThanOrEqualTo(2);
        assertThat(waiting.<Boolean>path("waiting.review.impact.complete")).isTrue();
        assertThat(as("author").get("/v1/rules").<String>path("revision")).isEqualTo(active);
        assertThat(as("author").get("/v1/rules").<String>path("lastAttempt.outcome"))
                .isEqualTo("WAITING");

        assertThat(decide("hanako", "confirm", revision).asString()).contains("Nobody proposed");
        assertThat(decide("hanako", "propose", active).statusCode()).isEqualTo(404);
        assertThat(decide("read", "propose", revision).statusCode()).isEqualTo(403);
        assertThat(decide("hanako", "propose", revision).<String>path("step")).isEqualTo("PROPOSED");
        assertThat(decide("taro", "propose", revision).statusCode()).isEqualTo(409);
        assertThat(decide("hanako", "confirm", revision).asString()).contains("Another person has to confirm it");

        PageForm form = PageForm.get();
        String session = signIn(form, "taro", "/").cookie("kentei-session");
        Response page = visit(session, form).get("/rulesets/waiting");
        assertThat(page.asString())
                .contains(
                        revision,
                        "hanako",
                        "`months &gt;= 24` becomes",
                        "+</span>",
                        "action=\"/rulesets/waiting/confirm\"");
        PageForm signedIn = new PageForm(
                Map.of("kentei-session", session, "kentei-form", form.cookies().get("kentei-form")),
                PageForm.of(page).token());
        assertThat(new PageForm(signedIn.cookies(), form.token())
                        .filled()
                        .formParam("revision", revision)
                        .post("/rulesets/waiting/confirm")
                        .statusCode())
                .as("the token of another session")
                .isEqualTo(403);
        assertThat(as("author").get("/v1/rules").<String>path("revision")).isEqualTo(active);
        assertThat(signedIn.filled()
                        .formParam("revision", revision)
                        .post("/rulesets/waiting/confirm")
                        .statusCode())
                .isEqualTo(303);

        await(() -> revision.equals(as("author").get("/v1/rules").path("revision")));
        List<String> entries = as("read").get("/v1/log/entries").path("entries");
        List<String> ofRevision =
                entries.stream().filter(entry -> entry.contains(revision)).toList();
        assertThat(ofRevision).hasSize(2);
        assertThat(ofRevision.get(0)).contains("\"step\":\"proposed\"").contains("\"name\":\"hanako\"");
        assertThat(ofRevision.get(1))
                .contains("\"type\":\"ruleset-activation\"")
                .contains("\"proposedBy\":{\"address\":\"127.0.0.1\",\"name\":\"hanako\"}")
                .contains("\"confirmedBy\":{\"address\":\"127.0.0.1\",\"name\":\"taro\"}")
                .contains("\"subject\":\"OM4.RESPONSIBILITIES\"")
                .contains("\"impact\":{\"candidates\":");
        System.out.println(ofRevision.get(1));
        assertThat(assess("assess", "after-approval")).isNotEmpty();
        assertThat(as("read").get("/v1/log/entries").<List<String>>path("entries"))
                .as("the activation is in the log once")
                .filteredOn(
                        entry -> entry.contains("ruleset-activation") && entry.contains("\"ruleset\":\"" + revision))
                .hasSize(1);
        assertThat(as("hanako").get("/v1/rulesets/waiting").<Object>path("waiting"))
                .isNull();

        Files.writeString(sheet, Files.readString(sheet).replace("months >= 18", "months >= 20"));
        String next = awaitReview();
        assertThat(decide("taro", "reject", next).<String>path("step")).isEqualTo("REJECTED");
        await(() -> "REFUSED".equals(as("author").get("/v1/rules").path("lastAttempt.outcome")));
        assertThat(as("author").get("/v1/rules").asString()).contains("rejected by `taro`");
        assertThat(as("author").get("/v1/rules").<String>path("revision")).isEqualTo(revision);
    }

    private static Response decide(String who, String step, String revision) {
        return as(who).contentType("application/json")
                .body("{\"revision\": \"" + revision + "\"}")
                .post("/v1/rulesets/waiting/" + step);
    }

    /** Waits for a revision whose effects are known. */
    private static String awaitReview() throws InterruptedException {
        await(() -> as("hanako").get("/v1/rulesets/waiting").path("waiting.review.impact") != null);
        return as("hanako").get("/v1/rulesets/waiting").path("waiting.revision");
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        for (int attempt = 0; attempt < 1200 && !reached.getAsBoolean(); attempt++) {
            Thread.sleep(100);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    @Test
    void probes_get_the_status_alone() {
        assertThat(given().get("/q/health/ready").asString().strip()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(as("read").get("/q/health").asString()).doesNotContain("revision");
        assertThat(as("operate").get("/q/health/ready").asString()).contains("revision");
    }
}
