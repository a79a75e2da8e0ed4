package org.kentei.candidates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.kentei.RulesFolder;
import org.kentei.candidate.CandidateReader;

/** Good candidates to read and to spoil. */
public final class CandidateExamples {

    public static final ObjectMapper JSON = new ObjectMapper();

    /** One candidate with every property there is. */
    public static final String FULL = """
            {
              "candidateId": "E-1024",
              "asOf": "2026-03-31",
              "projects": [{
                "projectId": "P-1", "title": "Payment operations, 24 hours",
                "specialtyField": "OPERATIONS_MANAGEMENT", "role": "RESPONSIBLE_FOR_WHOLE",
                "phases": ["PLANNING", "IMPLEMENTATION"],
                "from": "2021-04-01", "to": "2025-03-31", "successful": true,
                "accomplishments": ["SERVICE_LEVEL", "SECURITY"],
                "complexity": ["INTERNATIONAL_OPERATIONS", "COMPLEX_OPERATING_SYSTEM"],
                "headcount": 260, "annualContractValue": 2600000000, "annualUsers": 12000
              }, {
                "projectId": "P-2", "specialtyField": "SERVICE_DESK", "role": "MEMBER", "from": "2025-04-01",
                "successful": false
              }],
              "specialties": [
                { "specialtyField": "OPERATIONS", "area": "SOFTWARE", "depth": "GUIDES_SUBORDINATES" },
                { "specialtyField": "SERVICE_DESK", "area": "TECHNOLOGY", "depth": "LEADS_INDUSTRY" }],
              "contributions": [
                { "kind": "BOOK", "specialtyField": "IT_SERVICE_MANAGEMENT", "date": "2022-05-01", "title": "運用入門" },
                { "kind": "BOOK", "specialtyField": "OPERATIONS", "date": "2022-05-01" }],
              "subordinateDevelopment": [
                { "method": "MENTORING", "from": "2020-04-01", "to": "2021-03-31", "persons": 3 },
                { "method": "OTHER", "from": "2022-04-01" }],
              "examinations": [{ "code": "AP", "passedOn": "2008-06-20" }, { "code": "SM", "passedOn": "2010-06-20" }]
            }
            """;

    private CandidateExamples() {}

    public static CandidateReader reader() {
        return new CandidateReader(
                RulesFolder.vocabulary(), Clock.fixed(Instant.parse("2030-01-02T03:04:05Z"), ZoneOffset.UTC));
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The candidates of the worked cases. */
    public static List<JsonNode> workedCandidates() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CandidateExamples.class.getResourceAsStream("/cases.ndjson")),
                StandardCharsets.UTF_8))) {
            List<JsonNode> candidates = new ArrayList<>();
            for (String line : lines.lines().toList()) {
                candidates.add(JSON.readTree(line).get("candidate"));
            }
            return candidates;
        }
    }
}
