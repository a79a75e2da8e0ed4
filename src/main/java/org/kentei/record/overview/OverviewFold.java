package org.kentei.record.overview;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.kentei.log.DocumentType;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.AssessmentEntry;
import org.kentei.log.LogEntry.ErasureEntry;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.DocumentDictionaries;
import org.kentei.record.encryption.Encryption;
import org.kentei.record.encryption.StoredDocuments;
import org.kentei.record.encryption.StoredDocuments.OpenedDocuments;
import org.kentei.record.log.BackgroundTask;
import org.kentei.record.log.RecordLog;
import org.kentei.record.overview.OverviewBatch.CountedCandidate;

/**
 * Follows the log entry by entry and counts the figures of the overview. Each entry is counted once, on whichever instance: the
 * index of the next entry is in the same transaction as the figures. An assessment that is erased before its turn is left out.
 */
@ApplicationScoped
public class OverviewFold {

    private static final Logger LOG = Logger.getLogger(OverviewFold.class);

    /** So many entries in one transaction: the more, the fewer updates of the same figures. An erasure waits for none of them. */
    private static final int AT_ONCE = 100;

    /** So many assessments are read from their documents at once, which may be long. */
    private static final int DOCUMENTS_AT_ONCE = 100;

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** The share of the time in which it works is at most one half, so that requests go first. */
    private static final long LONGEST_TURN_NANOS = PAUSE.toNanos();

    /** Erased ones too: with a condition on the erasure H2 takes an index by which it reads all that are not erased. */
    private static final String ASSESSMENTS = """
        select a.position, a.assessment_id, a.assessed_at, a.ruleset_revision, a.candidate, a.erased_at,
               o.position as counted, o.certified_level as counted_level, o.standings,
               e.ruleset_revision as counted_revision
        from assessment a left join overview_candidate o on o.candidate = a.candidate
             left join assessment e on e.position = o.position
        where a.position >= :first and a.position < :end\
        """;

    private static final String DOCUMENTS = """
        select a.position, a.assessment_id, c.candidate, c.data_key, %s
        from assessment a join candidate c on c.candidate = a.candidate
        where a.position in (<positions>) and a.erased_at is null\
        """.formatted(StoredDocuments.COLUMNS);

    private final RecordLog log;
    private final CandidateKeys candidates;
    private final RecentVerdicts recent;
    private final DocumentDictionaries dictionaries = new DocumentDictionaries();
    private final BackgroundTask task = new BackgroundTask("overview");

    public OverviewFold(RecordLog log, CandidateKeys candidates, RecentVerdicts recent) {
        this.log = log;
        this.candidates = candidates;
        this.recent = recent;
    }

    private record FoldedAssessment(
            long position,
            UUID assessmentId,
            long candidate,
            String day,
            String revision,
            @Nullable CountedCandidate earlier) {}

    void start(@Observes StartupEvent event) {
        task.repeat(this::foldQuietly, PAUSE, PAUSE);
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }

    private void foldQuietly() {
        long end = System.nanoTime() + LONGEST_TURN_NANOS;
        try {
            while (System.nanoTime() - end < 0 && !task.stopped() && foldSome() > 0) {
                // another batch
            }
        } catch (StoreUnavailableException away) {
            LOG.debug("The overview cannot be counted now.", away);
        } catch (RuntimeException failed) {
            LOG.warn("The overview cannot be counted.", failed);
        }
    }

    /** Counts everything that is in the log. */
    public void fold() {
        int counted;
        do {
            counted = foldSome();
        } while (counted > 0);
    }

    private int foldSome() {
        return log.write(handle -> {
            long next = handle.createQuery("select next_entry from overview_state where only_row = 1 for update")
                    .mapTo(Long.class)
                    .one();
            recent.forgetBefore(next);
            long size = handle.createQuery("select size from log_state where only_row = 1")
                    .mapTo(Long.class)
                    .one();
            long end = Math.min(size, next + AT_ONCE);
            int counted = next < end ? fold(handle, next, end) : 0;
            if (counted > 0) {
                handle.createUpdate("update overview_state set next_entry = :next where only_row = 1")
                        .bind("next", next + counted)
                        .execute();
            }
            return counted;
        });
    }

    /** Counts the entries up to the first erasure, or that erasure alone. Returns how many they are. */
    private int fold(Handle handle, long first, long end) {
        OverviewBatch batch = new OverviewBatch(handle);
        Map<Long, FoldedAssessment> assessments = assessments(handle, first, end);
        Map<Long, CountedVerdict> verdicts = recentOnes(assessments);
        Map<Long, LogEntry> entries = entries(handle, first, end, verdicts.keySet());
        for (long index = first; index < end; index++) {
            LogEntry entry = entries.get(index);
            if (entry instanceof ErasureEntry && index > first) {
                end = index;
            } else if (entry instanceof ErasureEntry erasure) {
                batch.event(index, EventKind.ERASURE);
                batch.erased(positions(handle, erasure.assessmentIds()));
                end = first + 1;
            } else if (entry != null && !(entry instanceof AssessmentEntry)) {
                batch.event(index, EventKind.of(entry));
            }
        }
        readOthers(handle, assessments, entries, end, verdicts);
        for (long index = first; index < end; index++) {
            FoldedAssessment assessment = assessments.get(index);
            CountedVerdict verdict = verdicts.get(index);
            if (assessment != null && verdict != null) {
                count(batch, assessment, verdict);
            }
        }
        batch.write();
        return (int) (end - first);
    }

