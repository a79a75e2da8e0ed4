package org.kentei.record.job;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Some lines of a job that follow each other. */
record LineSpan(long first, long last) {

    /** So many lines are read or deleted at a time. */
    static final int MOST = 1000;

    /**
     * Ends a query for lines of one job. It names the whole primary key: if the order is only {@code line}, H2 reads all lines of the job
     * and sorts them, for each chunk anew.
     */
    static final String IN_ORDER = " order by job_id, line limit ";

    static final String NEXT_NUMBERS =
            "select line from job_line where job_id = :job and line > :from" + IN_ORDER + MOST;

    /** The next lines of a job after one; empty if there are none. */
    static Optional<LineSpan> after(Handle handle, UUID jobId, long from) {
        List<Long> lines = handle.createQuery(NEXT_NUMBERS)
                .bindBySqlType("job", jobId, Types.OTHER)
                .bind("from", from)
                .mapTo(Long.class)
                .list();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new LineSpan(lines.get(0), lines.get(lines.size() - 1)));
    }

    /**
     * Deletes these lines.
     *
     * @param only a further condition in SQL, such as {@code " and state = 'WAITING'"}, or nothing
     * @return how many there were
     */
    int delete(Handle handle, UUID jobId, String only) {
        return handle.createUpdate("delete from job_line where job_id = :job and line between :first and :last" + only)
                .bindBySqlType("job", jobId, Types.OTHER)
                .bind("first", first)
                .bind("last", last)
                .execute();
    }
}
