package org.kentei.record.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;
import org.kentei.record.database.BatchInsert;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.Encryption;
import org.kentei.record.job.Job.JobFile;
import org.kentei.record.job.Job.JobState;
import org.kentei.record.log.RecordLog;

/** The jobs of clients: received, found and cancelled. Every method throws {@link StoreUnavailableException} if the database is not available. */
@ApplicationScoped
public class Jobs {

    /** The most jobs that one list has. */
    public static final int LONGEST_LIST = 100;

    /** A job of which nothing arrived for so long is given up: whoever received it is gone. */
    static final Duration SILENCE = Duration.ofMinutes(2);

    private static final String INSERT_LINE = "insert into job_line (job_id, line, state, lookup, size, content)"
            + " values (:job, :line, 'WAITING', :lookup, :size, :content)";

    private final RecordLog log;
    private final CandidateKeys candidates;
    private final JobsConfig config;
    private final Clock clock;

    public Jobs(RecordLog log, CandidateKeys candidates, JobsConfig config, Clock clock) {
        this.log = log;
        this.candidates = candidates;
        this.config = config;
        this.clock = clock;
    }

    /**
     * A job that a client begins to send.
     *
     * @param requestKey the hash of the client and its idempotency key; null if it gave none
     */
    public record NewJob(
            @Nullable String client,
            @Nullable String address,
            @Nullable Hash requestKey,
            String revision) {}

    /** What came of beginning a job. */
    public sealed interface Beginning {

        /** It may be received. */
        record Begun(Receiving receiving) implements Beginning {}

        /** There is a job under this key. If it is {@link JobState#RECEIVING}, another request is sending it. */
        record Known(Job job) implements Beginning {}
    }

    /**
     * Begins to receive a job, unless the client has one under the same key.
     *
     * @throws TooManyJobsException if the client has as many open jobs as it may have
     */
    public Beginning begin(NewJob job) {
        // the lock of the log, so that two requests do not both find room for one more job
        return log.append(transaction -> {
            Handle handle = transaction.handle();
            Optional<Job> known = job.requestKey() == null ? Optional.empty() : ofKey(handle, job.requestKey());
            if (known.isPresent() && !givenUp(handle, known.get())) {
                return new Beginning.Known(known.get());
            }
            known.ifPresent(silent -> remove(handle, silent.jobId()));
            if (open(handle, job.client()) >= config.openForEachClient()) {
                throw new TooManyJobsException(config.openForEachClient());
            }
            return new Beginning.Begun(insert(handle, job));
        });
    }

    private static Optional<Job> ofKey(Handle handle, Hash requestKey) {
        return handle.createQuery("select * from job where request_key = :key")
                .bind("key", requestKey.bytes())
                .map((row, context) -> read(row))
                .findOne();
    }

    private boolean givenUp(Handle handle, Job job) {
        return job.state() == JobState.RECEIVING
                && handle.createQuery("select count(*) from job where job_id = :job and touched_at < :then")
                                .bindBySqlType("job", job.jobId(), Types.OTHER)
                                .bindBySqlType(
                                        "then", time(clock.instant().minus(SILENCE)), Types.TIMESTAMP_WITH_TIMEZONE)
                                .mapTo(Long.class)
                                .one()
                        > 0;
    }

    private static long open(Handle handle, @Nullable String client) {
        return handle.createQuery("select count(*) from job where client is not distinct from cast(:client as varchar)"
                        + " and state in ('RECEIVING', 'RUNNING', 'COMPLETING')")
                .bind("client", client)
                .mapTo(Long.class)
                .one();
    }

    private Receiving insert(Handle handle, NewJob job) {
        JobKey key = new JobKey(UUID.randomUUID(), Encryption.random(Encryption.KEY_BYTES));
        Receiving receiving = new Receiving(key);
        handle.createUpdate("insert into job (job_id, client, address, request_key, revision, data_key, state,"
                        + " created_at, touched_at, lines, claimed, assessed, refused, erased, changes)"
                        + " values (:job, :client, :address, :requestKey, :revision, :dataKey, 'RECEIVING',"
                        + " :now, :now, 0, 0, 0, 0, 0, 0)")
                .bindBySqlType("job", key.jobId(), Types.OTHER)
                .bind("client", job.client())
                .bind("address", job.address())
                .bind(
                        "requestKey",
                        job.requestKey() == null ? null : job.requestKey().bytes())
                .bind("revision", job.revision())
                .bind("dataKey", key.wrapped(candidates))
                .bindBySqlType("now", time(clock.instant()), Types.TIMESTAMP_WITH_TIMEZONE)
                .execute();
        return receiving;
    }

    /**
     * A line that arrived.
     *
     * @param number counted from 1, blank lines too
     * @param candidateId whom it says that it is of; null if that cannot be read
     */
    public record ReceivedLine(long number, @Nullable String candidateId, byte[] json) {}

    /** A job that is being received, by one thread. */
    public final class Receiving {

        private final JobKey key;

        private Receiving(JobKey key) {
            this.key = key;
        }

        public UUID jobId() {
            return key.jobId();
        }

