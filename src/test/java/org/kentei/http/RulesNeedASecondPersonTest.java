package org.kentei.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kentei.access.Role;

/** A revision decides when a second person has confirmed it. */
@QuarkusTest
@TestProfile(ServiceWithKeys.WithKeys.class)
class RulesNeedASecondPersonTest extends ServiceWithKeys {

    @Test
    void a_revision_decides_when_a_second_person_has_confirmed_it() throws Exception {
        for (String author : List.of("hanako", "taro")) {
            KEYS.put(author, add(author, Role.AUTHOR));
        }
        ring.read();
        assertThat(as("hanako").get("/v1/rulesets/waiting").asString())
                .isEqualTo("{\"fourEyes\":true,\"waiting\":null}");
        String active = as("author").get("/v1/rules").path("revision");
        long before = log.frontier().size();
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
                        "Counted on",
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
        List<String> ofRevision = entriesSince(before).stream()
                .filter(entry -> entry.contains(revision))
                .toList();
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
        assertThat(entriesSince(before))
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
}
