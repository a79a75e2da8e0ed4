package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kentei.access.ApiKeys.NewKey;
import org.kentei.access.Role;
import org.kentei.http.ContractFuzzer.Sender;
import org.kentei.http.request.Routes;
import org.kentei.log.Client;

/** Each route answers each role as the table says, and a client sees what is its own. */
@QuarkusTest
@TestProfile(ServiceWithKeys.WithKeys.class)
class RolesDecideWhoMayDoWhatTest extends ServiceWithKeys {

    private static final Path TABLE = Path.of("src/test/resources/routes-and-roles.txt");

    @Inject
    Routes routes;

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
                .sorted(Comparator.comparing(RolesDecideWhoMayDoWhatTest::path))
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
    void a_client_sees_its_own_jobs_and_no_others() {
        assertThat(as("assess").get("/v1/jobs").asString())
                .contains(ASSESSMENTS.get("ownJob"))
                .doesNotContain(ASSESSMENTS.get("otherJob"));
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
    void probes_get_the_status_alone() {
        assertThat(given().get("/q/health/ready").asString().strip()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(as("read").get("/q/health").asString()).doesNotContain("revision");
        assertThat(as("operate").get("/q/health/ready").asString()).contains("revision");
    }
}
