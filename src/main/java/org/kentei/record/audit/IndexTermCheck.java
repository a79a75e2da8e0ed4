package org.kentei.record.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.log.DocumentType;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.AssessmentEntry;
import org.kentei.log.SaltedDocument;
import org.kentei.record.search.IndexTerm;

/**
 * Compares the index terms of an assessment with its entry and its documents, so that nobody can hide it from a search.
 * {@code assessment.VerdictTerms} makes the terms when an assessment is stored. This code is independent of that on purpose,
 * so that an error in one of the two shows.
 */
final class IndexTermCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOT_INDEXED = Set.of(IndexTerm.ASSESSMENT.text());

    private IndexTermCheck() {}

    /** Whether the index has nothing of a row but that it is there: versions without a search index stored it so. */
    static boolean isNotIndexed(ResultSet row, Set<String> stored) throws SQLException {
        return stored.equals(NOT_INDEXED) && row.getObject("client") == null && row.getObject("levels") == null;
    }

    /**
     * What the index has wrongly.
     *
     * @param stored the terms that it has of the assessment
     */
    static List<String> faults(ResultSet row, Set<String> stored, Map<DocumentType, SaltedDocument> documents)
            throws SQLException {
        List<String> faults = new ArrayList<>();
        Set<String> expected = new HashSet<>();
        expected.add(IndexTerm.ASSESSMENT.text());
        expected.add(IndexTerm.ruleset(row.getString("ruleset_revision")).text());
        String client = client(row);
        if (client != null) {
            expected.add(client);
        }
        if (isOther(client, row, "client")) {
            faults.add("the search index has another client");
        }
        boolean erased = row.getObject("erased_at") != null;
        Set<IndexTerm> verdict =
                erased ? Set.of() : verdict(documents.get(DocumentType.RESULT), documents.get(DocumentType.FIRINGS));
        if (verdict == null) {
            // that a document is missing, or cannot be opened, is reported elsewhere
            return faults;
        }
        verdict.forEach(term -> expected.add(term.text()));
        if (isOther(verdict.isEmpty() ? null : IndexTerm.levels(verdict).text(), row, "levels")) {
            faults.add("the search index has other levels of its fields");
        }
        addDifference(faults, "the search index does not have it under ", expected, stored);
        addDifference(faults, "the search index should not have it under ", stored, expected);
        return faults;
    }

    private static boolean isOther(@Nullable String expected, ResultSet row, String column) throws SQLException {
        String stored = row.getString(column + "_term");
        return !Objects.equals(expected, stored) || stored == null && row.getObject(column) != null;
    }

    private static void addDifference(List<String> faults, String fault, Set<String> some, Set<String> others) {
        Set<String> difference = new TreeSet<>(some);
        difference.removeAll(others);
        if (!difference.isEmpty()) {
            faults.add(fault
                    + difference.stream().limit(3).map(term -> "`" + term + "`").collect(Collectors.joining(", "))
                    + (difference.size() > 3 ? " and " + (difference.size() - 3) + " more" : ""));
        }
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
            return row.getString("client_term");
        }
    }

    private static @Nullable Set<IndexTerm> verdict(@Nullable SaltedDocument result, @Nullable SaltedDocument firings) {
        try {
            return result == null || firings == null
                    ? null
                    : terms(JSON.readTree(result.document()), JSON.readTree(firings.document()));
        } catch (IOException | RuntimeException noDocument) {
            return Set.of();
        }
    }

    static Set<IndexTerm> terms(JsonNode result, JsonNode firings) {
        Set<IndexTerm> terms = new HashSet<>();
        terms.add(IndexTerm.level(level(result)));
        for (JsonNode field : result.get("fields")) {
            String code = field.get("specialtyField").textValue();
            terms.add(IndexTerm.level(code, level(field)));
            if (level(field) != null) {
                terms.add(IndexTerm.certified(code));
            }
            for (JsonNode sheet : field.get("sheets")) {
                if (sheet.has("notInForce")) {
                    continue;
                }
                String name = sheet.get("sheet").textValue();
                terms.add(IndexTerm.sheet(name, sheet.get("met").booleanValue()));
                sheet.get("criteria")
                        .forEach(criterion -> terms.add(IndexTerm.criterion(
                                name,
                                criterion.get("criterion").textValue(),
                                criterion.get("status").textValue())));
            }
        }
        for (JsonNode firing : firings.get("firings")) {
            terms.add(IndexTerm.rule(firing.get("rule").textValue()));
            terms.add(IndexTerm.clause(firing.get("clause").textValue()));
        }
        return terms;
    }

    private static @Nullable Integer level(JsonNode json) {
        return json.get("certifiedLevel").isNull()
                ? null
                : Integer.valueOf(json.get("certifiedLevel").intValue());
    }
}
