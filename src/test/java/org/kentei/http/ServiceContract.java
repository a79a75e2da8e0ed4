package org.kentei.http;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** What the service does over HTTP, whichever database keeps the record. Each answer is compared with the contract. */
abstract class ServiceContract {

    static final ObjectMapper JSON = new ObjectMapper();

    DocumentedResponses documented;

    @BeforeEach
    void waitUntilReady() throws InterruptedException {
        ReadyService.await();
        documented = DocumentedResponses.ofService();
    }

    RequestSpecification request() {
        return given().filter(documented).contentType("application/json");
    }

    Response post(byte[] body) {
        return request().body(body).post("/v1/assessments");
    }

    Response post(String body) {
        return post(body.getBytes(StandardCharsets.UTF_8));
    }

    Response postAs(String client, byte[] body) {
        return request().header("Kentei-Client", client).body(body).post("/v1/assessments");
    }

    List<String> found(String... parameters) {
        RequestSpecification search = request().queryParam("limit", 1000);
        for (int index = 0; index < parameters.length; index += 2) {
            search.queryParam(parameters[index], parameters[index + 1]);
        }
        byte[] list =
                search.get("/v1/assessments").then().statusCode(200).extract().asByteArray();
        try {
            return JSON.readTree(list).get("items").findValuesAsText("assessmentId");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
