package org.kentei.record.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.hash.Hash;
import org.kentei.log.Client;
import org.kentei.record.audit.SmallRecord;
import org.kentei.record.database.Database;
import org.kentei.record.database.Tables;
import org.kentei.record.job.Job.JobState;
import org.kentei.record.job.JobFiles.FileKind;
import org.kentei.record.job.JobWork.DecidedLine;
import org.kentei.record.job.JobWork.Task;
import org.kentei.record.job.Jobs.Beginning;
import org.kentei.record.job.Jobs.NewJob;
import org.kentei.record.job.Jobs.ReceivedLine;
import org.kentei.record.job.Jobs.Receiving;
import org.kentei.record.search.SearchFilter;
import org.kentei.record.store.AssessmentStore;
import org.kentei.record.store.AssessmentStore.PreparedAssessment;

/** What jobs promise, on every database. */
abstract class JobsContract {

    private static final String CLIENT = "hr";
    private static final int MOST_OPEN = 2;
    private static final Duration LIFE = Duration.ofDays(7);

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-04-01T09:00:00Z");
    private SmallRecord record;
    private String revision = "";
    private Jobs jobs;
    private JobWork work;
    private JobFiles files;
    private EndedJobs ended;

    abstract Database open(Path folder);

    @BeforeEach
    void begin() {
        record = new SmallRecord(folder, open(folder));
        revision = record.activate("rules");
        InstantSource time = () -> now;
        Clock clock = time.withZone(ZoneOffset.UTC);
        JobsConfig config = new SmallJobs();
        jobs = new Jobs(record.log, record.candidates, config, clock);
        work = new JobWork(record.log, record.candidates, clock);
        files = new JobFiles(record.log, record.candidates, work, clock);
        ended = new EndedJobs(record.log, config, clock);
    }

    @AfterEach
    void close() {
        record.close();
    }

    private static final class SmallJobs implements JobsConfig {
        @Override
        public int workers() {
            return 1;
        }

        @Override
        public int openForEachClient() {
            return MOST_OPEN;
        }

        @Override
        public long lines() {
            return 1000;
        }

        @Override
        public long bytes() {
            return 1 << 20;
        }

        @Override
        public Duration life() {
            return LIFE;
        }
    }

    @Test
    void workers_share_a_job_and_each_line_is_stored_once() throws Exception {
        Job job = received(CLIENT, 300);
        ExecutorService workers = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> chunks = new ArrayList<>();
            for (int worker = 0; worker < 3; worker++) {
                chunks.add(workers.submit(this::workToTheEnd));
            }
            int worked = 0;
            for (Future<Integer> one : chunks) {
                worked += one.get();
            }
            assertThat(worked).isEqualTo(5);
        } finally {
            workers.shutdownNow();
        }
        workToTheEnd();

