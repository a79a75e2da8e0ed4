package org.kentei.record.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.files.UnusableFileException;
import org.kentei.log.Client;
import org.kentei.log.Frontier;
import org.kentei.log.LogEntry;
import org.kentei.record.audit.SmallRecord;
import org.kentei.record.database.StoreUnavailableException;

/** A person who can write to the database, and has no key, gets nothing signed. */
class ForeignEntryTest {

    @TempDir
    private Path folder;

    @Test
    void an_entry_that_the_service_did_not_append_is_not_signed_and_is_named() {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            int signed = record.notes().size();
            long index = append(record, null);

            assertRefused(record, index, "no service that has this append key appended it");
            record.assess("candidate", record.activate("three"));
            assertRefused(record, index, "no service that has this append key appended it");
            assertThat(record.notes()).hasSize(signed);
        }
    }

    @Test
    void a_file_that_contains_no_append_key_is_named_to_whoever_reads_the_record() throws IOException {
        Path file = Files.writeString(folder.resolve("append-key"), "no key");
        assertThatThrownBy(() -> new AppendKeyFile(folder, Optional.empty(), Clock.systemUTC()).readIfThere())
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("`" + file + "` does not contain an append key");
    }

    @Test
    void the_seal_of_one_entry_does_not_fit_another() {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            byte[] seal = record.log.entries(3, 1).get(0).seal();
            assertRefused(record, append(record, seal), "no service that has this append key appended it");
        }
    }

    @Test
    void an_entry_that_was_changed_before_it_was_signed_is_named() {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            String revision = record.activate("three");
            record.assess("candidate", revision);
            record.assess("candidate", revision);
            long index = record.log.frontier().size() - 2;
            execute(
                    record,
                    "update log_entry set entry = replace(entry, 'client', 'other') where entry_index = " + index);

            assertRefused(record, index, "no service that has this append key appended it");
        }
    }

    @Test
    void an_entry_that_was_removed_before_it_was_signed_is_named() {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            record.assess("candidate", record.activate("three"));
            long index = record.log.frontier().size() - 2;
            execute(record, "delete from log_entry where entry_index = " + index);

            assertRefused(record, index, "it is missing");
        }
    }

    @Test
    void a_signed_end_that_was_cut_off_is_named_also_after_a_restart() {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            long last = record.log.frontier().size() - 1;
            record.store.jdbi().useHandle(handle -> {
                handle.execute("delete from log_entry where entry_index = ?", last);
                write(handle, SmallRecord.frontier(handle));
            });
            assertRefused(record, last, "entries were signed");
        }
        try (SmallRecord again = new SmallRecord(folder)) {
            assertThatThrownBy(again.signer::sign)
                    .isInstanceOf(ForeignEntryException.class)
                    .hasMessageContaining("entries were signed");
        }
    }

    @Test
    void an_entry_behind_the_end_of_the_log_makes_the_service_unready() {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            String revision = record.activate("three");
            long end = record.log.frontier().size();
            execute(
                    record,
                    "insert into log_entry (entry_index, entry, hashes) select " + end
                            + ", entry, hashes from log_entry where entry_index = 0");

            assertThatThrownBy(() -> record.assess("candidate", revision))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("an entry behind its end, from " + end + " on");
            assertThat(record.log.refusedLately(Duration.ofMinutes(1))).isTrue();
        }
    }

    @Test
    void the_service_signs_again_once_the_foreign_entry_is_gone() {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            Frontier before = record.log.frontier();
            long index = append(record, null);
            assertRefused(record, index, "no service");
            goBackTo(record, before);
            record.assess("candidate", record.activate("three"));

            assertSignsToTheEnd(record);
        }
    }

    @Test
    void an_end_that_was_read_but_not_signed_and_that_the_database_took_back_does_not_stop_the_signing() {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            String revision = record.activate("three");
            Frontier before = record.log.frontier();
            record.assess("candidate", revision);
            execute(record, "alter table checkpoint rename to checkpoint_gone");
            assertThatThrownBy(record.signer::sign).isNotInstanceOf(ForeignEntryException.class);
            execute(record, "alter table checkpoint_gone rename to checkpoint");
            goBackTo(record, before);
            record.assess("other", revision);

            assertSignsToTheEnd(record);
        }
    }

    @Test
    void acknowledged_entries_that_the_database_lost_are_counted() {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            String revision = record.activate("three");
            Frontier before = record.log.frontier();
            record.assess("candidate", revision);
            record.assess("candidate", revision);
            assertThat(record.log.lostEntries()).isZero();
            goBackTo(record, before);

            record.assess("other", revision);

            assertThat(record.log.lostEntries()).isEqualTo(2);
        }
    }

    private static void assertSignsToTheEnd(SmallRecord record) {
        record.signer.sign();

        assertThat(record.verify(record.keys(), List.of()).signed())
                .isEqualTo(record.log.frontier().size());
    }

    private static void goBackTo(SmallRecord record, Frontier before) {
        record.store.jdbi().useHandle(handle -> {
            handle.execute("delete from log_entry where entry_index >= ?", before.size());
            handle.execute("delete from ruleset_activation where entry_index >= ?", before.size());
            handle.execute("delete from assessment where position >= ?", before.size());
            handle.execute("delete from candidate where candidate >= ?", before.size());
            handle.execute("delete from open_position where position >= ?", before.size());
            write(handle, before);
        });
    }

    @Test
    void the_running_signer_raises_an_alarm_while_the_foreign_entry_is_there() throws InterruptedException {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            record.signer.start(new StartupEvent());
            Frontier before = record.log.frontier();
            long index = append(record, null);
            String revision = record.activate("three");
            await(() -> record.signer.alarm().isPresent());
            assertThat(record.signer.alarm().orElseThrow().index()).isEqualTo(index);
            assertThatThrownBy(() -> new Checkpoints(record.log, Duration.ofMillis(100)).covering(index))
                    .isInstanceOf(CheckpointPendingException.class);

            goBackTo(record, before);
            record.assess("candidate", revision);
            await(() -> record.signer.alarm().isEmpty());
            record.signer.stop(new ShutdownEvent());
        }
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        for (int attempt = 0; attempt < 600 && !reached.getAsBoolean(); attempt++) {
            Thread.sleep(50);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    @Test
    void the_entries_of_an_earlier_version_are_accepted_once() throws IOException {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            execute(record, "update log_entry set seal = null");
        }
        Files.delete(folder.resolve("append-key"));
        try (SmallRecord upgraded = new SmallRecord(folder)) {
            upgraded.assess("candidate", upgraded.activate("three"));
            upgraded.signer.sign();
            assertThat(upgraded.verify(upgraded.keys(), List.of()).findings()).isEmpty();

            assertRefused(upgraded, append(upgraded, null), "no service that has this append key appended it");
        }
    }

    @Test
    void a_log_with_seals_is_not_opened_without_the_append_key() throws IOException {
        new SmallRecord(folder).filled().close();
        Files.delete(folder.resolve("append-key"));
        try (SmallRecord without = new SmallRecord(folder)) {
            assertThatThrownBy(() -> without.assess("candidate", "none"))
                    .isInstanceOf(UnusableFileException.class)
                    .hasMessageContaining("append-key` is missing")
                    .hasMessageContaining("kentei log-key accept");
        }
    }

    @Test
    void an_append_key_that_others_can_read_is_refused() throws IOException {
        new SmallRecord(folder).filled().close();
        Files.setPosixFilePermissions(
                folder.resolve("append-key"), java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        try (SmallRecord open = new SmallRecord(folder)) {
            assertThatThrownBy(() -> open.assess("candidate", "none")).hasMessageContaining("chmod 600");
        }
    }

    /** Appends an entry as a person does who knows the program and can write to the database. */
    private static long append(SmallRecord record, byte[] seal) {
        return record.store.jdbi().inTransaction(handle -> {
            Frontier frontier = SmallRecord.frontier(handle);
            long index = frontier.size();
            String entry = new LogEntry.ErasureEntry(
                            Instant.parse("2026-04-02T00:00:00Z"), "request", new Client(null, null), List.of())
                    .canonical(index);
            byte[] hashes = Frontier.bytes(frontier.append(LogEntry.leaf(entry)));
            handle.execute(
                    "insert into log_entry (entry_index, entry, hashes, seal) values (?, ?, ?, ?)",
                    index,
                    entry,
                    hashes,
                    seal);
            write(handle, frontier);
            return index;
        });
    }

    private static void write(Handle handle, Frontier frontier) {
        handle.execute("update log_state set size = ?, frontier = ?", frontier.size(), frontier.bytes());
    }

    private static void execute(SmallRecord record, String statement) {
        record.store.jdbi().useHandle(handle -> handle.execute(statement));
    }

    private static void assertRefused(SmallRecord record, long index, String reason) {
        assertThatThrownBy(record.signer::sign)
                .isInstanceOf(ForeignEntryException.class)
                .hasMessageContaining(reason)
                .extracting(thrown -> ((ForeignEntryException) thrown).index())
                .isEqualTo(index);
    }
}
