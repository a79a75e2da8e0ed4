package org.kentei.record.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.kentei.log.DocumentType;
import org.kentei.log.verify.Discrepancy;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.DocumentDictionaries;
import org.kentei.record.encryption.EncryptedTexts;
import org.kentei.record.encryption.Encryption.DecryptionException;
import org.kentei.record.encryption.StoredDocuments;
import org.kentei.record.idempotency.FirstAnswers;

/**
 * Compares the first answers to requests with an idempotency key with the results of their assessments. A client that sends
 * a request again gets the stored answer, so nobody may put another one there.
 */
final class FirstAnswerCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> IN_EVERY_FORM =
            List.of("assessmentId", "candidateId", "asOf", "ruleset", "certifiedLevel", "examination");
    private static final int FETCH_SIZE = 1000;

    private static final String SELECT = """
        select f.request_key, f.fingerprint, f.assessment_id, f.answer, a.position, a.erased_at, c.candidate, c.data_key, %s
        from first_answer f left join assessment a on a.assessment_id = f.assessment_id
             left join candidate c on c.candidate = a.candidate
        order by f.request_key\
        """.formatted(StoredDocuments.COLUMNS);

    private final CandidateKeys candidates;

    private final DocumentDictionaries dictionaries;

    FirstAnswerCheck(CandidateKeys candidates, DocumentDictionaries dictionaries) {
        this.candidates = candidates;
        this.dictionaries = dictionaries;
    }

    List<Discrepancy> discrepancies(Handle handle) {
        List<Discrepancy> found = new ArrayList<>();
        handle.createQuery(SELECT)
                .setFetchSize(FETCH_SIZE)
                .map((row, context) -> {
                    String fault = fault(handle, row);
                    return fault != null && found.add(new Discrepancy(place(row), fault));
                })
                .forEach(added -> {});
        return found;
    }

    private static String place(ResultSet row) throws SQLException {
        return "first answer "
                + HexFormat.of().formatHex(row.getBytes("request_key")).substring(0, 12) + " of assessment "
                + row.getObject("assessment_id", UUID.class);
    }

    private @Nullable String fault(Handle handle, ResultSet row) throws SQLException {
        if (row.getObject("position") == null) {
            return "there is no such assessment";
        }
        byte[] answer = row.getBytes("answer");
        byte[] fingerprint = row.getBytes("fingerprint");
        if (row.getObject("erased_at") != null) {
            return answer == null && fingerprint == null ? null : "the assessment is erased, but not its answer";
        }
        if (answer == null || fingerprint == null) {
            return "its answer or its fingerprint is missing";
        }
        try {
            StoredDocuments documents = StoredDocuments.of(handle, row, dictionaries);
            if (!documents.has(DocumentType.RESULT)) {
                // reported with the assessment
                return null;
            }
            UUID id = row.getObject("assessment_id", UUID.class);
            byte[] key = candidates.unwrap(row.getBytes("data_key"), row.getLong("candidate"));
            String answered = EncryptedTexts.openText(key, id, FirstAnswers.ANSWER, answer);
            String decided = documents.open(key).document(DocumentType.RESULT).document();
            return agrees(JSON.readTree(answered), JSON.readTree(decided)) ? null : "it differs from the stored result";
        } catch (DecryptionException spoilt) {
            return "it cannot be opened: " + spoilt.getMessage();
        } catch (IOException noJson) {
            return "it is not valid JSON";
        }
    }

    /** An answer has sentences besides, or is the short form. */
    static boolean agrees(JsonNode answer, JsonNode result) {
        if (answer.path("fields").path(0).has("sheets")) {
            return contains(answer, result);
        }
        return IN_EVERY_FORM.stream().allMatch(name -> answer.path(name).equals(result.path(name)))
                && levels(answer).equals(levels(result));
    }

    private static List<String> levels(JsonNode json) {
        List<String> levels = new ArrayList<>();
        json.path("fields")
                .forEach(field -> levels.add(field.path("specialtyField") + " " + field.path("certifiedLevel")));
        return levels;
    }

    private static boolean contains(JsonNode answer, JsonNode result) {
        if (result.isObject()) {
            return result.properties().stream()
                    .allMatch(property -> contains(answer.path(property.getKey()), property.getValue()));
        }
        if (!result.isArray()) {
            return answer.equals(result);
        }
        boolean same = answer.size() == result.size();
        for (int place = 0; same && place < result.size(); place++) {
            same = contains(answer.path(place), result.path(place));
        }
        return same;
    }
}
