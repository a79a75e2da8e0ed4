package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kentei.docs.MarkdownPage;

/** The operators' page names exactly the metrics that Kentei has. */
@QuarkusTest
@QuarkusTestResource(H2Resource.class)
class MetricsTest {

    private static final int ATTEMPTS = 600;
    private static final int PAUSE_MILLIS = 50;

    @Test
    void every_metric_is_in_the_table_and_no_other() throws InterruptedException {
        ReadyService.await();
        List<String> shown = MarkdownPage.read(Path.of("docs/operators.md")).namedInFirstCells("## Metrics").stream()
                .filter(name -> name.startsWith("kentei_"))
                .toList();

        // the service is ready before the activation is recorded and counted
        String metrics = given().get("/q/metrics").asString();
        for (int attempt = 0; attempt < ATTEMPTS && !metrics.contains("kentei_ruleset_active"); attempt++) {
            Thread.sleep(PAUSE_MILLIS);
            metrics = given().get("/q/metrics").asString();
        }

        // a summary has its count, sum and maximum below one name
        assertThat(metrics.lines()
                        .filter(line -> line.startsWith("kentei_"))
                        .map(line -> line.replaceFirst("(_count|_sum|_max)?[{ ].*", ""))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(shown);
    }
}
