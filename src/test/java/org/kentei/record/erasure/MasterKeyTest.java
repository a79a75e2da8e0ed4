package org.kentei.record.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.log.Client;
import org.kentei.log.ServiceVersion;
import org.kentei.record.database.Database;
import org.kentei.record.database.PostgreSql;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.MasterKeyFile;
import org.kentei.record.encryption.OpenedAnyway;
import org.kentei.record.encryption.TestKeys;
import org.kentei.record.log.RecordLog;
import org.kentei.record.search.IndexTerm;
import org.kentei.record.store.AssessmentRecord;
import org.kentei.record.store.AssessmentStore;

/** What the master key protects, and what is left of an erased candidate in the bytes of a database. */
class MasterKeyTest {

    private static final String ID = "candidate-whom-nobody-may-find";
    private static final String TITLE = "A project with a title that nobody may read";

    @TempDir
    private Path folder;

    private final List<AssessmentRecord> added = new ArrayList<>();

    private MasterKeyFile keyFile() {
        return new MasterKeyFile(folder, Optional.empty());
    }

    private Database openH2() {
        Database store = Database.open(Database.fileUrl(folder), null, null, 16);
        RecordLog.makeIfMissing(store.jdbi());
        return store;
    }

    private CandidateKeys keys(Database store) {
        return new CandidateKeys(store.jdbi(), keyFile());
    }

    private void add(Database store, CandidateKeys keys, String candidateId) {
        AssessmentRecord one = new AssessmentRecord(
                UUID.randomUUID(),
                candidateId,
                LocalDate.of(2026, 4, 1),
                Instant.now(),
                "a".repeat(64),
                4,
                new ServiceVersion("kentei", "drools"),
                new Client("hr", null),
                "{\"candidateId\":\"" + candidateId + "\",\"title\":\"" + TITLE + "\"}",
                "{\"title\":\"" + TITLE + "\"}",
                "{}",
                Set.of(IndexTerm.level(4)));
        new AssessmentStore(RecordLog.begin(store.jdbi()), keys).add(one);
        added.add(one);
    }

    private void assertReadable(Database store, CandidateKeys keys, AssessmentRecord one) {
        AssessmentStore assessments = new AssessmentStore(RecordLog.begin(store.jdbi()), keys);
        assertThat(assessments.candidate(one.assessmentId())).contains(one.facts());
    }

    private String master() throws IOException {
        return Files.readString(folder.resolve("master-key"));
    }

