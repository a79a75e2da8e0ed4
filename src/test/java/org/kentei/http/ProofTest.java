package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Types;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kentei.assessment.ExampleCandidate;
import org.kentei.hash.Hash;
import org.kentei.log.Checkpoint;
import org.kentei.log.Commitment;
import org.kentei.log.DocumentType;
import org.kentei.log.Frontier;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.AssessmentEntry;
import org.kentei.log.MerkleProof;
import org.kentei.log.VerifierKey;
import org.kentei.log.verify.Verifier;
import org.kentei.log.verify.Verifier.TrustedInput;
import org.kentei.record.audit.SnapshotReader;
import org.kentei.record.database.Tables;

/** What a holder of a result can prove with no more than the log's public key. */
@QuarkusTest
@QuarkusTestResource(H2Resource.class)
class ProofTest {

    @Inject
    SnapshotReader auditing;

    @Inject
    Jdbi jdbi;

    @ConfigProperty(name = "kentei.data")
    Path dataFolder;

    private DocumentedResponses documented;

    @BeforeEach
    void waitUntilReady() throws InterruptedException {
        ReadyService.await();
        documented = DocumentedResponses.ofService();
    }

    @Test
    void an_answer_can_be_proved_at_once() {
        for (int count = 0; count < 5; count++) {
            Response posted = post(candidate("proved"));
            Response firings = request().get(posted.header("Location") + "/firings");
            Response result = request().get(posted.header("Location") + "/result");
            Response proof = request().get(posted.header("Location") + "/proof");
            assertThat(proof.statusCode()).isEqualTo(200);

            AssessmentEntry entry = (AssessmentEntry) LogEntry.parse(proof.path("entry"), proof.<Integer>path("index"));
            assertThat(proves(proof)).isTrue();
            assertThat(entry.assessmentId().toString()).isEqualTo(posted.path("assessmentId"));
            assertThat(entry.commitments().get(DocumentType.RESULT))
                    .isEqualTo(Commitment.to(result.asString(), salt(proof, "result")));
            assertThat(entry.commitments().get(DocumentType.FIRINGS))
                    .isEqualTo(Commitment.to(firings.asString(), salt(proof, "firings")));
            assertThat(entry.commitments().get(DocumentType.CANDIDATE))
                    .isEqualTo(Commitment.to(candidate("proved"), salt(proof, "candidate")));
            assertThat(entry.rulesetRevision()).isEqualTo(posted.path("ruleset.revision"));
        }
    }

    @Test
    void an_entry_that_somebody_put_into_the_database_is_not_signed_and_is_named() throws Exception {
        post(candidate("before"));
        long index = jdbi.withHandle(handle -> handle.createQuery("select size from log_state")
                .mapTo(Long.class)
                .one());
        byte[] state = jdbi.withHandle(handle -> handle.createQuery("select frontier from log_state")
                .mapTo(byte[].class)
                .one());
        UUID forged = UUID.randomUUID();
        jdbi.useTransaction(handle -> forge(handle, forged, Frontier.of(index, state)));

        Response after = post(candidate("before"));
        assertThat(after.statusCode()).isEqualTo(201);
        String health = "";
        for (int attempt = 0; attempt < 600 && !health.contains("foreignEntry"); attempt++) {
            Thread.sleep(50);
            health = given().get("/q/health/ready").asString();
        }
        assertThat(health)
                .contains("\"foreignEntry\": " + index)
                .contains("Entry " + index + " of the log: no service that has this append key appended it.");
        assertThat(given().get("/q/metrics").asString()).contains("kentei_log_alarm 1.0");
        assertThat(request().get(after.header("Location") + "/proof").statusCode())
                .isEqualTo(503);
        assertThat(auditing.with(evidence -> new Verifier(new TrustedInput(List.of(), List.of())).verify(evidence))
                        .findings())
                .anySatisfy(finding -> assertThat(finding.toString()).startsWith("assessment " + forged));

        jdbi.useTransaction(handle -> {
            handle.execute("delete from assessment where position >= ?", index);
            handle.execute("delete from open_position where position >= ?", index);
            handle.execute("delete from log_entry where entry_index >= ?", index);
            handle.execute("update candidate set latest = (select max(position) from assessment a where a.candidate ="
                    + " candidate.candidate)");
            handle.execute("update log_state set size = ?, frontier = ?", index, state);
        });
        Response proved = post(candidate("before"));
        assertThat(request().get(proved.header("Location") + "/proof").statusCode())
                .isEqualTo(200);
    }

