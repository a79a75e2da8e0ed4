package org.kentei.record.encryption;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.kentei.log.DocumentType;
import org.kentei.log.SaltedDocument;
import org.kentei.record.dictionary.DocumentDictionary;
import org.kentei.record.encryption.StoredDocuments.OpenedDocuments;

/** Stores the documents of an assessment as earlier versions did: each by itself. */
public final class EarlierRows {

    private static final Map<DocumentType, String> COLUMNS = Map.of(
            DocumentType.CANDIDATE, "facts", DocumentType.FIRINGS, "firing_record", DocumentType.RESULT, "result");

    private EarlierRows() {}

    public static void put(Handle handle, CandidateKeys candidates, UUID assessmentId) {
        Update update = handle.createQuery(
                        "select a.assessment_id, c.candidate, c.data_key, " + StoredDocuments.COLUMNS
                                + " from assessment a join candidate c on c.candidate = a.candidate where a.assessment_id = :id")
                .bindBySqlType("id", assessmentId, Types.OTHER)
                .map((row, context) -> {
                    byte[] key = candidates.unwrap(row.getBytes("data_key"), row.getLong("candidate"));
                    StoredDocuments stored = StoredDocuments.of(handle, row, new DocumentDictionaries());
                    return update(handle, stored, key);
                })
                .one();
        update.bindBySqlType("id", assessmentId, Types.OTHER).execute();
    }

    private static Update update(Handle handle, StoredDocuments stored, byte[] key) {
        OpenedDocuments opened = stored.open(key);
        Update update = handle.createUpdate("update assessment set documents = null, facts = :facts, result = :result,"
                + " firing_record = :firing_record where assessment_id = :id");
        COLUMNS.forEach((part, column) -> {
            byte[] packed = packed(opened.document(part), part, stored.dictionary());
            String place = PackedDocuments.place(stored.assessmentId(), column, stored.dictionary());
            update.bind(column, Encryption.seal(key, place, packed));
        });
        return update;
    }

    private static byte[] packed(SaltedDocument document, DocumentType part, DocumentDictionary dictionary) {
        var packed = new ByteArrayOutputStream();
        packed.writeBytes(document.salt());
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        if (dictionary != null && dictionary.text(part).length > 0) {
            deflater.setDictionary(dictionary.text(part));
        }
        try (var deflated = new DeflaterOutputStream(packed, deflater)) {
            deflated.write(document.document().getBytes(StandardCharsets.UTF_8));
        } catch (java.io.IOException ofMemory) {
            throw new IllegalStateException(ofMemory);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }
}
