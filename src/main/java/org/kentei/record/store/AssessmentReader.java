package org.kentei.record.store;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.kentei.log.DocumentType;
import org.kentei.log.SaltedDocument;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.DocumentDictionaries;
import org.kentei.record.encryption.StoredDocuments;
import org.kentei.record.encryption.StoredDocuments.OpenedDocuments;
import org.kentei.record.erasure.ErasedException;
import org.kentei.record.log.RecordLog;

/** Reads assessments that were stored. Every method throws {@link StoreUnavailableException} while the database is not available. */
@ApplicationScoped
public class AssessmentReader {

    private static final String SELECT = "select a.assessment_id, a.erased_at, c.candidate, c.data_key, "
            + StoredDocuments.COLUMNS + " from assessment a left join candidate c on c.candidate = a.candidate where ";

    private final RecordLog log;
    private final CandidateKeys candidates;
    private final DocumentDictionaries dictionaries = new DocumentDictionaries();

    public AssessmentReader(RecordLog log, CandidateKeys candidates) {
        this.log = log;
        this.candidates = candidates;
    }

    /** What the store needs and this machine does not have shows when the service starts, and not at the first assessment. */
    void openAtStart(@Observes StartupEvent start) {}

    /**
     * The documents of an assessment as they were added.
     *
     * @param erased that it was erased, and when; null if it was not, and only then there are documents
     */
    public record StoredAnswer(
            String candidate, String result, @Nullable ErasedException erased) {}

    /** What was stored under these ids; an id under which nothing is stored is left out. */
    public Map<UUID, StoredAnswer> answers(List<UUID> assessmentIds) {
        return log.read(handle -> {
            Map<UUID, StoredAnswer> found = new HashMap<>();
            handle.createQuery(SELECT + "a.assessment_id in (<ids>)")
                    .bindList("ids", assessmentIds)
                    .map((row, context) -> {
                        UUID id = row.getObject("assessment_id", UUID.class);
                        return found.put(id, answer(handle, row));
                    })
                    .list();
            return found;
        });
    }

    private StoredAnswer answer(Handle handle, ResultSet row) throws SQLException {
        ErasedException erased = erased(row);
        if (erased != null) {
            return new StoredAnswer("", "", erased);
        }
        OpenedDocuments documents = open(handle, row);
        return new StoredAnswer(
                documents.document(DocumentType.CANDIDATE).document(),
                documents.document(DocumentType.RESULT).document(),
                null);
    }

    /**
     * The result as it was added; empty if there is no such assessment.
     *
     * @throws ErasedException if it was erased
     */
    public Optional<String> result(UUID assessmentId) {
        return document(assessmentId, DocumentType.RESULT).map(SaltedDocument::document);
    }

    /**
     * The firing record as it was added; empty if there is no such assessment.
     *
     * @throws ErasedException if it was erased
     */
    public Optional<String> firingRecord(UUID assessmentId) {
        return document(assessmentId, DocumentType.FIRINGS).map(SaltedDocument::document);
    }

    /**
     * The candidate as it was given; empty if there is no such assessment.
     *
     * @throws ErasedException if it was erased
     */
    public Optional<String> candidate(UUID assessmentId) {
        return document(assessmentId, DocumentType.CANDIDATE).map(SaltedDocument::document);
    }

    /**
     * The salt of the commitment to a document; empty if there is no such assessment.
     *
     * @throws ErasedException if it was erased
     */
    public Optional<byte[]> salt(UUID assessmentId, DocumentType part) {
        return opened(assessmentId, documents -> documents.salt(part));
    }

    /**
     * A document's bytes as they were added, opened piece by piece as they are read, since firings may be long; empty if
     * there is no such assessment. The stream is to be closed.
     *
     * @throws ErasedException if it was erased
     */
    public Optional<InputStream> text(UUID assessmentId, DocumentType part) {
        return opened(assessmentId, documents -> documents.text(part));
    }

    /** A document with the salt of its commitment; empty if there is no such assessment. */
    Optional<SaltedDocument> document(UUID assessmentId, DocumentType part) {
        return opened(assessmentId, documents -> documents.document(part));
    }

    private <T> Optional<T> opened(UUID assessmentId, Function<OpenedDocuments, T> reading) {
        return log.read(handle -> handle.createQuery(SELECT + "a.assessment_id = :assessmentId")
                .bindBySqlType("assessmentId", assessmentId, Types.OTHER)
                .map((row, context) -> {
                    ErasedException erased = erased(row);
                    if (erased != null) {
                        throw erased;
                    }
                    return reading.apply(open(handle, row));
                })
                .findOne());
    }

    /** That an assessment was erased, and when; null if it was not. */
    private static @Nullable ErasedException erased(ResultSet row) throws SQLException {
        OffsetDateTime erasedAt = row.getObject("erased_at", OffsetDateTime.class);
        return erasedAt == null ? null : new ErasedException(erasedAt.toInstant());
    }

    private OpenedDocuments open(Handle handle, ResultSet row) throws SQLException {
        byte[] dataKey = candidates.unwrap(row.getBytes("data_key"), row.getLong("candidate"));
        return StoredDocuments.of(handle, row, dictionaries).open(dataKey);
    }

    /** Returns if the database answers. */
    public void check() {
        log.read(handle -> handle.createQuery("select count(*) from assessment where position = 0")
                .mapTo(Long.class)
                .one());
    }
}
