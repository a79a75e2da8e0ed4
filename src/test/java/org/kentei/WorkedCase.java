package org.kentei;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A worked case of the standard: a candidate with the verdict that an independent evaluator gave.
 *
 * @param name what the case is about
 * @param candidate the candidate's JSON
 * @param expected the expected levels, and for each sheet one letter a criterion
 */
public record WorkedCase(String name, JsonNode candidate, JsonNode expected) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final class Loaded {
        private static final List<WorkedCase> ALL = load();
    }

    /** All worked cases in the order of their file. */
    public static List<WorkedCase> all() {
        return Loaded.ALL;
    }

    /** The candidate's JSON as bytes. */
    public byte[] body() {
        return candidate.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** What is expected, in one line: the level, the examination, each field's level, and one letter a criterion. */
    public String expectedSummary() {
        StringBuilder summary = new StringBuilder();
        summary.append(expected.get("certifiedLevel")).append(' ');
        summary.append(expected.get("examination").asText()).append(' ');
        expected.get("fields")
                .properties()
                .forEach(field -> summary.append(field).append(' '));
        expected.get("sheets")
                .properties()
                .forEach(sheet -> summary.append(sheet.getKey())
                        .append('=')
                        .append(sheet.getValue().textValue())
                        .append(' '));
        return summary.toString();
    }

    @Override
    public String toString() {
        return name;
    }

    private static List<WorkedCase> load() {
        try {
            return Files.readAllLines(Path.of("src/test/resources/cases.ndjson")).stream()
                    .map(WorkedCase::parse)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static WorkedCase parse(String line) {
        try {
            JsonNode read = JSON.readTree(line);
            return new WorkedCase(read.get("case").textValue(), read.get("candidate"), read.get("expected"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
