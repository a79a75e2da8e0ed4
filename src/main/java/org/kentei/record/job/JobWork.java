package org.kentei.record.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.log.RecordLog;

/**
 * Gives out the work on jobs in chunks, to any number of threads and instances. A chunk that is not finished in time is
 * given out again. Whoever finishes it first deletes its claim in the transaction of the assessments, so that no line is
 * assessed twice. Every method throws {@link StoreUnavailableException} if the database is not available.
 */
@ApplicationScoped
public class JobWork {

    /** The most lines and bytes of one chunk. */
    private static final int LINES_OF_A_CHUNK = 64;

    static final String NEXT_LINES = "select line, size from job_line where job_id = :job and line > :from"
            + LineSpan.IN_ORDER
            + LINES_OF_A_CHUNK;

    private static final long BYTES_OF_A_CHUNK = 1 << 20;

    /** How long a chunk may take before it is given out again. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private final RecordLog log;
    private final CandidateKeys candidates;
    private final Clock clock;

    public JobWork(RecordLog log, CandidateKeys candidates, Clock clock) {
        this.log = log;
        this.candidates = candidates;
        this.clock = clock;
    }

    /** A piece of work. */
    public sealed interface Task {

        Job job();

        /** Lines to be decided. */
        record Chunk(Job job, long first, long last, UUID token) implements Task {}

        /** The files of a job that has ended are to be completed. */
        record Files(Job job, int changes) implements Task {}
    }

    /** A line that waits to be decided. */
    public record WaitingLine(long number, byte[] json) {}

    /**
     * What became of a line.
     *
     * @param assessed whether its assessment is stored
     * @param answer the line of the results or of the errors, without a line break
     */
    public record DecidedLine(long number, boolean assessed, String answer) {}

    /** Some work that nobody is doing; empty if there is none. */
    public Optional<Task> claim() {
        // a look alone writes nothing, and there is one each second
        if (!log.read(JobWork::hasWork)) {
            return Optional.empty();
        }
        return log.write(handle -> {
            Task task = overdue(handle);
            task = task == null ? next(handle) : task;
            return Optional.ofNullable(task == null ? files(handle) : task);
        });
    }

