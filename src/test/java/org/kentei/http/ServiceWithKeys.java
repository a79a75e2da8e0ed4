package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.kentei.access.ApiKeys;
import org.kentei.access.KeyRing;
import org.kentei.access.Role;
import org.kentei.assessment.ExampleCandidate;
import org.kentei.live.OwnRules;
import org.kentei.log.Client;
import org.kentei.record.log.RecordLog;

/** A service with keys and issuers of tokens, and a key for each role. Its tests share one start. */
abstract class ServiceWithKeys {

    static final String EXAMPLE = new String(ExampleCandidate.json(), StandardCharsets.UTF_8);
    static final Map<String, String> KEYS = new HashMap<>();
    static final Map<String, String> ASSESSMENTS = new HashMap<>();
    static final String OTHER = "hr-osaka";

    @Inject
    ApiKeys keys;

    @Inject
    KeyRing ring;

    @Inject
    RecordLog log;

    /** Starts a service of its own, whose rules need the agreement of two people. */
    public static final class WithKeys implements QuarkusTestProfile {

        static final Path RULES =
                Path.of("target", "rules-of-service-with-keys").toAbsolutePath();

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                OwnRules.restore(RULES);
                return Map.of("kentei.rules", RULES.toString(), "kentei.rules.four-eyes", "true");
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(H2Resource.class),
                    new TestResourceEntry(Issuer.class),
                    new TestResourceEntry(Collector.class));
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

    String add(String client, Role... roles) {
        return keys.add(client, Set.of(roles), null, new Client("test", null)).key();
    }

    static RequestSpecification with(String key) {
        return given().redirects().follow(false).header("Authorization", "Bearer " + key);
    }

    static RequestSpecification as(String who) {
        return with(KEYS.get(who));
    }

    static String assess(String who, String candidateId) {
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
        for (int attempt = 0; attempt < 1200; attempt++) {
            if (as(who).get("/v1/jobs/" + job).path("errors") != null) {
                return job;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("The job did not end");
    }

    /** The entries of the log from an index on. */
    static List<String> entriesSince(long index) {
        return as("read").get("/v1/log/entries?start=" + index).path("entries");
    }

    static void assertRefused(String credential, String why) {
        Response refused = with(credential).get("/v1/assessments");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(refused.<String>path("detail")).contains(why);
    }

    static Response signIn(PageForm form, String who, String to) {
        return form.filled()
                .formParam("credential", KEYS.get(who))
                .formParam("to", to)
                .post("/sign-in");
    }

    static RequestSpecification visit(String session, PageForm form) {
        return given().accept("text/html")
                .redirects()
                .follow(false)
                .cookie("kentei-session", session)
                .cookie("kentei-form", form.cookies().get("kentei-form"));
    }

    static void await(BooleanSupplier reached) throws InterruptedException {
        for (int attempt = 0; attempt < 1200 && !reached.getAsBoolean(); attempt++) {
            Thread.sleep(100);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }
}