    /** Puts an assessment into the database as a person does who knows the program and has no key. */
    private static void forge(Handle handle, UUID id, Frontier frontier) {
        long index = frontier.size();
        String last = handle.createQuery("select entry from log_entry where entry_index = ?")
                .bind(0, index - 1)
                .mapTo(String.class)
                .one();
        AssessmentEntry like = (AssessmentEntry) LogEntry.parse(last, index - 1);
        String entry = new AssessmentEntry(
                        like.time(), id, like.rulesetRevision(), like.service(), like.client(), like.commitments())
                .canonical(index);
        byte[] hashes = Frontier.bytes(frontier.append(LogEntry.leaf(entry)));
        handle.execute("insert into log_entry (entry_index, entry, hashes) values (?, ?, ?)", index, entry, hashes);
        handle.createUpdate("insert into assessment (position, assessment_id, candidate, as_of, assessed_at,"
                        + " ruleset_revision, certified_level, documents, client, levels)"
                        + " select :position, :id, candidate, as_of, assessed_at, ruleset_revision, 7, documents,"
                        + " client, levels from assessment where position = :before")
                .bind("position", index)
                .bindBySqlType("id", id, Types.OTHER)
                .bind("before", index - 1)
                .execute();
        handle.execute("update log_state set size = ?, frontier = ?", frontier.size(), frontier.bytes());
    }

    @Test
    void a_GET_changes_no_table_and_no_checkpoint() throws Exception {
        Response read = post(candidate("read"));
        String id = read.path("assessmentId");
        String other = post(candidate("read")).path("assessmentId");
        String revision = read.path("ruleset.revision");
        request().get("/v1/assessments/" + other + "/proof");
        Map<String, List<String>> tables = tables();
        String checkpoints = Files.readString(dataFolder.resolve("checkpoints.log"));

        for (String route : List.of(
                "/v1/assessments/" + id,
                "/v1/assessments/" + id + "/result",
                "/v1/assessments/" + id + "/firings",
                "/v1/assessments/" + id + "/proof",
                "/v1/assessments",
                "/v1/assessments/export",
                "/v1/log/checkpoint",
                "/v1/log/entries",
                "/v1/log/consistency?from=1&to=2",
                "/v1/rules",
                "/v1/vocabulary",
                "/",
                "/log",
                "/assessments",
                "/assessments/" + id,
                "/assessments/" + id + "?verify=yes",
                "/assessments/" + id + "/certificate",
                "/assessments/compare?left=" + id + "&right=" + other,
                "/rulesets",
                "/rulesets/compare?from=" + revision + "&to=" + revision,
                "/rulebook",
                "/q/health",
                "/q/metrics")) {
            assertThat(given().get(route).statusCode()).as(route).isEqualTo(200);
            assertThat(tables()).as(route).isEqualTo(tables);
        }
        assertThat(dataFolder.resolve("checkpoints.log")).hasContent(checkpoints);
    }

    /** Without what changes in the background: the figures of the overview, and the jobs of other tests that are removed. */
    private Map<String, List<String>> tables() {
        Map<String, List<String>> tables = jdbi.withHandle(Tables::contents);
        tables.keySet().removeIf(table -> table.startsWith("overview_"));
        tables.computeIfPresent(
                "job",
                (table, rows) -> rows.stream()
                        .filter(row -> !row.contains("state=REMOVED"))
                        .toList());
        return tables;
    }

    @Test
    void two_checkpoints_are_shown_to_be_of_one_log() {
        post(candidate("first"));
        Checkpoint before = open(given().get("/v1/log/checkpoint").asString());
        Response posted = post(candidate("second"));
        Checkpoint after =
                open(request().get(posted.header("Location") + "/proof").path("checkpoint"));
        Response proof = request()
                .queryParam("from", before.size())
                .queryParam("to", after.size())
                .get("/v1/log/consistency");
        assertThat(MerkleProof.consistent(
                        before.size(), before.root(), after.size(), after.root(), hashes(proof, "proof")))
                .isTrue();
    }

