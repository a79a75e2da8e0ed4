package org.kentei.record.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.kentei.log.DocumentType;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.DocumentDictionaries;
import org.kentei.record.encryption.StoredDocuments;
import org.kentei.record.log.RecordLog;

/** Reads the latest assessment of each candidate, to decide them again under other rules. */
@ApplicationScoped
public class LatestAssessments {

    private static final String SELECT_LATEST = """
        select a.position, a.assessment_id, a.as_of, c.candidate, c.data_key, c.sealed_id, %s
        from candidate c join assessment a on a.position = c.latest
        where c.latest >= :from
        order by c.latest
        limit :limit
        """.formatted(StoredDocuments.COLUMNS);

    private final RecordLog log;
    private final CandidateKeys candidates;
    private final DocumentDictionaries dictionaries = new DocumentDictionaries();

    public LatestAssessments(RecordLog log, CandidateKeys candidates) {
        this.log = log;
        this.candidates = candidates;
    }

    /**
     * The latest assessment of each candidate who is not erased, oldest first.
     *
     * @param from the lowest position that is returned; 0 for the first one
     * @param limit how many at most
     */
    public List<LatestAssessment> page(long from, int limit) {
        return log.read(handle -> handle.createQuery(SELECT_LATEST)
                .bind("from", from)
                .bind("limit", limit)
                .map((row, context) -> latest(handle, row))
                .list());
    }

    private LatestAssessment latest(Handle handle, ResultSet row) throws SQLException {
        long candidate = row.getLong("candidate");
        byte[] dataKey = row.getBytes("data_key");
        return new LatestAssessment(
                row.getLong("position"),
                candidates.id(candidate, dataKey, row.getBytes("sealed_id")),
                row.getObject("as_of", LocalDate.class),
                StoredDocuments.of(handle, row, dictionaries)
                        .open(candidates.unwrap(dataKey, candidate))
                        .document(DocumentType.CANDIDATE)
                        .document());
    }

    /** How many candidates have been assessed and are not erased. */
    public long candidates() {
        return log.read(handle -> handle.createQuery("select count(*) from candidate")
                .mapTo(Long.class)
                .one());
    }
}
