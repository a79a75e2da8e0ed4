package org.kentei.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kentei.assessment.ExampleCandidate;
import org.kentei.http.ReadyService;
import org.kentei.ruleset.RulesetFiles;

/** Rules edited under a running service. */
@QuarkusTest
@QuarkusTestResource(value = OwnRules.class, restrictToAnnotatedClass = true)
class LiveRulesTest {

    private static final int PAUSE_MILLIS = 20;
    private static final int ATTEMPTS = 3000;

    /** Clients that post without a pause would leave the check of the rules no processor time. */
    private static final int PAUSE_OF_CLIENT_MILLIS = 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Path OM7 = Path.of("operations-management", "OM7.drl");

    /** The example at level 7, whose 260 persons alone, without its contract value, meet the size of OM7. */
    private static final String OF_260_PERSONS = new String(ExampleCandidate.json(), StandardCharsets.UTF_8)
            .replace("\"annualContractValue\": 2600000000, ", "")
            .replaceFirst(
                    "(?s)\"contributions\": \\[.*?\\]",
                    Stream.of(
                                    "BOOK",
                                    "PROFESSIONAL_COMMUNITY",
                                    "EXTERNAL_PAPER",
                                    "INTERNAL_PAPER",
                                    "PATENT_APPLICATION")
                            .map(kind -> "{\"kind\": \"" + kind
                                    + "\", \"specialtyField\": \"IT_SERVICE_MANAGEMENT\", \"date\": \"2022-05-01\"}")
                            .collect(Collectors.joining(", ", "\"contributions\": [", "]")));

    @BeforeEach
    void beginWithSoundRules() throws IOException, InterruptedException {
        ReadyService.await();
        sound();
    }

    @Test
    void a_number_changed_in_a_file_changes_the_verdict_and_the_shortfall_without_a_restart() throws Exception {
        assertThat(sizeOfOm7(post())).isEqualTo("MET");
        assertThat(post().<Integer>path("certifiedLevel")).isEqualTo(7);
        String earlier = post().path("assessmentId");
        assertThat(page(earlier)).doesNotContain("Other rules are active now");
        edit("headcount >= 250", "headcount >= 300");
        String revision = revisionInFolder();
        await(rules -> rules.path("revision").equals(revision));
        Response posted = post();
        assertThat(posted.<String>path("ruleset.revision")).isEqualTo(revision);
        assertThat(sizeOfOm7(posted)).isEqualTo("NOT_MET");
        assertThat(posted.<Integer>path("certifiedLevel")).isEqualTo(6);
        assertThat(page(posted.path("assessmentId"))).doesNotContain("Other rules are active now");
        assertThat(page(earlier)).contains("Other rules are active now").contains("headcount &gt;= 250");
        assertThat(posted.asString()).contains("headcount >= 300").contains("\"missing\":40");
        Response rules = given().get("/v1/rules");
        assertThat(rules.<String>path("lastAttempt.outcome")).isEqualTo("ACCEPTED");
        assertThat(rules.<String>path("lastAttempt.revision")).isEqualTo(revision);
        assertThat(given().get("/q/metrics").asString())
                .contains("kentei_ruleset_active{revision=\"" + revision + "\"} 1.0")
                .contains("kentei_ruleset_swap_seconds_count")
                .contains("kentei_evaluation_seconds_count")
                .contains("kentei_ruleset_suspect 0.0");
    }

    @Test
    void a_broken_edit_leaves_the_last_revision_serving_and_says_what_is_wrong() throws Exception {
        String active = given().get("/v1/rules").path("revision");
        double refusedBefore = refused();
        List<LiveEdit> edits = LiveEdit.triedLive();
        for (LiveEdit broken : edits) {
            broken.edit().on(OwnRules.folder());
            Response rules = await(now -> "REFUSED".equals(now.path("lastAttempt.outcome")));
            List<Map<String, Object>> mistakes = rules.path("lastAttempt.mistakes");
            assertThat(rules.<String>path("revision")).as(broken.name()).isEqualTo(active);
            broken.assertReportedIn(mistakes.stream().map(LiveRulesTest::line).toList());
            Element latest = Jsoup.parse(
                            given().accept("text/html").get("/rulesets").asString())
                    .selectFirst(".attempts > li");
            assertThat(latest.classNames()).as(broken.name()).contains("REFUSED");
            assertThat(latest.text())
                    .as(broken.name())
                    .contains(
                            mistakes.get(0).get("file").toString(),
                            mistakes.get(0)
                                    .get("reason")
                                    .toString()
                                    .replaceAll("\\s+", " ")
                                    .strip());
            assertThat(post().<String>path("ruleset.revision"))
                    .as(broken.name())
                    .isEqualTo(active);
            sound();
        }
        assertThat(refused() - refusedBefore).isEqualTo(edits.size());
    }

