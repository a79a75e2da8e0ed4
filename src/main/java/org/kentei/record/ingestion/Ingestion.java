package org.kentei.record.ingestion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.kentei.log.LogEntry.IngestionEntry;
import org.kentei.log.verify.RecordSnapshot.StoredLine;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.Encryption.DecryptionException;
import org.kentei.record.log.RecordLog;

/**
 * Adds files of assessments to the record: one entry of the log commits to a whole file, and the record keeps the
 * keys of its lines, each wrapped as those of candidates are. So erasing throws a key away, and the file may stay where it
 * is, copies and all.
 */
public final class Ingestion {

    private static final int AT_ONCE = 1000;

    private final RecordLog log;
    private final CandidateKeys candidates;

    public Ingestion(RecordLog log, CandidateKeys candidates) {
        this.log = log;
        this.candidates = candidates;
    }

    /** An assessment in a file, with the key of its line. */
    public record IngestedLine(UUID assessmentId, String candidateId, byte[] key) {}

    /** Whether the file that holds this assessment was taken up before. */
    public boolean has(UUID assessmentId) {
        return log.read(handle -> handle.createQuery("select count(*) from ingested where assessment_id = :id")
                        .bindBySqlType("id", assessmentId, Types.OTHER)
                        .mapTo(Long.class)
                        .one())
                > 0;
    }

    /** Takes a file up in one transaction, and returns the index of its entry. */
    public long add(IngestionEntry entry, List<IngestedLine> lines) {
        return log.append(transaction -> {
            Handle handle = transaction.handle();
            long index = transaction.append(entry);
            OffsetDateTime assessedAt = entry.assessedAt().atOffset(ZoneOffset.UTC);
            try (PreparedBatch rows = handle.prepareBatch(
                    "insert into ingested (assessment_id, entry_index, line, lookup, data_key, assessed_at)"
                            + " values (:id, :index, :line, :lookup, :key, :assessedAt)")) {
                for (int line = 0; line < lines.size(); line++) {
                    IngestedLine one = lines.get(line);
                    rows.bindBySqlType("id", one.assessmentId(), Types.OTHER)
                            .bind("index", index)
                            .bind("line", line)
                            .bind("lookup", candidates.lookup(transaction.lookupKey(), one.candidateId()))
                            .bind("key", candidates.wrap(one.key(), index))
                            .bindBySqlType("assessedAt", assessedAt, Types.TIMESTAMP_WITH_TIMEZONE)
                            .add();
                    if (rows.size() == AT_ONCE) {
                        rows.execute();
                    }
                }
                if (rows.size() > 0) {
                    rows.execute();
                }
            }
            return index;
        });
    }

    /** What the record has of a candidate's assessments in files, the first one first. */
    public List<StoredLine> lines(String candidateId) {
        return log.read(handle -> {
            byte[] lookupKey = handle.createQuery("select lookup_key from log_state")
                    .mapTo(byte[].class)
                    .one();
            return handle.createQuery("select * from ingested where lookup = :lookup order by entry_index, line")
                    .bind("lookup", candidates.lookup(lookupKey, candidateId))
                    .map((row, context) -> read(row, candidates))
                    .list();
        });
    }

    private static StoredLine read(ResultSet row, CandidateKeys candidates) throws SQLException {
        byte[] wrapped = row.getBytes("data_key");
        OffsetDateTime erasedAt = row.getObject("erased_at", OffsetDateTime.class);
        long entry = row.getLong("entry_index");
        return new StoredLine(
                entry,
                row.getInt("line"),
                row.getObject("assessment_id", UUID.class),
                row.getBytes("lookup"),
                wrapped == null ? null : unwrapped(candidates, wrapped, entry),
                row.getObject("assessed_at", OffsetDateTime.class).toInstant(),
                erasedAt == null ? null : erasedAt.toInstant());
    }

    /** The key of a line; null if it does not open, which the verification reports. */
    private static byte @Nullable [] unwrapped(CandidateKeys candidates, byte[] wrapped, long entry) {
        try {
            return candidates.unwrap(wrapped, entry);
        } catch (DecryptionException changed) {
            return null;
        }
    }

    /** The assessments in files of the candidate that is found by this. */
    public static List<UUID> of(Handle handle, byte[] lookup) {
        return handle.createQuery(
                        "select assessment_id from ingested where lookup = :lookup order by entry_index, line")
                .bind("lookup", lookup)
                .map((row, context) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Some assessments in files that were made before a moment and are not erased. */
    public static List<UUID> before(Handle handle, Instant moment, int most) {
        // in the order of the whole index, so that H2 reads only as many as are asked for
        return handle.createQuery("select assessment_id from ingested where erased_at is null"
                        + " and assessed_at < :moment order by erased_at, assessed_at, entry_index, line limit :most")
                .bindBySqlType("moment", moment.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .bind("most", most)
                .map((row, context) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Deletes the keys of assessments in files, which stay as they are. */
    public static void erase(Handle handle, List<UUID> assessmentIds, Instant time) {
        try (PreparedBatch rows = handle.prepareBatch("update ingested set lookup = null, data_key = null,"
                + " erased_at = :time where assessment_id = :id")) {
            for (UUID id : assessmentIds) {
                rows.bindBySqlType("id", id, Types.OTHER)
                        .bindBySqlType("time", time.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                        .add();
            }
            rows.execute();
        }
        CandidateKeys.noteDeleted(handle);
    }

    /** All lines by their entries, read some at a time. */
    public static final class IngestedLines implements Iterator<StoredLine> {

        private final Handle handle;
        private final CandidateKeys candidates;
        private final Deque<StoredLine> ready = new ArrayDeque<>();
        private long index = -1;
        private int line = -1;
        private boolean atEnd;

        public IngestedLines(Handle handle, CandidateKeys candidates) {
            this.handle = handle;
            this.candidates = candidates;
        }

        private List<StoredLine> next(String entries, int before) {
            return handle.createQuery("select * from ingested where " + entries
                            + " and line > :before order by entry_index, line limit :most")
                    .bind("index", index)
                    .bind("before", before)
                    .bind("most", AT_ONCE)
                    .map((row, context) -> Ingestion.read(row, candidates))
                    .list();
        }

        @Override
        public boolean hasNext() {
            if (ready.isEmpty() && !atEnd) {
                // two queries, since H2 reads everything before the line if one asks for both
                List<StoredLine> some = next("entry_index = :index", line);
                if (some.isEmpty()) {
                    some = next("entry_index > :index", -1);
                }
                ready.addAll(some);
                atEnd = some.isEmpty();
                if (!atEnd) {
                    index = some.get(some.size() - 1).index();
                    line = some.get(some.size() - 1).line();
                }
            }
            return !ready.isEmpty();
        }

        @Override
        public StoredLine next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }
    }
}
