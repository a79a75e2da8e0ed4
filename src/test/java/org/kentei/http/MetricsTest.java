package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    @Test
    void the_dashboard_shows_every_metric_of_our_own_and_none_that_there_is_not() throws Exception {
        ReadyService.await();
        given().get("/v1/vocabulary").then().statusCode(200);
        Set<String> named = Pattern.compile("\\b(?:kentei|http_server|jvm|process)_[a-z_]+(?=\\{)")
                .matcher(Files.readString(Path.of("deploy/grafana-dashboard.json")))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        String metrics = given().get("/q/metrics").asString();
        for (int attempt = 0; attempt < ATTEMPTS && !metrics.contains("kentei_ruleset_active"); attempt++) {
            Thread.sleep(PAUSE_MILLIS);
            metrics = given().get("/q/metrics").asString();
        }
        Set<String> served = metrics.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toSet());

        assertThat(served).containsAll(named);
        assertThat(served.stream()
                        .filter(name -> name.startsWith("kentei_"))
                        .map(name -> name.replaceFirst("_(count|sum|max)$", "")))
                .allMatch(name -> named.stream().anyMatch(one -> one.startsWith(name)));
    }
}