    @Test
    void no_request_fails_while_rules_are_swapped_and_each_is_decided_under_one_revision() throws Exception {
        String first = given().get("/v1/rules").path("revision");
        edit("headcount >= 250", "headcount >= 300");
        String second = revisionInFolder();
        AtomicBoolean over = new AtomicBoolean();
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        List<Thread> clients = new ArrayList<>();
        for (int client = 0; client < 4; client++) {
            Thread posting = new Thread(() -> {
                while (!over.get()) {
                    JsonNode posted = postQuickly();
                    String revision = posted.at("/ruleset/revision").asText();
                    String expected = revision.equals(first) ? "MET" : revision.equals(second) ? "NOT_MET" : "none";
                    if (!sizeOfOm7(posted).equals(expected)) {
                        wrong.add(posted.toString());
                    }
                    seen.add(revision);
                    pause();
                }
            });
            posting.start();
            clients.add(posting);
        }
        try {
            await(rules -> rules.path("revision").equals(second));
            edit("headcount >= 300", "headcount >= 250");
            await(rules -> rules.path("revision").equals(first));
        } finally {
            over.set(true);
            for (Thread client : clients) {
                client.join();
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).containsExactlyInAnyOrder(first, second);
    }

    /** Brings the folder back to what it was, and waits until the service has seen that. */
    private static String page(String assessmentId) {
        return given().accept("text/html").get("/assessments/" + assessmentId).asString();
    }

    private static void sound() throws IOException, InterruptedException {
        OwnRules.restore();
        String revision = revisionInFolder();
        await(rules -> rules.path("revision").equals(revision)
                && "ACCEPTED".equals(rules.path("lastAttempt.outcome"))
                && revision.equals(rules.path("lastAttempt.revision")));
    }

    private static Response await(Predicate<Response> reached) throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Response rules = given().get("/v1/rules");
            if (rules.statusCode() == 200 && reached.test(rules)) {
                return rules;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new AssertionError(
                "The rules never came to that: " + given().get("/v1/rules").path("lastAttempt"));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_OF_CLIENT_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void edit(String text, String by) throws IOException {
        Path file = OwnRules.folder().resolve(OM7);
        String before = Files.readString(file);
        assertThat(before).contains(text);
        Files.writeString(file, before.replace(text, by));
    }

    private static String revisionInFolder() throws IOException {
        return RulesetFiles.read(OwnRules.folder()).revision();
    }

    private static Response post() {
        return given().contentType("application/json").body(OF_260_PERSONS).post("/v1/assessments");
    }

    /** For many posts: REST-assured compiles each path anew, which costs more than the answer. */
    private static JsonNode postQuickly() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/assessments"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(OF_260_PERSONS))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 201
                    ? JSON.readTree(answer.body())
                    : JSON.createObjectNode().put("status", answer.statusCode()).put("body", answer.body());
        } catch (IOException | InterruptedException unanswered) {
            return JSON.createObjectNode().put("unanswered", unanswered.toString());
        }
    }

    private static String sizeOfOm7(JsonNode posted) {
        for (JsonNode criterion : posted.at("/fields/0/sheets/0/criteria")) {
            if (criterion.path("criterion").asText().equals("SIZE")) {
                return criterion.path("status").asText();
            }
        }
        return "no answer";
    }

    private static String sizeOfOm7(Response posted) {
        return posted.path("fields[0].sheets[0].criteria.find { it.criterion == 'SIZE' }.status");
    }

    private static String line(Map<String, Object> mistake) {
        return mistake.get("file") + ":" + mistake.get("line") + ": " + mistake.get("reason");
    }

    private static double refused() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("kentei_ruleset_attempts_total") && line.contains("refused"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
