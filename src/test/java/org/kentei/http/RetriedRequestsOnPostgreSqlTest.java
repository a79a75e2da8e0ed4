package org.kentei.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kentei.WorkedCase;

@QuarkusTest
@TestProfile(OnPostgreSql.Profile.class)
class RetriedRequestsOnPostgreSqlTest extends RetriedRequestsContract {

    @Test
    void a_stream_whose_database_goes_away_breaks_off_and_is_completed_when_it_is_sent_again() throws Exception {
        String[] headers = {"Kentei-Client: without database", "Idempotency-Key: \"away\""};
        List<String> lines = WorkedCase.all().subList(0, 20).stream()
                .map(one -> new String(one.body(), StandardCharsets.UTF_8).replace("\n", ""))
                .toList();
        try (StreamClient stream = new StreamClient(headers)) {
            stream.send(lines.get(0) + "\n");
            assertThat(stream.json().path("status").asInt()).isEqualTo(201);
            OnPostgreSql.relay().cut();
            stream.send(lines.get(1) + "\n");
            assertThat(stream.json().path("status").asInt()).isEqualTo(503);
            assertThatThrownBy(stream::line).isInstanceOf(IOException.class);
        } finally {
            OnPostgreSql.relay().restore();
        }
        ReadyService.await();
        assertThat(StreamClient.answerTo(lines, headers))
                .hasSize(21)
                .last()
                .isEqualTo("{\"end\":true,\"lines\":20,\"assessed\":20,\"refused\":0}");
        assertThat(RestAssured.get("/v1/assessments?client=without database").<List<?>>path("items"))
                .hasSize(20);
    }
}
