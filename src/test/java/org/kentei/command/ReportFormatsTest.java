package org.kentei.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.EditedRules;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What a build and a code forge read: SARIF and JUnit. */
class ReportFormatsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void sarif_holds_every_finding_and_keeps_to_its_schema() throws Exception {
        new EditedRules()
                .with("operations-management/OM7.drl", "\"LEADS_INDUSTRY\"", "\"LEAD_INDUSTRY\"")
                .into(folder);

        EndedCommand warnings = EndedCommand.call("check", "rules", "--format", "sarif");
        EndedCommand mistakes = EndedCommand.call("check", folder, "--format", "sarif");

        JsonNode warned = valid(warnings.out());
        JsonNode mistaken = valid(mistakes.out());
        assertThat(warnings.exitCode()).isZero();
        assertThat(warned.at("/runs/0/results")).hasSize(2);
        assertThat(warned.at("/runs/0/results/0/level").textValue()).isEqualTo("warning");
        assertThat(warned.at("/runs/0/results/0/ruleId").textValue()).isEqualTo("LOWER_SHEET_ASKS_MORE");
        assertThat(warned.at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .textValue())
                .isEqualTo("rules/system-management/SY3.drl");
        assertThat(warned.at("/runs/0/results/0/locations/0/physicalLocation/region/startLine")
                        .intValue())
                .isEqualTo(7);
        assertThat(mistakes.exitCode()).isEqualTo(1);
        assertThat(mistaken.at("/runs/0/results")).hasSize(1);
        assertThat(mistaken.at("/runs/0/results/0/level").textValue()).isEqualTo("error");
        assertThat(mistaken.at("/runs/0/results/0/message/text").textValue())
                .endsWith("Did you mean `LEADS_INDUSTRY`?");
        assertThat(mistaken.at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .textValue())
                .startsWith("file:///");
    }

    @Test
    void the_sarif_schema_refuses_other_documents() {
        assertThat(sarifSchema().validate("{\"version\": \"2.1.0\", \"runs\": [{}]}", InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void junit_holds_every_case_and_says_of_a_failure_what_came_and_where() throws Exception {
        new EditedRules()
                .with("operations/OP3.drl", "months >= 12", "months >= 13")
                .with("operations/OP4.cases.yaml", "  - case: just met\n", "  - case: just met\n    levl: 3\n")
                .with("service-desk/SD3.cases.yaml", "case: just met", "case: 'just & \"met\" <'")
                .into(folder);

        EndedCommand test = EndedCommand.call("test", folder, "--format", "junit");

        Document report = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(test.out())));
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(getClass().getResource("/junit.xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(test.out())));
        Element suites = report.getDocumentElement();
        assertThat(test.exitCode()).isEqualTo(1);
        assertThat(report.getElementsByTagName("testsuite").getLength()).isEqualTo(13);
        assertThat(report.getElementsByTagName("testcase").getLength())
                .isEqualTo(Integer.parseInt(suites.getAttribute("tests")))
                .isGreaterThan(400);
        assertThat(report.getElementsByTagName("error").getLength())
                .isEqualTo(Integer.parseInt(suites.getAttribute("errors")))
                .isEqualTo(1);
        assertThat(report.getElementsByTagName("failure").getLength())
                .isEqualTo(Integer.parseInt(suites.getAttribute("failures")))
                .isPositive();
        assertThat(report.getElementsByTagName("failure").item(0).getTextContent())
                .startsWith(folder.resolve("operations/OP3.cases.yaml") + ":");
        assertThat(test.out()).contains("name=\"just &amp; &quot;met&quot; &lt;\"");
    }

    private static JsonNode valid(String sarif) throws Exception {
        assertThat(sarifSchema().validate(sarif, InputFormat.JSON)).isEmpty();
        return JSON.readTree(sarif);
    }

    private static Schema sarifSchema() {
        try (InputStream schema = Objects.requireNonNull(
                ReportFormatsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
            return SchemaRegistry.withDialect(Dialects.getDraft7())
                    .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
