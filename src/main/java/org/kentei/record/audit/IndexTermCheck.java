package org.kentei.record.audit;

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
import org.kentei.log.DocumentType;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.AssessmentEntry;
import org.kentei.log.SaltedDocument;
import org.kentei.record.search.IndexTerm;
import org.kentei.record.search.VerdictOutcome;

/**
 * Compares the index terms of an assessment with its entry and its documents, so that nobody can hide it from a search.
 * {@code assessment.VerdictTerms} makes the terms when an assessment is stored. This code is independent of that on purpose,
 * so that an error in one of the two shows.
 */
final class IndexTermCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private IndexTermCheck() {}

    /** Whether the index has nothing of a row: versions without a search index stored it so. */
    static boolean isNotIndexed(ResultSet row) throws SQLException {
        return row.getObject("ruleset") == null && row.getObject("client") == null && row.getObject("outcome") == null;
    }

    static List<String> faults(ResultSet row, Map<DocumentType, SaltedDocument> documents) throws SQLException {
        List<String> faults = new ArrayList<>();
        String ruleset = IndexTerm.ruleset(row.getString("ruleset_revision")).text();
        if (!ruleset.equals(row.getString("ruleset_word"))) {
            faults.add("the search index has another ruleset");
        }
        if (!Objects.equals(client(row), row.getString("client_word"))
                || row.getString("client_word") == null && row.getObject("client") != null) {
            faults.add("the search index has another client");
        }
        SaltedDocument result = documents.get(DocumentType.RESULT);
        SaltedDocument firings = documents.get(DocumentType.FIRINGS);
        byte[] expected = null;
        if (row.getObject("erased_at") == null) {
            if (result == null || firings == null) {
                // that they are missing, or cannot be opened, is reported elsewhere
                return faults;
            }
            expected = digest(result.document(), firings.document());
        }
        boolean lost = row.getObject("outcome") != null && row.getBytes("outcome_digest") == null;
        if (lost || !Arrays.equals(expected, row.getBytes("outcome_digest"))) {
            faults.add("the search index has another outcome");
        }
        return faults;
    }

    private static @Nullable String client(ResultSet row) throws SQLException {
        try {
            String entry = row.getString("entry");
            if (entry != null
                    && LogEntry.parse(entry, row.getLong("position")) instanceof AssessmentEntry assessed
                    && assessed.client().name() != null) {
                return IndexTerm.client(assessed.client().name()).text();
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

    static VerdictOutcome outcome(JsonNode result, JsonNode firings) {
        List<IndexTerm> ofNoField = new ArrayList<>(List.of(IndexTerm.level(level(result))));
        List<List<IndexTerm>> parts = new ArrayList<>(List.of(ofNoField));
        Map<String, List<IndexTerm>> bySheet = new HashMap<>();
        for (JsonNode field : result.get("fields")) {
            List<IndexTerm> words = new ArrayList<>();
            String code = field.get("specialtyField").textValue();
            words.add(IndexTerm.level(code, level(field)));
            if (level(field) != null) {
                words.add(IndexTerm.certified(code));
            }
            for (JsonNode sheet : field.get("sheets")) {
                if (sheet.has("notInForce")) {
                    continue;
                }
                String name = sheet.get("sheet").textValue();
                words.add(IndexTerm.sheet(name, sheet.get("met").booleanValue()));
                sheet.get("criteria")
                        .forEach(criterion -> words.add(IndexTerm.criterion(
                                name,
                                criterion.get("criterion").textValue(),
                                criterion.get("status").textValue())));
                bySheet.put(name, words);
            }
            parts.add(words);
        }
        for (JsonNode firing : firings.get("firings")) {
            List<IndexTerm> words = firing.path("sheet").isNull()
                    ? ofNoField
                    : bySheet.getOrDefault(firing.get("sheet").textValue(), ofNoField);
            words.add(IndexTerm.rule(firing.get("rule").textValue()));
            words.add(IndexTerm.clause(firing.get("clause").textValue()));
        }
        return new VerdictOutcome(
                parts.stream().map(VerdictOutcome.OutcomePart::of).toList());
    }

    private static @Nullable Integer level(JsonNode json) {
        return json.get("certifiedLevel").isNull()
                ? null
                : Integer.valueOf(json.get("certifiedLevel").intValue());
    }
}
