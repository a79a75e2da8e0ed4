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
import java.util.concurrent.TimeUnit;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.record.database.Database;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.search.SearchFilter;

class H2StoreTest extends AssessmentStoreContract {

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
    void a_file_in_use_by_another_process_is_named_as_the_reason() throws IOException {
        store().close();
        try (FileChannel file = file();
                FileLock ignored = file.lock()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageEndingWith("its database file is in use by another process.");
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

    private FileChannel file() throws IOException {
        return FileChannel.open(dataFolder.resolve("kentei.mv.db"), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static Database openAt(String url) {
        return Database.open(url, null, null, 16);
    }
}
