package org.kentei.record.overview;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the overview counts of an assessment.
 *
 * @param certifiedLevel 0 for none
 * @param rules the rules that fired; not copied, so nobody may change them later
 */
public record CountedVerdict(int certifiedLevel, List<FieldStanding> standings, Set<String> rules) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonFactory TOKENS = JSON.getFactory();

    public CountedVerdict {
        standings = List.copyOf(standings);
        rules = Collections.unmodifiableSet(rules);
    }

    /**
     * Reads it from the documents as they are stored.
     *
     * @param firingRecord a document that may be long; it is read token by token
     */
    public static CountedVerdict of(String result, InputStream firingRecord) {
        Set<String> rules = new HashSet<>();
        Set<String> claimed = new HashSet<>();
        try {
            read(firingRecord, rules, claimed);
            JsonNode verdict = JSON.readTree(result);
            List<FieldStanding> standings = new ArrayList<>();
            for (JsonNode field : verdict.path("fields")) {
                standings.add(standing(field, claimed));
            }
            return new CountedVerdict(verdict.path("certifiedLevel").asInt(0), standings, rules);
        } catch (IOException damaged) {
            throw new UncheckedIOException("A stored document does not have its written form", damaged);
        }
    }

    private static FieldStanding standing(JsonNode field, Set<String> claimed) {
        String code = field.path("specialtyField").asText();
        int level = field.path("certifiedLevel").asInt(0);
        JsonNode next = field.path("nextLevel");
        if (!next.hasNonNull("sheet") || level == 0 && !claimed.contains(code)) {
            return new FieldStanding(code, level, "", List.of());
        }
        Set<String> unmet = new LinkedHashSet<>();
        for (JsonNode shortfall : next.path("shortfalls")) {
            unmet.add(shortfall.path("criterion").asText());
        }
        return new FieldStanding(code, level, next.path("sheet").asText(), List.copyOf(unmet));
    }

    private static void read(InputStream firingRecord, Set<String> rules, Set<String> claimed) throws IOException {
        try (JsonParser record = TOKENS.createParser(firingRecord)) {
            record.nextToken();
            while (record.nextToken() == JsonToken.FIELD_NAME) {
                String property = record.currentName();
                record.nextToken();
                if (property.equals("candidate")) {
                    readProjects(record, claimed);
                } else if (property.equals("firings")) {
                    while (record.nextToken() == JsonToken.START_OBJECT) {
                        readText(record, "rule", rules);
                    }
                } else {
                    record.skipChildren();
                }
            }
        }
    }

    private static void readProjects(JsonParser record, Set<String> claimed) throws IOException {
        while (record.nextToken() == JsonToken.FIELD_NAME) {
            boolean projects = record.currentName().equals("projects");
            boolean list = record.nextToken() == JsonToken.START_ARRAY;
            while (projects && list && record.nextToken() == JsonToken.START_OBJECT) {
                readText(record, "specialtyField", claimed);
            }
            record.skipChildren();
        }
    }

    /** Reads one property of an object, and skips the others. */
    private static void readText(JsonParser record, String name, Set<String> into) throws IOException {
        while (record.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = record.currentName().equals(name);
            JsonToken value = record.nextToken();
            if (wanted && value == JsonToken.VALUE_STRING) {
                into.add(record.getText());
            }
            record.skipChildren();
        }
    }
}
