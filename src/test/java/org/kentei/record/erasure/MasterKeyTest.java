package org.kentei.record.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.files.UnusableFileException;
import org.kentei.log.Client;
import org.kentei.log.DocumentType;
import org.kentei.log.ServiceVersion;
import org.kentei.log.WrittenDocuments;
import org.kentei.record.database.Database;
import org.kentei.record.database.PostgreSql;
import org.kentei.record.database.Tables;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.Encryption.DecryptionException;
import org.kentei.record.encryption.MasterKeyFile;
import org.kentei.record.encryption.OpenedAnyway;
import org.kentei.record.encryption.TestKeys;
import org.kentei.record.log.RecordLog;
import org.kentei.record.search.IndexTerm;
import org.kentei.record.store.AssessmentReader;
import org.kentei.record.store.AssessmentRecord;
import org.kentei.record.store.AssessmentStore;
import org.postgresql.PGConnection;

/** What the master key protects, and what is left of an erased candidate in the bytes of a database. */
class MasterKeyTest {

    private static final String ID = "candidate-whom-nobody-may-find";
    private static final String TITLE = "A project with a title that nobody may read";

    private static final Pattern HEXADECIMAL = Pattern.compile("\\\\x((?:[0-9a-f]{2})+)");

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
                WrittenDocuments.of(
                        "{\"candidateId\":\"" + candidateId + "\",\"title\":\"" + TITLE + "\"}",
                        "{\"title\":\"" + TITLE + "\"}",
                        "{}"),
                Set.of(IndexTerm.level(4)),
                null);
        new AssessmentStore(RecordLog.begin(store.jdbi()), keys).add(one);
        added.add(one);
    }

    private void assertReadable(Database store, CandidateKeys keys, AssessmentRecord one) {
        AssessmentReader assessments = new AssessmentReader(RecordLog.begin(store.jdbi()), keys);
        assertThat(assessments.candidate(one.assessmentId()))
                .contains(one.documents().text(DocumentType.CANDIDATE));
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
                        .isInstanceOf(UnusableFileException.class)
                        .hasMessageContaining("is encrypted with the master key `")
                        .hasMessageContaining("Name the file of this record with `kentei.master-key`.");
            }
            Files.writeString(file, "short");
            assertThatThrownBy(() -> keys(store)).hasMessageContaining("32 random bytes");
            Files.delete(file);
            for (boolean reading : List.of(true, false)) {
                assertThatThrownBy(() -> open(store, reading))
                        .isInstanceOf(UnusableFileException.class)
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
    void keys_that_an_earlier_version_did_not_wrap_are_wrapped_and_gone_once_the_file_is_written_anew()
            throws IOException {
        List<byte[]> bare;
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Path file = copy.resolve("kentei.mv.db");
        try (Database store = openH2()) {
            add(store, TestKeys.CANDIDATES, ID);
            add(store, TestKeys.CANDIDATES, "another");
            OpenedAnyway.unwrapAll(store.jdbi(), TestKeys.CANDIDATES);
            bare = storedKeys(store);
            CandidateKeys keys = keys(store);
            added.forEach(one -> assertReadable(store, keys, one));
            assertThat(storedKeys(store)).hasSize(2).allMatch(key -> key[0] == 2);
            Erasure erasure = new Erasure(RecordLog.begin(store.jdbi()), keys, Clock.systemUTC());
            assertThat(erasure.candidate(ID, new Client("hr", null))).isEqualTo(new Erasure.ErasedCandidate(1, 0));
            Files.copy(folder.resolve("kentei.mv.db"), file);
        }
        assertThat(bare).anyMatch(key -> isIn(file, key));
        Database.writeFileAnew(Database.fileUrl(copy));
        assertThat(bare).noneMatch(key -> isIn(file, key));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Database store = Database.open(Database.fileUrl(copy), null, null, 4)) {
            assertReadable(store, keys(store), added.get(1));
        }
    }

    @Test
    void a_file_that_cannot_be_written_anew_is_named_and_stays_as_it_was() throws IOException {
        Path damaged = Files.writeString(folder.resolve("kentei.mv.db"), "no database".repeat(1000));
        byte[] before = Files.readAllBytes(damaged);
        assertThatThrownBy(() -> Database.writeFileAnew(Database.fileUrl(folder)))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("`" + damaged + "` is as before and cannot be written anew");
        assertThat(Files.readAllBytes(damaged)).isEqualTo(before);
    }

    private static List<byte[]> storedKeys(Database store) {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery("select data_key from candidate order by candidate")
                        .map((row, context) -> row.getBytes(1))
                        .list());
    }

    private static boolean isIn(Path file, byte[] key) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains(new String(key, 1, key.length - 1, StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
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
    void what_was_read_before_a_replacement_can_be_opened_for_a_while() throws IOException {
        try (Database store = openH2()) {
            CandidateKeys keys = keys(store);
            add(store, keys, ID);
            byte[] wrapped = store.jdbi()
                    .withHandle(handle -> handle.createQuery("select data_key from candidate where candidate = 0")
                            .mapTo(byte[].class)
                            .one());
            byte[] dataKey = keys.unwrap(wrapped, 0);
            byte[] lookupKey = RecordLog.begin(store.jdbi()).lookupKey();
            byte[] lookup = keys.lookup(lookupKey, ID);
            keys.replaceMaster();
            assertReadable(store, keys, added.get(0));
            add(store, keys, ID);

            assertThat(keys.unwrap(wrapped, 0)).isEqualTo(dataKey);
            assertThat(keys.lookup(lookupKey, ID)).isEqualTo(lookup);
            keys.forgetReplaced();
            assertThatThrownBy(() -> keys.unwrap(wrapped, 0)).isInstanceOf(DecryptionException.class);
        }
    }

    @Test
    void the_master_key_is_replaced_after_an_erasure_and_only_then() throws IOException {
        try (Database store = openH2()) {
            CandidateKeys keys = keys(store);
            RecordLog log = RecordLog.begin(store.jdbi());
            add(store, keys, ID);
            String first = master();
            assertThat(ErasedKeys.destroy(keys)).isFalse();
            new Erasure(log, keys, Clock.systemUTC()).candidate(ID, new Client("hr", null));
            // as a copy of the data folder has it that was made after the erasure
            Files.setLastModifiedTime(
                    folder.resolve("master-key"), FileTime.from(Instant.now().plusSeconds(60)));
            assertThat(ErasedKeys.destroy(keys)).isTrue();
            assertThat(master()).isNotEqualTo(first);
            assertThat(ErasedKeys.destroy(keys)).isFalse();
        }
    }

    @Test
    void a_deletion_while_the_master_key_is_being_replaced_has_it_replaced_again() throws Exception {
        try (Database store = openH2()) {
            CandidateKeys keys = keys(store);
            RecordLog.begin(store.jdbi());
            add(store, keys, ID);
            String first = master();
            Thread replacing = new Thread(keys::replaceMaster);
            store.jdbi().useTransaction(handle -> {
                handle.execute("select size from log_state where only_row = 1 for update");
                replacing.start();
                // a new candidate's key would be wrapped under the new master key now
                while (master().equals(first)) {
                    Thread.onSpinWait();
                }
                CandidateKeys.noteDeleted(handle);
            });
            replacing.join();
            assertThat(ErasedKeys.destroy(keys)).isTrue();
            assertThat(ErasedKeys.destroy(keys)).isFalse();
        }
    }

    @Test
    void after_an_erasure_the_bytes_of_an_h2_file_open_nothing() throws IOException {
        Traces traces;
        try (Database store = openH2()) {
            traces = eraseOne(store, () -> bytesIn(folder, "kentei.mv.db"));
        }
        assertThat(traces.before).containsOnly(Trace.WRAPPED_KEY);
        assertThat(traces.erased).as("a deleted row is still in the file").containsOnly(Trace.WRAPPED_KEY);
        assertThat(traces.replaced).isEmpty();
        assertThat(traces.in(bytesIn(folder, "")))
                .as("after the file was closed")
                .isEmpty();
    }

    @Test
    void after_an_erasure_the_bytes_of_postgresql_open_nothing() throws IOException {
        PostgreSql.TestDatabase database = PostgreSql.databaseWithTables();
        try (Database store = Database.open(database.url(), database.user(), database.password(), 4)) {
            RecordLog.makeIfMissing(store.jdbi());
            List<String> folders = store.jdbi()
                    .withHandle(handle -> handle.createQuery("show data_directory")
                            .mapTo(String.class)
                            .list());
            Traces traces = eraseOne(store, () -> {
                store.jdbi().useHandle(handle -> handle.execute("checkpoint"));
                List<byte[]> files = bytesIn(Path.of(folders.get(0)), "base");
                files.addAll(bytesIn(Path.of(folders.get(0)), "pg_wal"));
                return files;
            });
            assertThat(traces.before).containsOnly(Trace.WRAPPED_KEY);
            assertThat(traces.erased).as("a dead row is still there").containsOnly(Trace.WRAPPED_KEY);
            assertThat(traces.replaced).isEmpty();
        }
    }

    @Test
    void a_dump_opens_an_erased_candidate_only_if_it_is_older_and_with_the_master_key_of_its_time() throws IOException {
        PostgreSql.TestDatabase database = PostgreSql.databaseWithTables();
        try (Database store = Database.open(database.url(), database.user(), database.password(), 4)) {
            RecordLog.makeIfMissing(store.jdbi());
            List<byte[]> dumps = new ArrayList<>();
            Traces traces = eraseOne(store, () -> {
                dumps.add(dump(store));
                return List.of(dumps.get(dumps.size() - 1));
            });
            assertThat(traces.before).containsOnly(Trace.WRAPPED_KEY);
            assertThat(traces.erased).isEmpty();
            assertThat(traces.replaced).isEmpty();
            assertThat(traces.in(dumps.subList(0, 1)))
                    .as("the first dump, and the new key")
                    .isEmpty();
            Files.writeString(folder.resolve("master-key"), traces.master);
            assertThat(traces.in(dumps.subList(0, 1)))
                    .as("the first dump, and the key of its time")
                    .containsOnly(Trace.WRAPPED_KEY);
        }
    }

    /** All rows of all tables, as pg_dump writes them; their columns of bytes, which it writes in hexadecimal, are read. */
    private static byte[] dump(Database store) throws IOException {
        return store.jdbi().<byte[], IOException>withHandle(handle -> {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            for (String table : Tables.columns(handle).keySet()) {
                copy(handle, table, text);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            text.writeTo(bytes);
            HEXADECIMAL
                    .matcher(text.toString(StandardCharsets.ISO_8859_1))
                    .results()
                    .forEach(column -> bytes.writeBytes(HexFormat.of().parseHex(column.group(1))));
            return bytes.toByteArray();
        });
    }

    private static void copy(Handle handle, String table, OutputStream text) throws IOException {
        try {
            handle.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy " + table + " to stdout", text);
        } catch (SQLException refused) {
            throw new IOException(refused);
        }
    }

    /** What shows a candidate in bytes, or opens what is stored of it. */
    private enum Trace {
        ID,
        TITLE,
        BARE_KEY,
        /** A key that the master key of now unwraps. */
        WRAPPED_KEY
    }

    /** What is found of one candidate when it is there, when it is erased, and when the master key was replaced then. */
    private final class Traces {

        private final byte[] dataKey;
        private final String master;
        private Set<Trace> before = Set.of();
        private Set<Trace> erased = Set.of();
        private Set<Trace> replaced = Set.of();

        private Traces(byte[] dataKey, String master) {
            this.dataKey = dataKey;
            this.master = master;
        }

        Set<Trace> in(List<byte[]> places) {
            assertThat(places).isNotEmpty();
            Set<Trace> found = EnumSet.noneOf(Trace.class);
            for (byte[] bytes : places) {
                addIf(contains(bytes, ID.getBytes(StandardCharsets.UTF_8)), Trace.ID, found);
                addIf(contains(bytes, TITLE.getBytes(StandardCharsets.UTF_8)), Trace.TITLE, found);
                addIf(contains(bytes, dataKey), Trace.BARE_KEY, found);
                addIf(
                        OpenedAnyway.keysIn(bytes, keyFile()).stream().anyMatch(key -> Arrays.equals(key, dataKey)),
                        Trace.WRAPPED_KEY,
                        found);
            }
            return found;
        }

        private static void addIf(boolean there, Trace trace, Set<Trace> found) {
            if (there) {
                found.add(trace);
            }
        }
    }

    private interface Bytes {

        List<byte[]> get() throws IOException;
    }

    /** Adds two candidates, erases one of them and replaces the master key. Looks each time for what there is of it. */
    private Traces eraseOne(Database store, Bytes bytes) throws IOException {
        CandidateKeys keys = keys(store);
        add(store, keys, ID);
        add(store, keys, "another");
        List<byte[]> dataKeys = store.jdbi()
                .withHandle(handle -> handle.createQuery("select data_key from candidate where candidate = 0")
                        .map((row, context) -> keys.unwrap(row.getBytes(1), 0))
                        .list());
        Traces traces = new Traces(dataKeys.get(0), master());
        traces.before = traces.in(bytes.get());
        new Erasure(RecordLog.begin(store.jdbi()), keys, Clock.systemUTC()).candidate(ID, new Client("hr", null));
        traces.erased = traces.in(bytes.get());
        keys.replaceMaster();
        assertReadable(store, keys, added.get(1));
        traces.replaced = traces.in(bytes.get());
        return traces;
    }

    private static List<byte[]> bytesIn(Path folder, String part) throws IOException {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(folder.resolve(part))) {
            for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
                files.add(Files.readAllBytes(file));
            }
        }
        return files;
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
