package org.kentei.record.job;

import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Erases what jobs hold of candidates, within a transaction that has locked the log. */
public final class JobErasure {

    private JobErasure() {}

    /**
     * Erases the lines of a candidate. One that was not decided yet will not be.
     *
     * @param lookup what the candidate is found by
     * @return how many lines were erased
     */
    public static int erase(Handle handle, byte[] lookup) {
        record Line(UUID jobId, long number, LineState state) {}
        List<Line> lines = handle.createQuery("select job_id, line, state from job_line where lookup = :lookup")
                .bind("lookup", lookup)
                .map((row, context) ->
                        new Line(row.getObject(1, UUID.class), row.getLong(2), LineState.valueOf(row.getString(3))))
                .list();
        for (Line line : lines) {
            handle.createUpdate("update job_line set state = 'ERASED', lookup = null, content = null"
                            + " where job_id = :job and line = :line")
                    .bindBySqlType("job", line.jobId(), Types.OTHER)
                    .bind("line", line.number())
                    .execute();
            handle.createUpdate("update job set erased = erased + 1, assessed = assessed - :assessed,"
                            + " refused = refused - :refused, changes = changes + 1, results_sha256 = null,"
                            + " errors_sha256 = null, state = case when state = 'FINISHED' then 'COMPLETING' else state end"
                            + " where job_id = :job")
                    .bind("assessed", line.state() == LineState.ASSESSED ? 1 : 0)
                    .bind("refused", line.state() == LineState.REFUSED ? 1 : 0)
                    .bindBySqlType("job", line.jobId(), Types.OTHER)
                    .execute();
            Jobs.completeIfDecided(handle, line.jobId());
        }
        return lines.size();
    }

    /** Removes all jobs that were sent before a moment: their assessments may be older than records are kept. */
    public static int before(Handle handle, Instant moment) {
        return handle.createUpdate("update job set state = 'REMOVED', request_key = null, data_key = null"
                        + " where created_at < :moment and state <> 'REMOVED'")
                .bindBySqlType("moment", Jobs.time(moment), Types.TIMESTAMP_WITH_TIMEZONE)
                .execute();
    }
}
