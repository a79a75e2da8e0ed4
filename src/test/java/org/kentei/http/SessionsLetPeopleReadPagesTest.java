package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kentei.access.Role;
import org.kentei.log.Client;

/** People sign in with a key and read pages until they sign out or the key ends. */
@QuarkusTest
@TestProfile(ServiceWithKeys.WithKeys.class)
class SessionsLetPeopleReadPagesTest extends ServiceWithKeys {

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
        assertThat(in.header("Location")).startsWith("https://").endsWith("/");
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
}
