package org.kentei.record.job;

import java.sql.Types;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
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
        return handle
                .createQuery("select distinct job_id from job_line where lookup = :lookup order by job_id")
                .bind("lookup", lookup)
                .mapTo(UUID.class)
                .list()
                .stream()
                .mapToInt(jobId -> erase(handle, jobId, lookup))
                .sum();
    }

    private static int erase(Handle handle, UUID jobId, byte[] lookup) {
        // whoever deletes lines of an ended job has locked its row, too: what is counted now stays until it is erased
        boolean gone = handle.createQuery("select job_id from job where job_id = :job for update")
                .bindBySqlType("job", jobId, Types.OTHER)
                .mapTo(UUID.class)
                .findOne()
                .isEmpty();
        if (gone) {
            return 0;
        }
        Map<LineState, Integer> lines = new EnumMap<>(LineState.class);
        handle.createQuery(
                        "select state, count(*) from job_line where job_id = :job and lookup = :lookup group by state")
                .bindBySqlType("job", jobId, Types.OTHER)
                .bind("lookup", lookup)
                .map((row, context) -> lines.put(LineState.valueOf(row.getString(1)), row.getInt(2)))
                .list();
        if (lines.isEmpty()) {
            return 0;
        }
        int erased = handle.createUpdate("update job_line set state = 'ERASED', lookup = null, content = null"
                        + " where job_id = :job and lookup = :lookup")
                .bindBySqlType("job", jobId, Types.OTHER)
                .bind("lookup", lookup)
                .execute();
        handle.createUpdate("update job set erased = erased + :erased, assessed = assessed - :assessed,"
                        + " refused = refused - :refused, changes = changes + 1, results_sha256 = null,"
                        + " errors_sha256 = null, state = case when state = 'FINISHED' then 'COMPLETING' else state end"
                        + " where job_id = :job")
                .bind("erased", erased)
                .bind("assessed", lines.getOrDefault(LineState.ASSESSED, 0))
                .bind("refused", lines.getOrDefault(LineState.REFUSED, 0))
                .bindBySqlType("job", jobId, Types.OTHER)
                .execute();
        Jobs.completeIfDecided(handle, jobId);
        return erased;
    }

    /** Removes all jobs that were sent before a moment: their assessments may be older than records are kept. */
    public static int before(Handle handle, Instant moment) {
        return handle.createUpdate("update job set state = 'REMOVED', request_key = null, data_key = null"
                        + " where created_at < :moment and state <> 'REMOVED'")
                .bindBySqlType("moment", Jobs.time(moment), Types.TIMESTAMP_WITH_TIMEZONE)
                .execute();
    }
}
