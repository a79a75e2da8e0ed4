package org.kentei.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.h2.store.fs.FilePath;
import org.jdbi.v3.core.statement.SqlLogger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.log.Client;
import org.kentei.record.audit.SmallRecord;
import org.kentei.record.database.Database;
import org.kentei.record.database.RowsRead;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.overview.Overview;
import org.kentei.record.overview.OverviewFold;
import org.kentei.record.overview.RecentVerdicts;
import org.kentei.record.search.SearchFilter;

class H2StoreTest extends AssessmentStoreContract {

    private static final int ALREADY_STORED = 1000;

    /** These have a bounded number of rows, however large the record is. */
    private static final List<String> SMALL_TABLES = List.of(
            "\"LOG_STATE\"",
            "\"OVERVIEW_STATE\"",
            "\"OVERVIEW_STANDING\"",
            "\"OVERVIEW_COUNT\"",
            "\"OPEN_POSITION\"",
            "\"JOB\"",
            "direct lookup");

    @TempDir
    private Path dataFolder;

    @Override
    Database open() {
        return openAt(Database.fileUrl(dataFolder));
    }

    @Test
    void an_added_assessment_is_on_the_disk() {
        FilePath.register(new ObservedDisk());
        try (Database observed =
                openAt(Database.fileUrl(dataFolder.resolve("observed")).replace("async:", "observed:"))) {
            var assessments = storeOn(observed);
            for (int i = 0; i < 5; i++) {
                long writesBefore = ObservedDisk.writes();

                assessments.add(assessment("candidate"));

                assertThat(ObservedDisk.writes()).isGreaterThan(writesBefore);
                assertThat(ObservedDisk.writesNotForced()).isZero();
            }
        }
    }

    @Test
    void another_process_is_kept_out() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of(org.h2.Driver.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        "org.h2.tools.Shell",
                        "-url",
                        "jdbc:h2:file:" + dataFolder.resolve("kentei"),
                        "-sql",
                        "select 1")
                .redirectErrorStream(true)
                .start();
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("Database may be already in use");
    }

    @Test
    void a_database_that_takes_longer_to_open_than_a_request_may_wait_is_opened_all_the_same() {
        String sleeping = "jdbc:h2:mem:slow;INIT=CREATE ALIAS IF NOT EXISTS SLEEP FOR \"java.lang.Thread.sleep(long)\""
                + "\\;CALL SLEEP(5500)";

        assertThatCode(() -> Database.open(sleeping, null, null, 4).close()).doesNotThrowAnyException();
    }

    @Test
    void an_assessment_waits_longer_than_two_seconds_for_a_transaction_that_has_locked_the_log() throws Exception {
        CountDownLatch locked = new CountDownLatch(1);
        FutureTask<Boolean> other = new FutureTask<>(() -> store().jdbi().inTransaction(handle -> {
            handle.execute("select size from log_state for update");
            locked.countDown();
            Thread.sleep(2500);
            return true;
        }));
        new Thread(other).start();
        locked.await();

        assertThatCode(() -> storeOn(store()).add(assessment("candidate"))).doesNotThrowAnyException();
        assertThat(other.get()).isTrue();
    }

    @Test
    void a_file_in_use_by_another_process_is_named_as_the_reason() throws IOException {
        store().close();
        try (FileChannel file = file();
                FileLock ignored = file.lock()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining(
                            "in use by another process, as it is while the service runs. Stop the service");
        }
    }

    @Test
    void closing_lets_the_file_go() throws IOException {
        addMany(1, "candidate");

        store().close();

        try (FileChannel file = file();
                FileLock lock = file.tryLock()) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void a_thread_interrupted_while_it_writes_spoils_nothing_for_the_others() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            var writer = new Thread(() -> addMany(50, "interrupted"));
            writer.setUncaughtExceptionHandler((thread, interrupted) -> {});
            writer.start();
            TimeUnit.MILLISECONDS.sleep(10 + i);
            writer.interrupt();
            writer.join();

            assertThatCode(() -> addMany(1, "candidate")).doesNotThrowAnyException();
        }
        assertThat(search().page(SearchFilter.ALL.ofCandidate("candidate"), null, 100)
                        .items())
                .hasSize(20);
    }

    @Test
    void a_url_of_no_known_database_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> openAt("jdbc:oracle:thin:secret"))
                .withMessage("`kentei.store.url` has to begin with `jdbc:h2:` or `jdbc:postgresql:`.");
    }

    @Test
    void a_pool_too_small_to_start_with_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Database.open(Database.fileUrl(dataFolder), null, null, 3))
                .withMessage("`kentei.store.pool-size` has to be 4 or more.");
    }

    @Test
    void what_statements_read_does_not_grow_with_the_record() {
        RowsRead read = new RowsRead();
        try (SmallRecord record = new SmallRecord(dataFolder.resolve("large")).filled()) {
            String revision = record.activate("rules");
            for (int chunk = 0; chunk < 4; chunk++) {
                String candidate = "of-chunk-" + chunk;
                record.assessments.addAll(IntStream.range(0, ALREADY_STORED / 4)
                        .mapToObj(number -> record.assessment(candidate + number, revision))
                        .map(assessment -> AssessmentStore.prepare(assessment, null))
                        .toList());
            }
            OverviewFold overview = new OverviewFold(record.log, record.candidates, new RecentVerdicts());
            overview.fold();
            record.signer.sign();

            record.store.jdbi().setSqlLogger(read);
            record.assess("of-chunk-17", revision);
            record.assess("candidate-1", revision);
            record.withKeysAndAnswers();
            overview.fold();
            record.signer.sign();
            record.checkpoints.newest();
            record.log.inclusion(17, record.log.frontier().size());
            SearchFilter some = SearchFilter.ALL.ofCandidate("of-chunk-18");
            assertThat(record.search.page(some, null, 10).items()).hasSize(1);
            assertThat(record.search.page(SearchFilter.ALL, null, 10).items()).hasSize(10);
            record.erasure.candidate("of-chunk-17", new Client(null, null));
            assertThat(record.erasure.olderThan(Instant.parse("2026-04-01T09:05:00Z")))
                    .isPositive();
            overview.fold();
            new Overview(record.log, record.candidates).figures();
            record.store.jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        }
        assertThat(read.most()).hasSizeGreaterThan(40);
        read.most().forEach((plan, rows) -> {
            boolean small = SMALL_TABLES.stream().anyMatch(plan::contains);
            assertThat(small || rows < ALREADY_STORED / 4 && !plan.contains("tableScan"))
                    .as(rows + " rows: " + plan)
                    .isTrue();
        });
    }

    private FileChannel file() throws IOException {
        return FileChannel.open(dataFolder.resolve("kentei.mv.db"), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static Database openAt(String url) {
        return Database.open(url, null, null, 16);
    }
}