    @Test
    void a_new_record_gets_a_master_key_for_its_owner_alone() throws IOException {
        try (Database store = openH2()) {
            CandidateKeys keys = keys(store);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("master-key"))))
                    .isEqualTo("rw-------");
            add(store, keys, ID);
            assertReadable(store, keys(store), added.get(0));
        }
    }

    @Test
    void a_wrong_or_missing_or_open_master_key_is_refused() throws IOException {
        try (Database store = openH2()) {
            add(store, keys(store), ID);
            Path file = folder.resolve("master-key");
            String right = master();
            Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]));
            for (boolean reading : List.of(true, false)) {
                assertThatThrownBy(() -> open(store, reading))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("is encrypted with the master key `")
                        .hasMessageContaining("Name the file of this record with `kentei.master-key`.");
            }
            Files.writeString(file, "short");
            assertThatThrownBy(() -> keys(store)).hasMessageContaining("32 random bytes");
            Files.delete(file);
            for (boolean reading : List.of(true, false)) {
                assertThatThrownBy(() -> open(store, reading))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("is missing");
            }
            assertThat(file).doesNotExist();
            Files.writeString(file, right);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            assertThatThrownBy(() -> keys(store)).hasMessageContaining("chmod 600");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            assertReadable(store, keys(store), added.get(0));
        }
    }

    private CandidateKeys open(Database store, boolean reading) {
        return reading ? CandidateKeys.readOnly(store.jdbi(), keyFile()) : keys(store);
    }

    @Test
    void keys_that_an_earlier_version_did_not_wrap_are_wrapped() {
        try (Database store = openH2()) {
            add(store, TestKeys.CANDIDATES, ID);
            add(store, TestKeys.CANDIDATES, "another");
            OpenedAnyway.unwrapAll(store.jdbi(), TestKeys.CANDIDATES);
            CandidateKeys keys = keys(store);
            added.forEach(one -> assertReadable(store, keys, one));
            List<Byte> versions = store.jdbi()
                    .withHandle(handle -> handle.createQuery("select data_key from candidate")
                            .map((row, context) -> row.getBytes(1)[0])
                            .list());
            assertThat(versions).hasSize(2).containsOnly((byte) 2);
            Erasure erasure = new Erasure(RecordLog.begin(store.jdbi()), keys, Clock.systemUTC());
            assertThat(erasure.candidate(ID, new Client("hr", null))).isEqualTo(new Erasure.ErasedCandidate(1, 0));
        }
    }

    @Test
    void a_replacement_keeps_everything_readable_and_goes_on_after_a_break() throws IOException {
        try (Database store = openH2()) {
            CandidateKeys keys = keys(store);
            add(store, keys, ID);
            String first = master();
            keys.replaceMaster();
            assertThat(master()).isNotEqualTo(first).hasSameSizeAs(first);
            add(store, keys, ID);
            add(store, keys, "another");

            // broken off when the file was written and nothing else
            String second = master();
            Files.writeString(
                    folder.resolve("master-key"),
                    Base64.getEncoder()
                                    .encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8))
                            + "\n" + second);
            CandidateKeys again = keys(store);
            assertThat(master()).hasSameSizeAs(first).doesNotContain(second.strip());
            added.forEach(one -> assertReadable(store, again, one));
            Erasure erasure = new Erasure(RecordLog.begin(store.jdbi()), again, Clock.systemUTC());
            assertThat(erasure.candidate(ID, new Client("hr", null))).isEqualTo(new Erasure.ErasedCandidate(2, 0));
        }
    }

    @Test
    void the_master_key_is_replaced_after_an_erasure_and_only_then() throws IOException {
        try (Database store = openH2()) {
            CandidateKeys keys = keys(store);
            RecordLog log = RecordLog.begin(store.jdbi());
            add(store, keys, ID);
            String first = master();
            assertThat(ErasedKeys.destroy(log, keys)).isFalse();
            new Erasure(log, keys, Clock.systemUTC()).candidate(ID, new Client("hr", null));
            assertThat(ErasedKeys.destroy(log, keys)).isTrue();
            assertThat(master()).isNotEqualTo(first);
            assertThat(ErasedKeys.destroy(log, keys)).isFalse();
        }
    }

    @Test
    void after_an_erasure_the_bytes_of_an_h2_file_open_nothing() {
        byte[] dataKey;
        try (Database store = openH2()) {
            dataKey = eraseOne(store, () -> bytesIn(folder));
        }
        assertNothingIsLeft(bytesIn(folder), dataKey);
    }

    @Test
    void after_an_erasure_the_bytes_of_postgresql_open_nothing() {
        PostgreSql.TestDatabase database = PostgreSql.freshDatabase();
        try (Database store = Database.open(database.url(), database.user(), database.password(), 4)) {
            RecordLog.makeIfMissing(store.jdbi());
            List<String> folders = store.jdbi()
                    .withHandle(handle -> handle.createQuery("show data_directory")
                            .mapTo(String.class)
                            .list());
            Path data = Path.of(folders.get(0));
            Supplier<Map<Path, byte[]>> bytes = () -> {
                store.jdbi().useHandle(handle -> handle.execute("checkpoint"));
                Map<Path, byte[]> files = bytesIn(data.resolve("pg_wal"));
                files.putAll(bytesIn(data.resolve("base")));
                return files;
            };
            byte[] dataKey = eraseOne(store, bytes);
            Map<Path, byte[]> left = bytes.get();
            assertThat(left.keySet()).anyMatch(file -> file.getParent().endsWith("pg_wal"));
            assertNothingIsLeft(left, dataKey);
        }
    }

    /** Adds two candidates and erases one of them; returns the key that opened its documents. */
    private byte[] eraseOne(Database store, Supplier<Map<Path, byte[]>> bytes) {
        CandidateKeys keys = keys(store);
        add(store, keys, ID);
        add(store, keys, "another");
        List<byte[]> wrapped = new ArrayList<>();
        store.jdbi()
                .useHandle(handle -> handle.createQuery("select data_key from candidate where candidate = 0")
                        .map((row, context) -> wrapped.add(row.getBytes(1)))
                        .list());
        byte[] dataKey = keys.unwrap(wrapped.get(0), 0);
        new Erasure(RecordLog.begin(store.jdbi()), keys, Clock.systemUTC()).candidate(ID, new Client("hr", null));
        assertThat(bytes.get().values())
                .as("a deleted row is still in some file, and the master key unwraps its key")
                .anyMatch(some ->
                        OpenedAnyway.keysIn(some, keyFile()).stream().anyMatch(key -> Arrays.equals(key, dataKey)));
        keys.replaceMaster();
        assertReadable(store, keys, added.get(1));
        return dataKey;
    }

    private static Map<Path, byte[]> bytesIn(Path place) {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> found = Files.walk(place)) {
            for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
                files.put(file, Files.readAllBytes(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }

    private void assertNothingIsLeft(Map<Path, byte[]> files, byte[] dataKey) {
        assertThat(files).isNotEmpty();
        files.forEach((file, bytes) -> {
            for (byte[] sought :
                    List.of(ID.getBytes(StandardCharsets.UTF_8), TITLE.getBytes(StandardCharsets.UTF_8), dataKey)) {
                assertThat(contains(bytes, sought))
                        .as("%s in %s", new String(sought, StandardCharsets.US_ASCII), file)
                        .isFalse();
            }
            assertThat(OpenedAnyway.keysIn(bytes, keyFile()))
                    .as("keys in %s that the master key still unwraps", file)
                    .noneMatch(key -> Arrays.equals(key, dataKey));
        });
    }

    private static boolean contains(byte[] bytes, byte[] sought) {
        for (int start = 0; start <= bytes.length - sought.length; start++) {
            if (bytes[start] == sought[0]
                    && Arrays.equals(bytes, start, start + sought.length, sought, 0, sought.length)) {
                return true;
            }
        }
        return false;
    }
}