    @Test
    void a_size_beyond_the_log_is_refused() {
        for (String query :
                List.of("", "?from=1", "?from=0&to=100000000", "?from=3&to=2", "?from=a&to=2", "?from=0&to=1&x=1")) {
            assertThat(request().get("/v1/log/consistency" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void the_entries_can_be_read_by_anybody_and_make_the_signed_root() {
        post(candidate("entries"));
        Checkpoint checkpoint = open(given().get("/v1/log/checkpoint").asString());
        var frontier = new org.kentei.log.Frontier();
        while (frontier.size() < checkpoint.size()) {
            Response some = request()
                    .queryParam("start", frontier.size())
                    .queryParam("end", checkpoint.size())
                    .get("/v1/log/entries");
            some.<List<String>>path("entries").forEach(entry -> frontier.append(LogEntry.leaf(entry)));
        }
        assertThat(frontier.root()).isEqualTo(checkpoint.root());
    }

    @Test
    void an_erased_candidate_is_gone_and_the_log_still_verifies() {
        String first = post(candidate("erased")).header("Location");
        String second = post(candidate("erased")).header("Location");
        String others = post(candidate("other")).header("Location");
        Response before = request().get(first + "/proof");

        Response erasure = request().delete("/v1/candidates/erased");
        assertThat(erasure.statusCode()).isEqualTo(200);
        assertThat(erasure.<Integer>path("assessments")).isEqualTo(2);

        for (String gone : List.of(first, second, first + "/firings")) {
            Response answer = request().get(gone);
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(answer.<String>path("type")).isEqualTo("urn:kentei:problem:erased");
            assertThat(answer.<String>path("detail")).contains("erased at 20");
        }
        assertThat(request().get(others).statusCode()).isEqualTo(200);
        assertThat(request()
                        .queryParam("candidateId", "erased")
                        .get("/v1/assessments")
                        .<List<Object>>path("items"))
                .isEmpty();
        assertThat(request().delete("/v1/candidates/erased").statusCode()).isEqualTo(404);

        Response after = request().get(first + "/proof");
        assertThat(proves(after)).isTrue();
        assertThat(after.<Object>path("openings")).isNull();
        assertThat(after.<String>path("erasedAt")).isNotNull();
        assertThat(after.<String>path("entry")).isEqualTo(before.path("entry"));
        assertThat(auditing.<List<?>>with(evidence -> new Verifier(new TrustedInput(List.of(), List.of()))
                        .verify(evidence)
                        .findings()))
                .isEmpty();

        assertThat(post(candidate("erased")).statusCode()).isEqualTo(201);
    }

    @Test
    void a_method_or_media_type_that_does_not_fit_is_named() {
        Response read = given().get("/v1/candidates/somebody");
        assertThat(read.statusCode()).isEqualTo(405);
        assertThat(read.header("Allow")).isEqualTo("DELETE, OPTIONS");
        Response json = given().accept("application/json").get("/v1/log/checkpoint");
        assertThat(json.statusCode()).isEqualTo(406);
        assertThat(json.<String>path("detail")).contains("text/plain");
    }

    @Test
    void an_unknown_assessment_has_no_proof() {
        assertThat(request()
                        .get("/v1/assessments/3f0e8f1e-0000-4000-8000-000000000000/proof")
                        .statusCode())
                .isEqualTo(404);
    }

    private boolean proves(Response proof) {
        Checkpoint checkpoint = open(proof.path("checkpoint"));
        return MerkleProof.includes(
                LogEntry.leaf(proof.path("entry")),
                proof.<Integer>path("index"),
                checkpoint.size(),
                hashes(proof, "inclusionPath"),
                checkpoint.root());
    }

    private Checkpoint open(String note) {
        List<VerifierKey> keys = auditing.with(evidence -> evidence.keys().stream()
                .map(kept -> VerifierKey.parse(kept.key()))
                .toList());
        return Checkpoint.open(note, keys);
    }

    private static List<Hash> hashes(Response answer, String property) {
        return answer.<List<String>>path(property).stream().map(Hash::ofBase64).toList();
    }

    private static byte[] salt(Response proof, String document) {
        return Base64.getDecoder().decode(proof.<String>path("openings." + document));
    }

    private static String candidate(String id) {
        return new String(ExampleCandidate.json(), java.nio.charset.StandardCharsets.UTF_8)
                .strip()
                .replace("E-1024", id);
    }

    private RequestSpecification request() {
        return given().filter(documented).contentType("application/json");
    }

    private Response post(String body) {
        return request()
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/assessments");
    }
}
