package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.yaml.snakeyaml.Yaml;

/** How the service describes itself: its rules, its vocabulary, its health and its contract. */
@QuarkusTest
@QuarkusTestResource(H2Resource.class)
class DescriptionTest {

    private static final Path COMMITTED = Path.of("openapi/openapi.yaml");

    private DocumentedResponses documented;

    @BeforeEach
    void waitUntilReady() throws InterruptedException {
        ReadyService.await();
        documented = DocumentedResponses.ofService();
    }

    @Test
    void the_rules_are_listed_with_their_clauses_and_each_shows_its_text() {
        Response rules = given().filter(documented).get("/v1/rules");
        assertThat(rules.<String>path("revision")).isEqualTo(RulesFolder.files().revision());
        assertThat(rules.<List<String>>path("sheets.sheet"))
                .containsExactly(
                        "OM7", "OM6", "OM5", "OM4", "OM3", "SY6", "SY5", "SY4", "SY3", "OP4", "OP3", "SD4", "SD3");
        for (Map<String, Object> rule : rules.<List<Map<String, Object>>>path("rules")) {
            Response source = given().filter(documented)
                    .pathParam("name", rule.get("name"))
                    .get("/v1/rules/{name}");
            assertThat(source.<String>path("source"))
                    .startsWith("rule \"" + rule.get("name") + "\"")
                    .endsWith("end\n");
            assertThat(source.<Map<String, Object>>path("rule")).isEqualTo(rule);
        }
    }

    @Test
    void a_rule_is_found_by_its_clause_too() {
        Response rule = given().filter(documented).get("/v1/rules/SY3.RESPONSIBILITIES");
        assertThat(rule.<String>path("source")).contains("longestRunMonths >= 12");
    }

    @Test
    void the_vocabulary_holds_every_list_with_labels_in_both_languages() {
        Response vocabulary = given().filter(documented).get("/v1/vocabulary");
        assertThat(vocabulary.<List<String>>path("fields.specialtyField"))
                .containsExactly("OPERATIONS_MANAGEMENT", "SYSTEM_MANAGEMENT", "OPERATIONS", "SERVICE_DESK");
        assertThat(vocabulary.<List<String>>path("lists.roles.code"))
                .startsWith("MEMBER")
                .endsWith("RESPONSIBLE_FOR_WHOLE");
        assertThat(vocabulary.<List<String>>path("lists.roles.ja"))
                .doesNotContain("")
                .doesNotContainNull();
    }

    @Test
    void health_tells_the_revision_and_nothing_of_the_database_but_that_it_is_there() {
        Response health = given().get("/q/health/ready");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.asString()).contains(RulesFolder.files().revision()).doesNotContain("jdbc");
    }

    @Test
    void the_contract_can_be_tried_in_a_browser() {
        assertThat(given().get("/q/swagger-ui/").statusCode()).isEqualTo(200);
    }

    @Test
    void every_body_has_an_example_and_each_example_is_as_its_schema_says() {
        for (JsonNode path : documented.document().get("paths")) {
            for (JsonNode operation : path) {
                checkExamples(operation, operation.path("requestBody"));
                operation.get("responses").forEach(response -> checkExamples(operation, documented.resolved(response)));
            }
        }
    }

    private void checkExamples(JsonNode operation, JsonNode body) {
        body.path("content").properties().forEach(content -> {
            String place = operation.get("operationId").textValue() + " " + content.getKey();
            List<JsonNode> examples = new ArrayList<>();
            content.getValue().path("examples").forEach(example -> examples.add(example.get("value")));
            if (content.getValue().has("example")) {
                examples.add(content.getValue().get("example"));
            }
            assertThat(examples).as(place).isNotEmpty();
            examples.forEach(
                    example -> documented.checkJson(place, content.getValue().get("schema"), example.toString()));
        });
    }

    @Test
    void the_contract_reads_alike_in_json_and_with_a_reader_of_yaml_1_1() throws IOException {
        Object yaml = new Yaml().load(given().get("/q/openapi").asString());
        assertThat(new ObjectMapper().valueToTree(yaml).toString())
                .isEqualTo(documented.document().toString());
    }

    @Test
    void the_committed_contract_is_that_of_the_code() throws IOException {
        String served = given().get("/q/openapi").asString();
        if (Boolean.getBoolean("kentei.openapi.write")) {
            Files.writeString(COMMITTED, served);
        }
        assertThat(Files.readString(COMMITTED))
                .as(
                        "openapi/openapi.yaml; write it anew with: mvn test -Dtest=DescriptionTest -Dkentei.openapi.write=true")
                .isEqualTo(served);
    }
}
