package org.kentei.record.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.sql.Types;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.job.Job.JobState;
import org.kentei.record.log.RecordLog;

/** The two files that a job ends with. They are not stored as files: each line is stored with the line that it answers. */
@ApplicationScoped
public class JobFiles {

    /** So many rows are read or deleted at once. */
    static final String NEXT_LINES = "select line, state, content from job_line where job_id = :job and line > :from"
            + LineSpan.IN_ORDER
            + LineSpan.MOST;

    private final RecordLog log;
    private final CandidateKeys candidates;
    private final JobWork work;
    private final Clock clock;

    public JobFiles(RecordLog log, CandidateKeys candidates, JobWork work, Clock clock) {
        this.log = log;
        this.candidates = candidates;
        this.work = work;
        this.clock = clock;
    }

    /** One of the two files. */
    public enum FileKind {
        /** The lines whose assessments are stored. */
        RESULTS,
        /** The lines for which nothing is stored, or not any more. */
        ERRORS
    }

    private record StoredLine(long number, LineState state, byte @Nullable [] content) {

        FileKind file() {
            return state == LineState.ASSESSED ? FileKind.RESULTS : FileKind.ERRORS;
        }
    }

    /**
     * Writes one of the files of a job that has ended.
     *
     * @param erased the line for an erased candidate, by its number
     * @throws JobGoneException if the job was deleted meanwhile
     */
    public void write(UUID jobId, FileKind file, LongFunction<String> erased, OutputStream out) throws IOException {
        long from = 0;
        for (List<StoredLine> some = lines(jobId, from); !some.isEmpty(); some = lines(jobId, from)) {
            write(jobId, some, Map.of(file, out), erased);
            from = some.get(some.size() - 1).number();
        }
    }

    private void write(
            UUID jobId,
            List<StoredLine> lines,
            Map<FileKind, ? extends OutputStream> files,
            LongFunction<String> erased)
            throws IOException {
        JobKey key = log.read(handle -> JobKey.of(handle, candidates, jobId)).orElseThrow(JobGoneException::new);
        for (StoredLine line : lines) {
            OutputStream out = files.get(line.file());
            if (out != null && line.state() != LineState.WAITING) {
                out.write(
                        line.content() == null
                                ? erased.apply(line.number()).getBytes(StandardCharsets.UTF_8)
                                : key.openAnswer(line.number(), line.content()));
                out.write('\n');
            }
        }
    }

    private List<StoredLine> lines(UUID jobId, long from) {
        return log.read(handle -> handle.createQuery(NEXT_LINES)
                .bindBySqlType("job", jobId, Types.OTHER)
                .bind("from", from)
                .map((row, context) ->
                        new StoredLine(row.getLong(1), LineState.valueOf(row.getString(2)), row.getBytes(3)))
                .list());
    }

    /**
     * Completes the files of a job: counts and hashes them, and deletes lines that will not be decided. If an erasure
     * changes a line meanwhile, the files stay incomplete, and the work is given out again.
     */
    public void complete(JobWork.Task.Files task, LongFunction<String> erased) {
        UUID jobId = task.job().jobId();
        if (task.job().state() != JobState.COMPLETING) {
            deleteWaiting(jobId);
        }
        Map<FileKind, HashedOutput> files = new EnumMap<>(FileKind.class);
        for (FileKind file : FileKind.values()) {
            files.put(file, new HashedOutput());
        }
        try {
            long from = 0;
            for (List<StoredLine> some = lines(jobId, from); !some.isEmpty(); some = lines(jobId, from)) {
                write(jobId, some, files, erased);
                from = some.get(some.size() - 1).number();
                log.write(handle -> {
                    work.keepFiles(handle, jobId);
                    return true;
                });
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        log.write(handle -> store(handle, task, files));
    }

    private int store(Handle handle, JobWork.Task.Files task, Map<FileKind, HashedOutput> files) {
        HashedOutput results = files.getOrDefault(FileKind.RESULTS, new HashedOutput());
        HashedOutput errors = files.getOrDefault(FileKind.ERRORS, new HashedOutput());
        handle.createUpdate("delete from job_claim where job_id = :job")
                .bindBySqlType("job", task.job().jobId(), Types.OTHER)
                .execute();
        return handle.createUpdate("update job set results_bytes = :resultsBytes, results_sha256 = :results,"
                        + " errors_bytes = :errorsBytes, errors_sha256 = :errors,"
                        + " ended_at = coalesce(ended_at, :now), files_claimed_until = null,"
                        + " state = case when state = 'COMPLETING' then 'FINISHED' else state end"
                        + " where job_id = :job and changes = :changes")
                .bind("resultsBytes", results.bytes)
                .bind("results", results.hash().bytes())
                .bind("errorsBytes", errors.bytes)
                .bind("errors", errors.hash().bytes())
                .bindBySqlType("now", Jobs.time(clock.instant()), Types.TIMESTAMP_WITH_TIMEZONE)
                .bindBySqlType("job", task.job().jobId(), Types.OTHER)
                .bind("changes", task.changes())
                .execute();
    }

    /** Of a job that was cancelled or failed. */
    private void deleteWaiting(UUID jobId) {
        long from = 0;
        Optional<LineSpan> next = nextSpan(jobId, from);
        while (next.isPresent()) {
            LineSpan span = next.get();
            log.write(handle -> {
                work.keepFiles(handle, jobId);
                return span.delete(handle, jobId, " and state = 'WAITING'");
            });
            from = span.last();
            next = nextSpan(jobId, from);
        }
    }

    private Optional<LineSpan> nextSpan(UUID jobId, long from) {
        return log.read(handle -> LineSpan.after(handle, jobId, from));
    }

    /** Counts and hashes what is written, and keeps nothing. */
    private static final class HashedOutput extends DigestOutputStream {

        private long bytes;

        HashedOutput() {
            super(OutputStream.nullOutputStream(), Hash.digest());
        }

        @Override
        public void write(int one) throws IOException {
            super.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] some, int offset, int length) throws IOException {
            super.write(some, offset, length);
            bytes += length;
        }

        Hash hash() {
            return Hash.ofBytes(digest.digest());
        }
    }
}
