package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.quarkus.logging.json.runtime.JsonFormatter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.http.problem.ProblemMappers;
import org.kentei.http.request.TraceContext;
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
    void health_shows_the_revision_and_only_whether_the_database_answers() {
        Response health = given().get("/q/health/ready");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.asString()).contains(RulesFolder.files().revision()).doesNotContain("jdbc");
    }

    @Test
    void an_unchanged_document_is_not_sent_again() {
        for (String address :
                List.of("/v1/rules", "/v1/rules/SY3.RESPONSIBILITIES", "/v1/vocabulary", "/v1/schemas/candidate")) {
            Response first = given().filter(documented).get(address);
            assertThat(first.headers().getValues("Cache-Control")).as(address).containsExactly("private, no-cache");
            String tag = first.header("ETag");
            Response again = given().filter(documented)
                    .header("If-None-Match", "\"other\", " + tag)
                    .get(address);
            assertThat(again.statusCode()).as(address).isEqualTo(304);
            assertThat(again.asByteArray()).isEmpty();
            assertThat(again.header("ETag").replace("W/", "")).isEqualTo(tag.replace("W/", ""));
            assertThat(given().header("If-None-Match", "\"other\"").get(address).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void data_of_a_kilobyte_or_more_is_compressed_when_asked_for_and_pages_are_not() throws IOException {
        String rules = RawHttp.send("GET", "/v1/rules", "Host: localhost", "Accept-Encoding: gzip");
        assertThat(rules).containsIgnoringCase("\r\ncontent-encoding: gzip\r\n").contains("Accept-Encoding");
        assertThat(RawHttp.send("GET", "/v1/rules", "Host: localhost")).doesNotContainIgnoringCase("content-encoding");
        assertThat(RawHttp.send("GET", "/v1/nothing", "Host: localhost", "Accept-Encoding: gzip"))
                .doesNotContainIgnoringCase("content-encoding");
        assertThat(RawHttp.send("GET", "/", "Host: localhost", "Accept: text/html", "Accept-Encoding: gzip"))
                .doesNotContainIgnoringCase("content-encoding");
        assertThat(given().get("/v1/rules").header("Content-Encoding")).isEqualTo("gzip");
        assertThat(given().get("/v1/assessments/export").asString()).endsWith("}\n");
    }

    @Test
    void lines_of_the_log_name_the_trace_that_the_request_belongs_to() {
        List<String> traces = new CopyOnWriteArrayList<>();
        List<String> asJson = new CopyOnWriteArrayList<>();
        JsonFormatter json = new JsonFormatter();
        Logger logger = Logger.getLogger(ProblemMappers.class.getName());
        Handler reader = new Handler() {
            @Override
            public void publish(LogRecord line) {
                traces.add(String.valueOf(ExtLogRecord.wrap(line).getMdc(TraceContext.TRACE_ID)));
                asJson.add(new JsonPath(json.format(line)).getString("mdc." + TraceContext.TRACE_ID));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Level before = logger.getLevel();
        logger.addHandler(reader);
        logger.setLevel(Level.FINE);
        try {
            String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
            given().header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                    .get("/v1/rules/none");
            given().header("traceparent", "00-" + trace + "-00f067aa0ba902b7").get("/v1/rules/none");
            assertThat(traces).containsExactly(trace, "null");
            assertThat(asJson).containsExactly(trace, null);
        } finally {
            logger.removeHandler(reader);
            logger.setLevel(before);
        }
    }

    @Test
    void the_schema_of_a_candidate_refuses_nothing_that_the_reader_accepts() throws IOException {
        Schema schema = SchemaRegistry.withDialect(Dialects.getDraft202012())
                .getSchema(
                        given().filter(documented).get("/v1/schemas/candidate").asString(), InputFormat.JSON);
        CandidateReader reader = new CandidateReader(RulesFolder.vocabulary(), Clock.systemUTC());
        for (WorkedCase one : WorkedCase.all()) {
            assertThat(faults(schema, one.body())).as(one.name()).isEmpty();
        }
        Random random = new Random(8);
        int refusedByBoth = 0;
        int refusedByReader = 0;
        for (int count = 0; count < 3000; count++) {
            WorkedCase one =
                    WorkedCase.all().get(random.nextInt(WorkedCase.all().size()));
            ObjectNode changed = one.candidate().deepCopy();
            BrokenJson.change(changed, random);
            byte[] body = changed.toString().getBytes(StandardCharsets.UTF_8);
            boolean refused = refuses(reader, body);
            List<Error> faults = faults(schema, body);
            assertThat(faults.isEmpty() || refused)
                    .as("%s is refused by the schema alone: %s", changed, faults)
                    .isTrue();
            refusedByBoth += refused && !faults.isEmpty() ? 1 : 0;
            refusedByReader += refused ? 1 : 0;
        }
        // what compares two properties, or needs a calendar, a schema cannot say
        assertThat(refusedByReader).isGreaterThan(1000);
        assertThat(refusedByBoth).isGreaterThan(refusedByReader * 8 / 10);
    }

    @Test
    void the_schema_of_a_candidate_is_the_one_of_the_contract() {
        Response schema = given().filter(documented).get("/v1/schemas/candidate");
        assertThat(schema.<List<String>>path("$defs.Project.properties.role.enum"))
                .containsExactlyElementsOf(given().get("/v1/vocabulary").<List<String>>path("lists.roles.code"));
        assertThat(schema.asString()).doesNotContain("#/components", "x-codes");
    }

    private static List<Error> faults(Schema schema, byte[] body) {
        return schema.validate(new String(body, StandardCharsets.UTF_8), InputFormat.JSON);
    }

    private static boolean refuses(CandidateReader reader, byte[] body) {
        try {
            reader.read(body);
            return false;
        } catch (InvalidCandidateException refused) {
            return true;
        }
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
    void the_contract_is_the_same_for_readers_of_json_and_of_yaml_1_1() throws IOException {
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