        Job finished = jobs.find(job.jobId()).orElseThrow();
        assertThat(finished.state()).isEqualTo(JobState.FINISHED);
        assertThat(finished.assessed()).isEqualTo(270);
        assertThat(finished.refused()).isEqualTo(30);
        assertThat(finished.waiting()).isZero();
        assertThat(stored()).isEqualTo(270);
        List<String> results = lines(job, FileKind.RESULTS);
        List<String> errors = lines(job, FileKind.ERRORS);
        assertThat(results).hasSize(270).startsWith("assessed 1", "assessed 2").doesNotHaveDuplicates();
        assertThat(errors).hasSize(30).startsWith("refused 10", "refused 20");
        assertThat(finished.results().sha256())
                .isEqualTo(Hash.of((String.join("\n", results) + "\n").getBytes(StandardCharsets.UTF_8)));
        assertThat(finished.errors().lines()).isEqualTo(30);
        assertThat(finished.errors().bytes())
                .isEqualTo(String.join("\n", errors).length() + 1);
    }

    @Test
    void a_chunk_that_nobody_finished_is_given_out_again_and_its_first_holder_stores_nothing_any_more() {
        Job job = received(CLIENT, 100);
        Runnable lost = decided(chunk());
        now = now.plus(Duration.ofSeconds(20));
        assertThat(chunk().first()).as("it is somebody's still").isEqualTo(65);

        now = now.plus(Duration.ofSeconds(20));
        workToTheEnd();
        assertThat(jobs.find(job.jobId()).orElseThrow().assessed()).isEqualTo(58);

        assertThatThrownBy(lost::run).isInstanceOf(JobGoneException.class);
        now = now.plus(Duration.ofSeconds(20));
        workToTheEnd();
        assertThat(jobs.find(job.jobId()).orElseThrow().state()).isEqualTo(JobState.FINISHED);
        assertThat(stored()).isEqualTo(90);
    }

    @Test
    void an_erased_candidate_is_not_assessed_and_its_results_are_gone() throws IOException {
        Job job = received(CLIENT, 70);
        Task.Chunk first = chunk();
        Runnable decided = decided(first);
        assertThat(record.erasure.candidate("E-5", new Client(null, null)).jobLines())
                .isEqualTo(1);
        assertThatThrownBy(decided::run).isInstanceOf(JobGoneException.class);
        work.giveBack(first);
        workToTheEnd();
        Job finished = jobs.find(job.jobId()).orElseThrow();
        assertThat(finished.assessed()).isEqualTo(62);
        assertThat(finished.erased()).isEqualTo(1);
        assertThat(stored()).isEqualTo(62);

        Job other = received("other", 12);
        workToTheEnd();
        assertThat(record.erasure.candidate("E-6", new Client(null, null)).jobLines())
                .isEqualTo(2);
        assertThat(jobs.find(job.jobId()).orElseThrow().results())
                .as("the files are made again")
                .isNull();
        workToTheEnd();
        Job after = jobs.find(job.jobId()).orElseThrow();
        assertThat(after.state()).isEqualTo(JobState.FINISHED);
        assertThat(after.endedAt()).isEqualTo(finished.endedAt());
        assertThat(after.results().sha256()).isNotEqualTo(finished.results().sha256());
        assertThat(lines(job, FileKind.RESULTS)).hasSize(61).doesNotContain("assessed 6");
        assertThat(lines(job, FileKind.ERRORS)).contains("erased 5", "erased 6").hasSize(9);
        assertThat(lines(other, FileKind.ERRORS)).containsExactly("erased 6", "refused 10");
        record.signer.sign();
        assertThat(record.verify(List.of(), List.of()).findings()).isEmpty();
    }

    @Test
    void after_a_job_was_cancelled_nothing_of_it_is_stored_any_more() throws IOException {
        Job job = received(CLIENT, 200);
        finish(chunk());
        Runnable running = decided(chunk());
        jobs.cancel(job.jobId());

        assertThatThrownBy(running::run).isInstanceOf(JobGoneException.class);
        workToTheEnd();
        Job cancelled = jobs.find(job.jobId()).orElseThrow();
        assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
        assertThat(cancelled.waiting()).isEqualTo(136);
        assertThat(cancelled.results().lines()).isEqualTo(58);
        assertThat(lines(job, FileKind.RESULTS)).hasSize(58);
        assertThat(stored()).isEqualTo(58);
        assertThat(count("job_line")).as("candidates that will not be assessed").isEqualTo(64);
        jobs.cancel(job.jobId());
        assertThat(jobs.find(job.jobId())).contains(cancelled);
    }

    @Test
    void an_erasure_counts_no_line_that_is_deleted_meanwhile() throws Exception {
        Job job = received(CLIENT, 10);
        jobs.cancel(job.jobId());
        CompletableFuture<Integer> erased = record.store.jdbi().inTransaction(handle -> {
            work.keepFiles(handle, job.jobId());
            new LineSpan(1, 10).delete(handle, job.jobId(), " and state = 'WAITING'");
            CompletableFuture<Integer> erasing = CompletableFuture.supplyAsync(() ->
                    record.erasure.candidate("E-5", new Client(null, null)).jobLines());
            // it comes as far as it can while the deletion is not committed
            Thread.sleep(500);
            return erasing;
        });

        assertThat(erased.get()).isZero();
        assertThat(jobs.find(job.jobId()).orElseThrow().erased()).isZero();
    }

    @Test
    void jobs_take_turns() {
        received(CLIENT, 640);
        now = now.plusMillis(1);
        Job small = received("other", 10);
        now = now.plusMillis(1);
        finish(chunk());
        now = now.plusMillis(1);
        finish(chunk());
        assertThat(jobs.find(small.jobId()).orElseThrow().waiting()).isZero();
    }

    @Test
    void a_client_has_so_many_open_jobs_and_the_same_key_leads_to_the_same_job() {
        Hash key = Hash.of(new byte[] {1});
        Job first = received(CLIENT, 10, key);
        assertThat(known(key)).isEqualTo(first);
        received(CLIENT, 10);
        assertThatThrownBy(() -> received(CLIENT, 10)).isInstanceOf(TooManyJobsException.class);
        assertThat(known(key)).as("a repeated one is no further one").isEqualTo(first);
        received(null, 10);
        received("other", 10);
        jobs.cancel(first.jobId());
        received(CLIENT, 10);
        assertThat(jobs.list(CLIENT)).hasSize(3);
    }

    @Test
    void a_job_that_stopped_arriving_gives_its_key_to_the_next_one() {
        Hash key = Hash.of(new byte[] {2});
        Receiving broken = begun(CLIENT, key);
        broken.add(candidates(5));
        assertThat(known(key).state()).isEqualTo(JobState.RECEIVING);

        now = now.plus(Jobs.SILENCE).plusSeconds(1);
        Job again = received(CLIENT, 10, key);
        assertThatThrownBy(() -> broken.add(candidates(5))).isInstanceOf(JobGoneException.class);
        assertThatThrownBy(() -> broken.complete(Hash.OF_NOTHING)).isInstanceOf(JobGoneException.class);
        broken.giveUp();
        assertThat(known(key)).isEqualTo(again);
        ended.remove();
        assertThat(count("job_line")).isEqualTo(10);
    }

    @Test
    void ended_jobs_are_deleted_when_their_time_is_over() {
        Job job = received(CLIENT, 10);
        Receiving silent = begun("silent", null);
        silent.add(candidates(3));
        workToTheEnd();
        now = now.plus(LIFE).minusSeconds(1);
        ended.remove();
        assertThat(jobs.find(silent.jobId())).isEmpty();
        assertThat(jobs.find(job.jobId())).isPresent();
        assertThat(count("job_line")).isEqualTo(10);

        now = now.plusSeconds(2);
        ended.remove();
        assertThat(jobs.find(job.jobId())).isEmpty();
        assertThat(List.of(count("job"), count("job_line"), count("job_claim"))).containsOnly(0L);
        assertThat(stored()).as("the assessments stay").isEqualTo(9);
        assertThat(record.candidates.wereDeleted()).as("nothing was erased").isFalse();
    }

    @Test
    void assessments_erased_by_their_age_leave_nothing_in_jobs() throws IOException {
        Job job = received(CLIENT, 10);
        workToTheEnd();
        record.erasure.olderThan(now.plus(Duration.ofDays(365)));

        assertThat(jobs.find(job.jobId())).isEmpty();
        assertThatThrownBy(() -> lines(job, FileKind.RESULTS)).isInstanceOf(JobGoneException.class);
    }

    @Test
    void a_job_goes_on_when_the_master_key_is_replaced() throws IOException {
        Receiving receiving = begun(CLIENT, null);
        record.candidates.replaceMaster();
        receiving.add(candidates(70));
        Job job = receiving.complete(Hash.OF_NOTHING);
        finish(chunk());
        record.candidates.replaceMaster();
        workToTheEnd();

        assertThat(lines(job, FileKind.RESULTS)).hasSize(63);
        assertThat(record.erasure.candidate("E-5", new Client(null, null)).jobLines())
                .isEqualTo(1);

        record.candidates.replaceMaster();
        workToTheEnd();
        now = now.plus(LIFE).plusSeconds(1);
        assertThat(record.candidates.wereDeleted()).isFalse();
        ended.remove();
        assertThat(record.candidates.wereDeleted())
                .as("the job's key opens what is left of the erased line")
                .isTrue();
    }

    @Test
    void the_database_has_nothing_of_a_candidate_in_clear() {
        received(CLIENT, 3);
        String everything = record.store.jdbi().withHandle(Tables::contents).toString();
        assertThat(everything).contains(CLIENT).doesNotContain("E-1");
        assertThat(everything.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain(java.util.HexFormat.of().formatHex("E-1".getBytes(StandardCharsets.UTF_8)));
    }

    private Job received(@Nullable String client, int lines) {
        return received(client, lines, null);
    }

    private Job received(@Nullable String client, int lines, @Nullable Hash key) {
        Receiving receiving = begun(client, key);
        receiving.add(candidates(lines));
        return receiving.complete(Hash.OF_NOTHING);
    }

    private Receiving begun(@Nullable String client, @Nullable Hash key) {
        return ((Beginning.Begun) jobs.begin(new NewJob(client, "::1", key, revision))).receiving();
    }

    private Job known(Hash key) {
        return ((Beginning.Known) jobs.begin(new NewJob(CLIENT, "::1", key, revision))).job();
    }

    private static List<ReceivedLine> candidates(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new ReceivedLine(
                        number,
                        "E-" + number,
                        ("{\"candidateId\":\"E-" + number + "\"}").getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private Task.Chunk chunk() {
        return (Task.Chunk) work.claim().orElseThrow();
    }

    /** Works until nothing is left to take. Returns how many chunks it finished. */
    private int workToTheEnd() {
        int chunks = 0;
        // another worker may hold the one row of a job at this moment
        for (int idle = 0; idle < 3; ) {
            Optional<Task> task = work.claim();
            if (task.isEmpty()) {
                idle++;
            } else if (task.get() instanceof Task.Chunk chunk) {
                finish(chunk);
                chunks++;
            } else {
                files.complete((Task.Files) task.get(), line -> "erased " + line);
            }
        }
        return chunks;
    }

    private void finish(Task.Chunk chunk) {
        decided(chunk).run();
    }

    /** Decides each line, and refuses every tenth; what is returned stores that. */
    private Runnable decided(Task.Chunk chunk) {
        List<PreparedAssessment> prepared = new ArrayList<>();
        List<DecidedLine> decided = new ArrayList<>();
        work.lines(chunk).forEach(line -> {
            boolean assessed = line.number() % 10 != 0;
            if (assessed) {
                prepared.add(AssessmentStore.prepare(record.assessment("E-" + line.number(), revision), null));
            }
            decided.add(
                    new DecidedLine(line.number(), assessed, (assessed ? "assessed " : "refused ") + line.number()));
        });
        return () -> record.assessments.addAll(prepared, work.finish(chunk, decided));
    }

    private List<String> lines(Job job, FileKind kind) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.write(job.jobId(), kind, line -> "erased " + line, out);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private long stored() {
        List<UUID> ids = new ArrayList<>();
        String cursor = null;
        do {
            var page = record.search.page(SearchFilter.ALL, cursor, 1000);
            page.items().stream().filter(one -> one.erasedAt() == null).forEach(one -> ids.add(one.assessmentId()));
            cursor = page.nextCursor();
        } while (cursor != null);
        return ids.stream().distinct().count();
    }

    private long count(String table) {
        return record.store
                .jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from " + table)
                        .mapTo(Long.class)
                        .one());
    }
}
