package org.kentei.record.job;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.statement.SqlStatement;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.log.BackgroundTask;
import org.kentei.record.log.RecordLog;

/** Deletes jobs that ended long enough ago, and jobs that were never received completely; some lines at a time. */
@ApplicationScoped
public class EndedJobs {

    private static final Logger LOG = Logger.getLogger(EndedJobs.class);

    private static final String DUE = "state = 'REMOVED'"
            + " or (state in ('FINISHED', 'CANCELLED', 'FAILED') and ended_at < :ended)"
            + " or (state = 'RECEIVING' and touched_at < :silent)";

    private final RecordLog log;
    private final Duration life;
    private final Clock clock;
    private final BackgroundTask task = new BackgroundTask("ended-jobs");

    public EndedJobs(RecordLog log, JobsConfig config, Clock clock) {
        this.log = log;
        this.life = config.life();
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        task.repeat(this::removeQuietly, Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }

    /** Removes what is not to be kept any longer. */
    public void remove() {
        List<UUID> ended = log.read(handle -> due(handle.createQuery("select job_id from job where " + DUE))
                .mapTo(UUID.class)
                .list());
        ended.forEach(this::delete);
    }

    private <S extends SqlStatement<S>> S due(S statement) {
        Instant now = clock.instant();
        return statement
                .bindBySqlType("ended", Jobs.time(now.minus(life)), Types.TIMESTAMP_WITH_TIMEZONE)
                .bindBySqlType("silent", Jobs.time(now.minus(Jobs.SILENCE)), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    /** Marks one job alone: whoever locks several rows in another order than an erasure could block it for good. */
    private boolean mark(UUID jobId) {
        return log.write(handle -> due(handle.createUpdate("update job set state = 'REMOVED', request_key = null,"
                                + " data_key = null where job_id = :job and (" + DUE + ")"))
                        .bindBySqlType("job", jobId, Types.OTHER)
                        .execute())
                > 0;
    }

    private void delete(UUID jobId) {
        if (!mark(jobId)) {
            return;
        }
        int deleted;
        do {
            if (task.stopped()) {
                return;
            }
            deleted = log.write(handle -> LineSpan.after(handle, jobId, 0)
                    .map(span -> span.delete(handle, jobId, ""))
                    .orElse(0));
        } while (deleted > 0);
        log.write(handle -> {
            handle.createUpdate("delete from job_claim where job_id = :job")
                    .bindBySqlType("job", jobId, Types.OTHER)
                    .execute();
            boolean hasErasedLines = handle.createQuery("select erased > 0 from job where job_id = :job")
                    .bindBySqlType("job", jobId, Types.OTHER)
                    .mapTo(Boolean.class)
                    .findOne()
                    .orElse(false);
            if (hasErasedLines) {
                // its key opens what is left of them
                CandidateKeys.noteDeleted(handle);
            }
            return handle.createUpdate("delete from job where job_id = :job")
                    .bindBySqlType("job", jobId, Types.OTHER)
                    .execute();
        });
    }

    private void removeQuietly() {
        try {
            remove();
        } catch (RuntimeException failed) {
            LOG.warnf("Ended jobs could not be deleted; this will be tried again: %s", failed.getMessage());
        }
    }
}
