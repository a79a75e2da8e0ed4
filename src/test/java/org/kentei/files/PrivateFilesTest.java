package org.kentei.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.log.verify.RecordSnapshot;
import org.kentei.record.audit.RecordExport;
import org.kentei.record.audit.SmallRecord;
import org.kentei.record.audit.SnapshotReader;
import org.kentei.record.log.KeyFile;

/** Who may read the record's files. */
class PrivateFilesTest {

    @TempDir
    private Path temporary;

    @Test
    void everything_that_a_record_writes_is_for_its_owner_alone() throws IOException {
        Path data = temporary.resolve("data");
        PrivateFiles.closeToOthers(data);
        try (SmallRecord record = new SmallRecord(data).filled()) {
            assertClosed(data);
            Path export = temporary.resolve("export");
            new SnapshotReader(record.store.jdbi(), record.candidates).with((RecordSnapshot evidence) -> {
                try {
                    RecordExport.write(evidence, export);
                    return true;
                } catch (IOException refused) {
                    throw new java.io.UncheckedIOException(refused);
                }
            });
            assertClosed(export);
        }
        assertClosed(data);
    }

    @Test
    void a_folder_that_others_could_read_is_made_private_and_what_it_links_to_is_left_alone() throws IOException {
        Path data = Files.createDirectory(temporary.resolve("data"), open("rwxr-xr-x"));
        Files.createFile(data.resolve("kentei.mv.db"), open("rw-r--r--"));
        Path compiled = Files.createDirectory(data.resolve("compiled"), open("rwxrwxr-x"));
        Files.createFile(compiled.resolve("one"), open("rw-rw-r--"));
        Path elsewhere = Files.createFile(temporary.resolve("elsewhere"), open("rw-r--r--"));
        Files.createSymbolicLink(data.resolve("link"), elsewhere);

        PrivateFiles.closeToOthers(data);

        assertClosed(data);
        assertThat(permissions(elsewhere)).isEqualTo("rw-r--r--");
    }

    @Test
    void a_folder_that_was_open_to_others_without_a_file_is_no_reason_to_replace_keys() throws IOException {
        Path empty = Files.createDirectory(temporary.resolve("empty"), open("rwxr-xr-x"));
        Path full = Files.createDirectory(temporary.resolve("full"), open("rwxr-xr-x"));
        Files.createFile(full.resolve("log-key"), open("rw-------"));
        List<String> warnings = new ArrayList<>();
        Logger log = Logger.getLogger(PrivateFiles.class.getName());
        Filter listening = line -> !line.getLevel().equals(Level.WARNING) || warnings.add(line.getMessage());
        Level level = log.getLevel();
        log.setLevel(Level.ALL);
        log.setFilter(listening);
        try {
            PrivateFiles.closeToOthers(empty);
            assertThat(warnings).isEmpty();
            assertClosed(empty);
            PrivateFiles.closeToOthers(full);
            assertThat(warnings).hasSize(1);
        } finally {
            log.setFilter(null);
            log.setLevel(level);
        }
    }

    @Test
    void a_file_is_written_whole_and_nothing_is_left_beside_it() throws IOException {
        Path file = temporary.resolve("file");
        PrivateFiles.writeWhole(file, bytes("one"));
        PrivateFiles.writeWhole(file, bytes("two"));
        assertThat(file).hasContent("two");
        assertThatThrownBy(() -> PrivateFiles.writeNew(file, bytes("three")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("two");
        try (Stream<Path> all = Files.list(temporary)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void a_key_file_left_empty_by_a_loss_of_power_is_made_again() throws IOException {
        Files.createFile(temporary.resolve("log-key"), open("rw-------"));
        Files.createFile(temporary.resolve("log-key.next"), open("rw-------"));
        KeyFile keys = new KeyFile(temporary);
        assertThat(keys.loadOrMake("origin").verifier())
                .isEqualTo(new KeyFile(temporary).loadOrMake("origin").verifier());
        assertThat(keys.next("origin")).isEqualTo(Optional.empty());
    }

    @Test
    void a_public_key_cut_short_is_written_again() throws IOException {
        String key = new KeyFile(temporary).loadOrMake("origin").verifier().toString();
        Files.writeString(temporary.resolve("log-key.pub"), key.substring(0, 9));
        new KeyFile(temporary).loadOrMake("origin");
        assertThat(temporary.resolve("log-key.pub")).hasContent(key + "\n");
    }

    private static void assertClosed(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : (Iterable<Path>) all.filter(path -> !Files.isSymbolicLink(path))::iterator) {
                assertThat(permissions(one))
                        .as(one.toString())
                        .isEqualTo(Files.isDirectory(one) ? "rwx------" : "rw-------");
            }
        }
    }

    private static java.nio.file.attribute.FileAttribute<?> open(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
