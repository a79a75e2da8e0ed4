package org.kentei.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kentei.log.Evidence.KeptDocument;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.Assessed;
import org.kentei.log.Part;

/** Holds what an assessment is found by against its entry and its documents: who hides it from a search is found out. */
final class FoundBy {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FoundBy() {}

    static List<String> faults(ResultSet row, Map<Part, KeptDocument> documents) throws SQLException {
        List<String> faults = new ArrayList<>();
        String ruleset = Word.ruleset(row.getString("ruleset_revision")).text();
        if (!ruleset.equals(row.getString("ruleset_word"))) {
            faults.add("search finds it under another ruleset");
        }
        if (!Objects.equals(client(row), row.getString("client_word"))
                || row.getString("client_word") == null && row.getObject("client") != null) {
            faults.add("search finds it under another client");
        }
        KeptDocument result = documents.get(Part.RESULT);
        KeptDocument firings = documents.get(Part.FIRINGS);
        if (row.getObject("outcome") != null
                && (result == null
                        || firings == null
                        || !Arrays.equals(
                                digest(result.document(), firings.document()), row.getBytes("outcome_digest")))) {
            faults.add("search finds it under another outcome");
        }
        return faults;
    }

    private static @Nullable String client(ResultSet row) throws SQLException {
        try {
            String entry = row.getString("entry");
            if (entry != null
                    && LogEntry.parse(entry, row.getLong("position")) instanceof Assessed assessed
                    && assessed.client().name() != null) {
                return Word.client(assessed.client().name()).text();
            }
            return null;
        } catch (IllegalArgumentException noEntry) {
            // what is wrong with the entry is found elsewhere
            return row.getString("client_word");
        }
    }

    private static byte @Nullable [] digest(String result, String firings) {
        try {
            return outcome(JSON.readTree(result), JSON.readTree(firings)).digest();
        } catch (IOException | RuntimeException noDocument) {
            return null;
        }
    }

    private static Outcome outcome(JsonNode result, JsonNode firings) {
        List<Word> ofNoField = new ArrayList<>(List.of(Word.level(level(result))));
        List<List<Word>> parts = new ArrayList<>(List.of(ofNoField));
        Map<String, List<Word>> bySheet = new HashMap<>();
        for (JsonNode field : result.get("fields")) {
            List<Word> words = new ArrayList<>();
            String code = field.get("specialtyField").textValue();
            words.add(Word.level(code, level(field)));
            if (level(field) != null) {
                words.add(Word.certified(code));
            }
            for (JsonNode sheet : field.get("sheets")) {
                String name = sheet.get("sheet").textValue();
                words.add(Word.sheet(name, sheet.get("met").booleanValue()));
                sheet.get("criteria")
                        .forEach(criterion -> words.add(Word.criterion(
                                name,
                                criterion.get("criterion").textValue(),
                                criterion.get("status").textValue())));
                bySheet.put(name, words);
            }
            parts.add(words);
        }
        for (JsonNode firing : firings.get("firings")) {
            List<Word> words = firing.path("sheet").isNull()
                    ? ofNoField
                    : bySheet.getOrDefault(firing.get("sheet").textValue(), ofNoField);
            words.add(Word.rule(firing.get("rule").textValue()));
            words.add(Word.clause(firing.get("clause").textValue()));
        }
        return new Outcome(parts.stream().map(Outcome.Part::of).toList());
    }

    private static @Nullable Integer level(JsonNode json) {
        return json.get("certifiedLevel").isNull()
                ? null
                : Integer.valueOf(json.get("certifiedLevel").intValue());
    }
}
