package org.kentei.record.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.kentei.log.Client;
import org.kentei.log.LogEntry.ErasureEntry;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.StoredDocuments;
import org.kentei.record.ingestion.Ingestion;
import org.kentei.record.job.JobErasure;
import org.kentei.record.log.LogTransaction;
import org.kentei.record.log.RecordLog;
import org.kentei.record.search.SearchIndex;

/**
 * Erases what is known of candidates: the documents, the key that opens them wherever copies may lie, and everything by
 * which they could be found. The log still has the commitments, which reveal nothing without their salts, and
 * records what was erased and when.
 */
@ApplicationScoped
public class Erasure {

    /** Why a candidate was erased on request. */
    public static final String REQUEST = "request";

    /** Why assessments were erased by their age. */
    public static final String RETENTION = "retention";

    /** So many go in one transaction, and are named in one entry: others wait for the log meanwhile. */
    private static final int AT_ONCE = 500;

    private final RecordLog log;
    private final CandidateKeys candidates;
    private final Clock clock;

    public Erasure(RecordLog log, CandidateKeys candidates, Clock clock) {
        this.log = log;
        this.candidates = candidates;
        this.clock = clock;
    }

    private record AssessmentKey(long position, UUID assessmentId) {}

    /**
     * What was erased of a candidate.
     *
     * @param jobLines lines of jobs; those that were not decided yet will not be
     */
    public record ErasedCandidate(int assessments, int jobLines) {

        /** Whether nothing was known of the candidate. */
        public boolean wasUnknown() {
            return assessments == 0 && jobLines == 0;
        }
    }

    /** Erases a candidate with all its assessments, and with its lines in jobs. */
    public ErasedCandidate candidate(String candidateId, Client client) {
        return log.append(transaction -> {
            Handle handle = transaction.handle();
            byte[] lookup = candidates.lookup(transaction.lookupKey(), candidateId);
            int jobLines = JobErasure.erase(handle, lookup);
            int ingested = eraseIngested(transaction, Ingestion.of(handle, lookup), REQUEST, client);
            Optional<Long> candidate = candidates.find(handle, candidateId);
            if (candidate.isEmpty()) {
                return new ErasedCandidate(ingested, jobLines);
            }
            List<AssessmentKey> doomed = handle.createQuery("select position, assessment_id from assessment"
                            + " where candidate = :candidate order by position")
                    .bind("candidate", candidate.get())
                    .map((row, context) -> new AssessmentKey(row.getLong(1), row.getObject(2, UUID.class)))
                    .list();
            for (int start = 0; start < doomed.size(); start += AT_ONCE) {
                List<AssessmentKey> some = doomed.subList(start, Math.min(start + AT_ONCE, doomed.size()));
                erase(transaction, some, REQUEST, client);
            }
            CandidateKeys.deleteUnused(handle, List.of(candidate.get()));
            return new ErasedCandidate(doomed.size() + ingested, jobLines);
        });
    }

    /** Erases every assessment that was made before a moment, and jobs sent before it. Returns how many assessments. */
    public int olderThan(Instant moment) {
        log.write(handle -> JobErasure.before(handle, moment));
        int erased = 0;
        int some;
        do {
            some = someOlderThan(moment);
            erased += some;
        } while (some > 0);
        return erased;
    }

    private int someOlderThan(Instant moment) {
        return log.append(transaction -> {
            Handle handle = transaction.handle();
            List<AssessmentKey> doomed = handle.createQuery(
                            // in the order of the whole index, so that H2 reads only as many as are asked for
                            "select position, assessment_id from assessment where erased_at is null and"
                                    + " assessed_at < :moment order by erased_at, assessed_at, position limit :most")
                    .bindBySqlType("moment", moment.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                    .bind("most", AT_ONCE)
                    .map((row, context) -> new AssessmentKey(row.getLong(1), row.getObject(2, UUID.class)))
                    .list();
            if (doomed.isEmpty()) {
                return eraseIngested(
                        transaction, Ingestion.before(handle, moment, AT_ONCE), RETENTION, new Client(null, null));
            }
            List<Long> touched = handle.createQuery(
                            "select distinct candidate from assessment where position in (<positions>)")
                    .bindList(
                            "positions",
                            doomed.stream().map(AssessmentKey::position).toList())
                    .mapTo(Long.class)
                    .list();
            erase(transaction, doomed, RETENTION, new Client(null, null));
            CandidateKeys.deleteUnused(handle, touched);
            return doomed.size();
        });
    }

    /** Throws the keys of assessments in files away; the files themselves stay as they are. */
    private int eraseIngested(LogTransaction transaction, List<UUID> doomed, String reason, Client client) {
        Instant time = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (int start = 0; start < doomed.size(); start += AT_ONCE) {
            List<UUID> some = doomed.subList(start, Math.min(start + AT_ONCE, doomed.size()));
            Ingestion.erase(transaction.handle(), some, time);
            transaction.append(new ErasureEntry(time, reason, client, some));
        }
        return doomed.size();
    }

    private void erase(LogTransaction transaction, List<AssessmentKey> doomed, String reason, Client client) {
        Instant time = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Long> positions = doomed.stream().map(AssessmentKey::position).toList();
        // the keys stay, so that nobody is assessed again by a request that is sent again
        transaction
                .handle()
                .createUpdate("update first_answer set fingerprint = null, language = null, answer = null where"
                        + " assessment_id in (select assessment_id from assessment where position in (<positions>))")
                .bindList("positions", positions)
                .execute();
        transaction
                .handle()
                .createUpdate(
                        "update assessment set candidate = null, as_of = null, certified_level = null, levels = null, "
                                + StoredDocuments.ERASED + ", erased_at = :time where position in (<positions>)")
                .bindBySqlType("time", time.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .bindList("positions", positions)
                .execute();
        SearchIndex.erase(transaction.handle(), positions);
        transaction.append(new ErasureEntry(
                time,
                reason,
                client,
                doomed.stream().map(AssessmentKey::assessmentId).toList()));
    }
}