    /** The verdicts that this instance stored a moment ago, by position. */
    private Map<Long, CountedVerdict> recentOnes(Map<Long, FoldedAssessment> assessments) {
        Map<Long, CountedVerdict> verdicts = new HashMap<>();
        assessments.forEach((position, assessment) -> {
            CountedVerdict verdict = recent.of(position, assessment.assessmentId());
            if (verdict != null) {
                verdicts.put(position, verdict);
            }
        });
        return verdicts;
    }

    /** The entries by index, without those that are known to be assessments and those that cannot be read. */
    private static Map<Long, LogEntry> entries(Handle handle, long first, long end, Set<Long> known) {
        Map<Long, LogEntry> entries = new HashMap<>();
        if (known.size() < end - first) {
            handle.createQuery(
                            "select entry_index, entry from log_entry where entry_index >= :first and entry_index < :end")
                    .bind("first", first)
                    .bind("end", end)
                    .map((row, context) -> {
                        long index = row.getLong(1);
                        LogEntry entry = known.contains(index) ? null : parse(row.getString(2), index);
                        return entry == null || entries.put(index, entry) == null;
                    })
                    .list();
        }
        return entries;
    }

    private static @Nullable LogEntry parse(String entry, long index) {
        try {
            return LogEntry.parse(entry, index);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static void count(OverviewBatch batch, FoldedAssessment assessment, CountedVerdict verdict) {
        String revision = assessment.revision();
        String level = Integer.toString(verdict.certifiedLevel());
        batch.count(OverviewTopic.DAY, assessment.day(), level);
        batch.count(OverviewTopic.LEVEL, revision, level);
        verdict.rules().forEach(rule -> batch.count(OverviewTopic.RULE, revision, rule));
        batch.candidate(assessment.candidate(), assessment.position(), revision, verdict, assessment.earlier());
    }

    private static List<Long> positions(Handle handle, List<UUID> assessmentIds) {
        return handle.createQuery("select position from assessment where assessment_id in (<ids>)")
                .bindList("ids", assessmentIds)
                .mapTo(Long.class)
                .list();
    }

    private static Map<Long, FoldedAssessment> assessments(Handle handle, long first, long end) {
        Map<Long, FoldedAssessment> found = new HashMap<>();
        handle.createQuery(ASSESSMENTS)
                .bind("first", first)
                .bind("end", end)
                .map((row, context) -> row.getObject("erased_at") != null
                        || found.put(row.getLong("position"), assessment(row)) == null)
                .list();
        return found;
    }

    private static FoldedAssessment assessment(ResultSet row) throws SQLException {
        String standings = row.getString("standings");
        CountedCandidate earlier = standings == null
                ? null
                : new CountedCandidate(
                        row.getLong("counted"),
                        row.getString("counted_revision"),
                        row.getInt("counted_level"),
                        OverviewBatch.parse(standings));
        return new FoldedAssessment(
                row.getLong("position"),
                row.getObject("assessment_id", UUID.class),
                row.getLong("candidate"),
                row.getObject("assessed_at", OffsetDateTime.class)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString(),
                row.getString("ruleset_revision"),
                earlier);
    }

    /** Adds the verdicts before an index that are not known, from their documents. */
    private void readOthers(
            Handle handle,
            Map<Long, FoldedAssessment> assessments,
            Map<Long, LogEntry> entries,
            long end,
            Map<Long, CountedVerdict> verdicts) {
        List<Long> others = assessments.keySet().stream()
                .filter(position -> position < end && !verdicts.containsKey(position))
                .filter(position -> entries.get(position) instanceof AssessmentEntry)
                .sorted()
                .toList();
        for (int start = 0; start < others.size(); start += DOCUMENTS_AT_ONCE) {
            handle.createQuery(DOCUMENTS)
                    .bindList("positions", others.subList(start, Math.min(start + DOCUMENTS_AT_ONCE, others.size())))
                    .map((row, context) -> {
                        try {
                            return verdicts.put(row.getLong("position"), read(handle, row)) == null;
                        } catch (Encryption.DecryptionException | UncheckedIOException damaged) {
                            LOG.warnf(
                                    "The assessment at %d cannot be read, so the overview leaves it out.",
                                    row.getLong(1));
                            return false;
                        }
                    })
                    .list();
        }
    }

    private CountedVerdict read(Handle handle, ResultSet row) throws SQLException {
        byte[] key = candidates.unwrap(row.getBytes("data_key"), row.getLong("candidate"));
        OpenedDocuments documents =
                StoredDocuments.of(handle, row, dictionaries).open(key);
        try (InputStream firings = documents.text(DocumentType.FIRINGS)) {
            return CountedVerdict.of(documents.document(DocumentType.RESULT).document(), firings);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
