package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.kentei.assessment.ExampleCandidate;

/** Reads pages as a person's browser does. */
final class PageReader {

    static final String EXAMPLE = new String(ExampleCandidate.json(), StandardCharsets.UTF_8);

    private PageReader() {}

    static RequestSpecification person() {
        return given().accept("text/html,application/xhtml+xml,*/*;q=0.8");
    }

    static Document page(String address) {
        Response answer = person().get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return Jsoup.parse(answer.asString());
    }

    /** Assesses a candidate and returns the assessment's id. */
    static String assess(String candidate) {
        return given().contentType("application/json")
                .body(candidate.getBytes(StandardCharsets.UTF_8))
                .post("/v1/assessments")
                .then()
                .statusCode(201)
                .extract()
                .path("assessmentId");
    }
}