    private static boolean hasWork(Handle handle) {
        return handle.createQuery("select count(*) from job where state in ('RUNNING', 'COMPLETING')"
                                + " or (state in ('CANCELLED', 'FAILED') and errors_sha256 is null)")
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** A chunk that somebody took and did not finish. */
    private @Nullable Task overdue(Handle handle) {
        record Overdue(UUID jobId, long first, long last) {}
        Optional<Overdue> found = handle.createQuery("select job_id, first_line, last_line from job_claim"
                        + " where claimed_until < :now and exists (select 1 from job where job.job_id = job_claim.job_id"
                        + " and job.state = 'RUNNING') order by claimed_until limit 1 for update skip locked")
                .bindBySqlType("now", Jobs.time(clock.instant()), Types.TIMESTAMP_WITH_TIMEZONE)
                .map((row, context) -> new Overdue(row.getObject(1, UUID.class), row.getLong(2), row.getLong(3)))
                .findOne();
        if (found.isEmpty()) {
            return null;
        }
        UUID token = UUID.randomUUID();
        handle.createUpdate("update job_claim set token = :token, claimed_until = :until"
                        + " where job_id = :job and first_line = :first")
                .bindBySqlType("token", token, Types.OTHER)
                .bindBySqlType("until", Jobs.time(clock.instant().plus(CLAIM)), Types.TIMESTAMP_WITH_TIMEZONE)
                .bindBySqlType("job", found.get().jobId(), Types.OTHER)
                .bind("first", found.get().first())
                .execute();
        return new Task.Chunk(
                job(handle, found.get().jobId()),
                found.get().first(),
                found.get().last(),
                token);
    }

    /** The next lines of the job that has waited longest. */
    private @Nullable Task next(Handle handle) {
        record Cursor(Job job, long claimed) {}
        Optional<Cursor> found = handle.createQuery("select * from job where state = 'RUNNING' and exists (select 1"
                        + " from job_line where job_line.job_id = job.job_id and job_line.line > job.claimed)"
                        + " order by touched_at limit 1 for update skip locked")
                .map((row, context) -> new Cursor(Jobs.read(row), row.getLong("claimed")))
                .findOne();
        if (found.isEmpty()) {
            return null;
        }
        Job job = found.get().job();
        List<Long> lines = following(handle, job.jobId(), found.get().claimed());
        Task.Chunk chunk = new Task.Chunk(job, lines.get(0), lines.get(lines.size() - 1), UUID.randomUUID());
        Instant now = clock.instant();
        handle.createUpdate("insert into job_claim (job_id, first_line, last_line, token, claimed_until)"
                        + " values (:job, :first, :last, :token, :until)")
                .bindBySqlType("job", job.jobId(), Types.OTHER)
                .bind("first", chunk.first())
                .bind("last", chunk.last())
                .bindBySqlType("token", chunk.token(), Types.OTHER)
                .bindBySqlType("until", Jobs.time(now.plus(CLAIM)), Types.TIMESTAMP_WITH_TIMEZONE)
                .execute();
        handle.createUpdate("update job set claimed = :last, touched_at = :now where job_id = :job")
                .bind("last", chunk.last())
                .bindBySqlType("now", Jobs.time(now), Types.TIMESTAMP_WITH_TIMEZONE)
                .bindBySqlType("job", job.jobId(), Types.OTHER)
                .execute();
        return chunk;
    }

    private static List<Long> following(Handle handle, UUID jobId, long claimed) {
        record Sized(long line, long size) {}
        List<Long> lines = new ArrayList<>();
        long bytes = 0;
        for (Sized one : handle.createQuery(NEXT_LINES)
                .bindBySqlType("job", jobId, Types.OTHER)
                .bind("from", claimed)
                .map((row, context) -> new Sized(row.getLong(1), row.getLong(2)))
                .list()) {
            bytes += one.size();
            if (lines.isEmpty() || bytes <= BYTES_OF_A_CHUNK) {
                lines.add(one.line());
            } else {
                break;
            }
        }
        return lines;
    }

    private @Nullable Task files(Handle handle) {
        Instant now = clock.instant();
        Optional<Task.Files> found = handle.createQuery("select * from job where (state = 'COMPLETING'"
                        + " or (state in ('CANCELLED', 'FAILED') and errors_sha256 is null))"
                        + " and (files_claimed_until is null or files_claimed_until < :now)"
                        + " order by touched_at limit 1 for update skip locked")
                .bindBySqlType("now", Jobs.time(now), Types.TIMESTAMP_WITH_TIMEZONE)
                .map((row, context) -> new Task.Files(Jobs.read(row), row.getInt("changes")))
                .findOne();
        found.ifPresent(task -> keepFiles(handle, task.job().jobId()));
        return found.orElse(null);
    }

    /** Keeps others from completing the files of a job for some more time. */
    void keepFiles(Handle handle, UUID jobId) {
        handle.createUpdate("update job set files_claimed_until = :until where job_id = :job")
                .bindBySqlType("until", Jobs.time(clock.instant().plus(CLAIM)), Types.TIMESTAMP_WITH_TIMEZONE)
                .bindBySqlType("job", jobId, Types.OTHER)
                .execute();
    }

    private static Job job(Handle handle, UUID jobId) {
        return handle.createQuery("select * from job where job_id = :job")
                .bindBySqlType("job", jobId, Types.OTHER)
                .map((row, context) -> Jobs.read(row))
                .one();
    }

    /** The lines of a chunk that are not decided yet; none if the job does not run any more. */
    public List<WaitingLine> lines(Task.Chunk chunk) {
        UUID jobId = chunk.job().jobId();
        return log.read(handle -> JobKey.of(handle, candidates, jobId)
                .map(key -> handle.createQuery("select line, content from job_line where job_id = :job"
                                + " and line between :first and :last and state = 'WAITING' order by line")
                        .bindBySqlType("job", jobId, Types.OTHER)
                        .bind("first", chunk.first())
                        .bind("last", chunk.last())
                        .map((row, context) -> new WaitingLine(
                                row.getLong("line"), key.openCandidate(row.getLong("line"), row.getBytes("content"))))
                        .list())
                .orElse(List.of()));
    }

    /**
     * What finishes a chunk, within the transaction of its assessments. It throws {@link JobGoneException} if the chunk was
     * given to another, if one of its lines was erased, or if the job does not run any more.
     */
    public Consumer<Handle> finish(Task.Chunk chunk, List<DecidedLine> decided) {
        UUID jobId = chunk.job().jobId();
        record Sealed(DecidedLine line, byte[] content) {}
        List<Sealed> sealed = log.read(handle -> {
            JobKey key = JobKey.of(handle, candidates, jobId).orElseThrow(JobGoneException::new);
            return decided.stream()
                    .map(line -> new Sealed(line, key.sealAnswer(line.number(), line.answer())))
                    .toList();
        });
        return handle -> {
            requireOne(handle.createUpdate(
                            "delete from job_claim where job_id = :job and first_line = :first" + " and token = :token")
                    .bindBySqlType("job", jobId, Types.OTHER)
                    .bind("first", chunk.first())
                    .bindBySqlType("token", chunk.token(), Types.OTHER)
                    .execute());
            if (!sealed.isEmpty()) {
                try (PreparedBatch rows = handle.prepareBatch("update job_line set state = :state, content = :content"
                        + " where job_id = :job and line = :line and state = 'WAITING'")) {
                    sealed.forEach(
                            one -> rows.bind("state", one.line().assessed() ? LineState.ASSESSED : LineState.REFUSED)
                                    .bind("content", one.content())
                                    .bindBySqlType("job", jobId, Types.OTHER)
                                    .bind("line", one.line().number())
                                    .add());
                    for (int changed : rows.execute()) {
                        requireOne(changed);
                    }
                }
            }
            long assessed = decided.stream().filter(DecidedLine::assessed).count();
            requireOne(handle.createUpdate("update job set assessed = assessed + :assessed,"
                            + " refused = refused + :refused where job_id = :job and state = 'RUNNING'")
                    .bind("assessed", assessed)
                    .bind("refused", decided.size() - assessed)
                    .bindBySqlType("job", jobId, Types.OTHER)
                    .execute());
            Jobs.completeIfDecided(handle, jobId);
        };
    }

    private static void requireOne(int rows) {
        if (rows != 1) {
            throw new JobGoneException();
        }
    }

    /** Gives a chunk back, so that it is given out again at once. */
    public void giveBack(Task.Chunk chunk) {
        log.write(handle -> handle.createUpdate("update job_claim set claimed_until = :now where job_id = :job"
                        + " and first_line = :first and token = :token")
                .bindBySqlType("now", Jobs.time(clock.instant().minusMillis(1)), Types.TIMESTAMP_WITH_TIMEZONE)
                .bindBySqlType("job", chunk.job().jobId(), Types.OTHER)
                .bind("first", chunk.first())
                .bindBySqlType("token", chunk.token(), Types.OTHER)
                .execute());
    }
}
