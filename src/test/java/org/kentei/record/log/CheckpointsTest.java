package org.kentei.record.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.record.audit.SmallRecord;
import org.kentei.record.database.Tables;

/** The signer signs, and readers of checkpoints only read. */
class CheckpointsTest {

    @TempDir
    private Path folder;

    @Test
    void a_reader_waits_for_a_checkpoint_and_changes_nothing() throws IOException {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            record.assess("unsigned", record.activate("three"));
            new KeyFile(folder).prepareNext();
            Map<String, List<String>> tables = record.store.jdbi().withHandle(Tables::contents);
            Map<String, String> files = files();

            Checkpoints impatient = new Checkpoints(record.log, Duration.ofMillis(100));
            assertThat(impatient.newest())
                    .isEqualTo(record.notes().get(record.notes().size() - 1));
            assertThatThrownBy(() -> impatient.covering(record.log.frontier().size() - 1))
                    .isInstanceOf(CheckpointPendingException.class);

            assertThat(record.store.jdbi().<Map<String, List<String>>, RuntimeException>withHandle(Tables::contents))
                    .isEqualTo(tables);
            assertThat(files()).isEqualTo(files);
        }
    }

    @Test
    void the_signer_signs_what_is_appended_without_being_asked_and_not_each_entry() {
        try (SmallRecord record = new SmallRecord(folder)) {
            record.signer.start(new StartupEvent());
            String revision = record.activate("one");
            long begun = System.nanoTime();
            for (int count = 0; count < 30; count++) {
                record.assess("candidate", revision);
            }
            record.checkpoints.covering(record.log.frontier().size() - 1);
            long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();

            assertThat(record.notes()).hasSizeLessThanOrEqualTo(3 + (int) seconds);
            record.signer.stop(new ShutdownEvent());
        }
    }

    @Test
    void the_signer_says_so_while_a_damaged_key_keeps_it_from_signing() throws Exception {
        try (SmallRecord record = new SmallRecord(folder)) {
            record.signer.start(new StartupEvent());
            await(() -> !record.notes().isEmpty());
            Path next = new KeyFile(folder).prepareNext();
            Path whole = Files.move(next, next.resolveSibling("whole"));
            replace(next, Files.writeString(next.resolveSibling("damaged"), "no key"));
            await(() -> record.signer.failingSince().isPresent());

            record.activate("one");
            replace(next, whole);
            await(() -> record.signer.failingSince().isEmpty());
            record.checkpoints.covering(record.log.frontier().size() - 1);
            record.signer.stop(new ShutdownEvent());
        }
    }

    private static void replace(Path file, Path by) throws IOException {
        Files.move(by, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        for (int attempt = 0; attempt < 600 && !reached.getAsBoolean(); attempt++) {
            Thread.sleep(50);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    /** All files but the database, which H2 compacts when it likes. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                if (!file.toString().endsWith(".db")) {
                    files.put(file.toString(), Files.readString(file));
                }
            }
        }
        return files;
    }
}