        /**
         * Stores lines.
         *
         * @throws JobGoneException if the job was given up
         */
        public void add(List<ReceivedLine> lines) {
            // read each time: the master key that wraps it may be replaced meanwhile
            byte[] lookupKey = log.lookupKey();
            BatchInsert rows = new BatchInsert(INSERT_LINE);
            for (ReceivedLine line : lines) {
                byte[] lookup = line.candidateId() == null ? null : candidates.lookup(lookupKey, line.candidateId());
                byte[] content = key.sealCandidate(line.number(), line.json());
                rows.add(row -> row.bindBySqlType("job", jobId(), Types.OTHER)
                        .bind("line", line.number())
                        .bind("lookup", lookup)
                        .bind("size", line.json().length)
                        .bind("content", content));
            }
            log.write(handle -> {
                int known = handle.createUpdate("update job set lines = lines + :count, touched_at = :now"
                                + " where job_id = :job and state = 'RECEIVING'")
                        .bind("count", lines.size())
                        .bindBySqlType("now", time(clock.instant()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .bindBySqlType("job", jobId(), Types.OTHER)
                        .execute();
                if (known == 0) {
                    throw new JobGoneException();
                }
                rows.execute(handle);
                return known;
            });
        }

        /**
         * Lets the job run: all its lines have arrived.
         *
         * @param input the SHA-256 of the file
         * @throws JobGoneException if the job was given up
         */
        public Job complete(Hash input) {
            log.write(handle -> {
                int known = handle.createUpdate("update job set state = 'RUNNING', input_sha256 = :input,"
                                + " touched_at = :now where job_id = :job and state = 'RECEIVING'")
                        .bind("input", input.bytes())
                        .bindBySqlType("now", time(clock.instant()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .bindBySqlType("job", jobId(), Types.OTHER)
                        .execute();
                if (known == 0) {
                    throw new JobGoneException();
                }
                return completeIfDecided(handle, jobId());
            });
            return find(jobId()).orElseThrow(JobGoneException::new);
        }

        /** Forgets the job: its lines did not arrive as they have to. */
        public void giveUp() {
            log.write(handle -> remove(handle, jobId()));
        }
    }

    /** A job; empty if there is none, or not any more. */
    public Optional<Job> find(UUID jobId) {
        return log.read(handle -> handle.createQuery("select * from job where job_id = :job and state <> 'REMOVED'")
                .bindBySqlType("job", jobId, Types.OTHER)
                .map((row, context) -> read(row))
                .findOne());
    }

    /**
     * Jobs, the newest first, at most {@value #LONGEST_LIST}.
     *
     * @param client whose jobs; null for those of all
     */
    public List<Job> list(@Nullable String client) {
        return log.read(handle -> handle.createQuery("select * from job where state <> 'REMOVED'"
                        + (client == null ? "" : " and client = :client")
                        + " order by created_at desc, job_id limit " + LONGEST_LIST)
                .bindMap(client == null ? Map.of() : Map.of("client", client))
                .map((row, context) -> read(row))
                .list());
    }

    /** Cancels a job that is still running; one that ended stays as it is. When this returns, no more is assessed. */
    public void cancel(UUID jobId) {
        log.write(handle -> handle.createUpdate("update job set state = 'CANCELLED', ended_at = :now"
                        + " where job_id = :job and state = 'RUNNING'")
                .bindBySqlType("now", time(clock.instant()), Types.TIMESTAMP_WITH_TIMEZONE)
                .bindBySqlType("job", jobId, Types.OTHER)
                .execute());
    }

    /** Lets a job fail that is still running. */
    public void fail(UUID jobId, String failure) {
        log.write(handle -> handle.createUpdate("update job set state = 'FAILED', failure = :failure, ended_at = :now"
                        + " where job_id = :job and state = 'RUNNING'")
                .bind("failure", failure)
                .bindBySqlType("now", time(clock.instant()), Types.TIMESTAMP_WITH_TIMEZONE)
                .bindBySqlType("job", jobId, Types.OTHER)
                .execute());
    }

    /** Makes a job unreadable and unknown; its rows are deleted later. */
    static int remove(Handle handle, UUID jobId) {
        return handle.createUpdate("update job set state = 'REMOVED', request_key = null, data_key = null"
                        + " where job_id = :job and state <> 'REMOVED'")
                .bindBySqlType("job", jobId, Types.OTHER)
                .execute();
    }

    /** Has a job's files completed if no line waits any more. */
    static int completeIfDecided(Handle handle, UUID jobId) {
        return handle.createUpdate("update job set state = 'COMPLETING' where job_id = :job and state = 'RUNNING'"
                        + " and assessed + refused + erased = lines")
                .bindBySqlType("job", jobId, Types.OTHER)
                .execute();
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Job read(ResultSet row) throws SQLException {
        byte[] input = row.getBytes("input_sha256");
        long assessed = row.getLong("assessed");
        long refused = row.getLong("refused");
        long erased = row.getLong("erased");
        OffsetDateTime endedAt = row.getObject("ended_at", OffsetDateTime.class);
        return new Job(
                row.getObject("job_id", UUID.class),
                row.getString("client"),
                row.getString("address"),
                row.getString("revision"),
                JobState.valueOf(row.getString("state")),
                row.getString("failure"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                endedAt == null ? null : endedAt.toInstant(),
                input == null ? null : Hash.ofBytes(input),
                row.getLong("lines"),
                assessed,
                refused,
                erased,
                file(row, "results", assessed),
                file(row, "errors", refused + erased));
    }

    private static @Nullable JobFile file(ResultSet row, String name, long lines) throws SQLException {
        byte[] sha256 = row.getBytes(name + "_sha256");
        return sha256 == null ? null : new JobFile(lines, row.getLong(name + "_bytes"), Hash.ofBytes(sha256));
    }
}
