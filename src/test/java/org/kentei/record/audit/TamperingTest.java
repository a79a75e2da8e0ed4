package org.kentei.record.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.hash.Hash;
import org.kentei.log.Checkpoint;
import org.kentei.log.Cosignature;
import org.kentei.log.Frontier;
import org.kentei.log.KeyType;
import org.kentei.log.LogEntry;
import org.kentei.log.SigningKey;
import org.kentei.log.VerifierKey;
import org.kentei.log.verify.Discrepancy;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.Verifier;
import org.kentei.log.verify.Verifier.TrustedInput;
import org.kentei.log.verify.Verifier.VerificationReport;
import org.kentei.record.database.Tables;
import org.kentei.record.log.CheckpointFile;
import org.kentei.record.search.SearchIndex;

/** Tampers with a record in every way we can think of, and has the verifier find it. */
class TamperingTest {

    /** Changes there that the verifier cannot see. The seal is for the service, which has the key. */
    private static final Set<String> UNSEEN = Set.of("log_entry.seal");

    /**
     * What belongs to rows of files is changed in IngestCommandTest. The others are not part of the record of assessments; the
     * figures of the overview are counted from it.
     */
    private static final Set<String> ELSEWHERE = Set.of(
            "ingested",
            "api_key",
            "first_answer",
            "term_positions",
            "overview_state",
            "overview_standing",
            "overview_candidate",
            "overview_change",
            "overview_count",
            "overview_event");

    /** So many rows of each table are changed. Each time the whole record is verified, so more would take too long. */
    private static final int ROWS = 10;

    private static final SigningKey WITNESS = SigningKey.generate("witness", KeyType.WITNESS);

    private static final Map<String, String> SAID = new LinkedHashMap<>();

    @TempDir
    private static Path folder;

    private static SmallRecord record;
    private static List<StoredCheckpoint> file;
    private static List<VerifierKey> keys;
    private static SortedMap<String, List<String>> tables;

    @BeforeAll
    static void fill() throws IOException {
        record = new SmallRecord(folder.resolve("record")).filled();
        file = CheckpointFile.in(record.data).read(Verifier.FILE);
        keys = record.keys();
        tables = record.store.jdbi().withHandle(Tables::columns);
        tables.keySet().removeAll(ELSEWHERE);
        record.store.jdbi().useHandle(TamperingTest::cosign);
        record.store.jdbi().useHandle(handle -> handle.execute("set referential_integrity false"));
    }

    private static void cosign(Handle handle) {
        record.notes()
                .forEach(note -> handle.execute(
                        "insert into cosignature (tree_size, key_id, witness_id, line) values (?, ?, ?, ?)",
                        Checkpoint.unverified(note).size(),
                        Checkpoint.keyId(note),
                        WITNESS.verifier().id(),
                        Cosignature.sign(Checkpoint.unverified(note), WITNESS, Instant.EPOCH)));
    }

    @AfterAll
    static void close() {
        record.close();
        if (Boolean.getBoolean("kentei.tampering.print")) {
            SAID.forEach((kind, said) -> System.out.println("| " + kind + " | " + said + " |"));
        }
    }

    @Test
    void a_record_nobody_touched_is_sound() {
        for (VerifierKey key : record.keys()) {
            VerificationReport report = record.verify(List.of(key), file);
            assertThat(report.findings()).isEmpty();
            assertThat(report.sound()).isTrue();
            assertThat(report.assessments()).isEqualTo(12);
            assertThat(report.erased()).isEqualTo(4);
            assertThat(report.signed()).isEqualTo(report.entries()).isEqualTo(17);
        }
        assertThat(record.verify(List.of(), List.of()).findings()).isEmpty();
        assertThat(file).hasSameSizeAs(record.notes()).hasSizeGreaterThan(4);
    }

    @Test
    void a_flipped_bit_in_any_column_of_any_table_is_found() throws SQLException {
        Random random = new Random(1);
        for (String table : tables.keySet()) {
            List<Map<String, Object>> rows = record.store
                    .jdbi()
                    .withHandle(handle -> handle.createQuery("select * from " + table + " limit " + ROWS)
                            .mapToMap()
                            .list());
            for (Map<String, Object> row : rows) {
                for (String column : row.keySet()) {
                    // its one value is held by the database itself
                    if (row.get(column) != null
                            && !column.equals("only_row")
                            && !UNSEEN.contains(table + "." + column)) {
                        Discrepancy first = tamper(
                                "bit flipped in " + table + "." + column,
                                handle -> update(
                                        handle.getConnection(), table, row, column, flipped(row.get(column), random)));
                        assertThat(first).as("%s.%s of %s", table, column, row).isNotNull();
                    }
                }
            }
        }
    }

    @Test
    void a_change_in_a_complete_block_of_the_search_index_is_found() {
        record.store.jdbi().useHandle(handle -> {
            handle.begin();
            SearchIndex.complete(handle, 17);
            assertThat(new Verifier(new TrustedInput(keys.subList(0, 1), file))
                            .verify(new DatabaseSnapshot(handle, record.candidates))
                            .findings())
                    .isEmpty();
            handle.rollback();
        });
        String some = " where term = (select max(term) from term_positions)";
        for (String change : List.of(
                "delete from term_positions" + some,
                "delete from term_positions",
                "update term_positions set positions = x'0002'" + some,
                "update term_positions set positions = x'0001'" + some,
                "update term_positions set positions = x''" + some,
                "update term_positions set positions = x'00020002'" + some,
                "update term_positions set block = 1" + some,
                "update term_positions set term = 999" + some,
                "insert into term_positions select 999, 0, positions from term_positions" + some,
                "insert into term_positions select term, 5, positions from term_positions" + some,
                "insert into open_position select 2, x'01'",
                "insert into open_position select 3, x'01'")) {
            tamper("complete block: " + change, handle -> {
                SearchIndex.complete(handle, 17);
                handle.execute(change);
            });
        }
    }

    @Test
    void what_is_emptied_is_found() {
        for (String column : List.of(
                "candidate",
                "as_of",
                "certified_level",
                "facts",
                "result",
                "firing_record",
                "erased_at",
                "client",
                "levels")) {
            tamper(
                    "assessment." + column + " emptied",
                    handle -> handle.execute("update assessment set " + column
                            + " = null where position = (select min(position) from assessment where " + column
                            + " is not null)"));
        }
    }

    @Test
    void entries_and_rows_taken_out_put_in_or_moved_are_found() {
        tamper("entry deleted", handle -> handle.execute("delete from log_entry where entry_index = 4"));
        tamper("entry and its assessment deleted", handle -> {
            handle.execute("delete from log_entry where entry_index = 4");
            handle.execute("delete from assessment where position = 4");
        });
        tamper("first entry deleted", handle -> handle.execute("delete from log_entry where entry_index = 0"));
        tamper("entry deleted, the later ones moved up", handle -> {
            handle.execute("delete from log_entry where entry_index = 4");
            for (int index = 5; index < 17; index++) {
                handle.execute("update log_entry set entry_index = ? where entry_index = ?", index - 1, index);
            }
        });
        tamper("entry inserted", handle -> {
            for (int index = 16; index >= 4; index--) {
                handle.execute("update log_entry set entry_index = ? where entry_index = ?", index + 1, index);
            }
            handle.execute("insert into log_entry select 4, entry, hashes, seal from log_entry where entry_index = 3");
        });
        tamper(
                "entry appended behind the end",
                handle -> handle.execute(
                        "insert into log_entry select 17, entry, hashes, seal from log_entry where entry_index = 16"));
        tamper(
                "entry put before the beginning",
                handle -> handle.execute(
                        "insert into log_entry select -1, entry, hashes, seal from log_entry where entry_index = 0"));
        tamper("two entries exchanged", handle -> {
            handle.execute("update log_entry set entry_index = 100 where entry_index = 3");
            handle.execute("update log_entry set entry_index = 3 where entry_index = 4");
            handle.execute("update log_entry set entry_index = 4 where entry_index = 100");
        });
        for (String table : tables.keySet()) {
            // the verifier says up to where a witness cosigned, and a witness may have missed a checkpoint
            if (!table.equals("cosignature")) {
                tamper(
                        "row of " + table + " deleted",
                        handle -> handle.execute("delete from " + table + " where " + key(table) + " = (select max("
                                + key(table) + ") from " + table + ")"));
            }
            tamper("all of " + table + " deleted", handle -> handle.execute("delete from " + table));
        }
        tamper(
                "assessment put in without an entry",
                handle -> handle.execute("insert into assessment (position,"
                        + " assessment_id, assessed_at, ruleset_revision) select 1000, random_uuid(), assessed_at, ruleset_revision"
                        + " from assessment where position = 3"));
        tamper("documents of two assessments exchanged", handle -> {
            byte[] third = handle.createQuery("select result from assessment where position = 2")
                    .mapTo(byte[].class)
                    .one();
            handle.execute(
                    "update assessment set result = (select result from assessment where position = 5) where position = 2");
            handle.execute("update assessment set result = ? where position = 5", third);
        });
        tamper(
                "erasure pretended",
                handle -> handle.execute("update assessment set candidate = null, as_of = null,"
                        + " certified_level = null, facts = null, result = null, firing_record = null,"
                        + " erased_at = assessed_at where position = 2"));
    }

    @Test
    void an_end_that_was_cut_off_is_found() {
        for (int size = 1; size < 17; size++) {
            int left = size;
            Discrepancy first = tamper("end cut off, state of the log made to fit", handle -> cut(handle, left));
            assertThat(first.fault()).contains("its end was cut off");
        }
    }

    @Test
    void an_end_cut_off_with_its_checkpoints_is_found_by_those_kept_outside() {
        for (int size = 1; size < 17; size++) {
            int left = size;
            tamper("end cut off with its checkpoints", handle -> {
                cut(handle, left);
                handle.execute("delete from checkpoint where tree_size > ?", left);
            });
        }
    }

    @Test
    void a_log_written_anew_under_another_key_is_found_by_the_public_key() {
        try (SmallRecord other = new SmallRecord(folder.resolve("other-key")).filled()) {
            assertThat(other.verify(List.of(), List.of()).findings()).isEmpty();
            said("whole log rewritten under another key, public key kept", other.verify(record.keys(), List.of()));
        }
    }

    @Test
    void a_log_written_anew_under_the_same_key_is_found_by_an_old_checkpoint() throws IOException {
        Path data = Files.createDirectory(folder.resolve("same-key"));
        SigningKey key = SigningKey.generate(SmallRecord.ORIGIN);
        Files.writeString(data.resolve("log-key"), key.pem());
        Files.setPosixFilePermissions(
                data.resolve("log-key"), java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        Path fork = Files.createDirectory(folder.resolve("fork"));
        Files.copy(data.resolve("log-key"), fork.resolve("log-key"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        try (SmallRecord before = new SmallRecord(data).filled();
                SmallRecord after = new SmallRecord(fork).filled()) {
            List<VerifierKey> keys = List.of(key.verifier());
            assertThat(after.verify(keys, List.of()).findings()).isEmpty();
            for (String note : before.notes()) {
                said(
                        "forked log, an old checkpoint kept elsewhere",
                        after.verify(keys, List.of(CheckpointFile.kept("a file of one's own", note))));
            }
        }
    }

    @Test
    void a_wrong_public_key_is_found() {
        said(
                "wrong public key",
                record.verify(List.of(SigningKey.generate(SmallRecord.ORIGIN).verifier()), List.of()));
        said(
                "wrong public key, of another name",
                record.verify(List.of(SigningKey.generate("else").verifier()), List.of()));
    }

    @Test
    void a_checkpoint_out_of_date_is_found() {
        try (SmallRecord stale = new SmallRecord(folder.resolve("stale")).filled()) {
            String revision = stale.activate("three");
            stale.assess("late", revision);
            assertThat(stale.verify(stale.keys(), List.of()).findings()).isEmpty();
            stale.passTime(Duration.ofMinutes(11));
            stale.assess("later", revision);
            said("newest checkpoint out of date", stale.verify(stale.keys(), List.of()));
        }
    }

    @Test
    void a_key_smuggled_in_is_found() {
        SigningKey smuggled = SigningKey.generate(SmallRecord.ORIGIN);
        tamper(
                "public key put in",
                handle -> handle.execute(
                        "insert into log_key (verifier_key, begun_by) values (?, 0)",
                        smuggled.verifier().toString()));
        tamper("checkpoint of a key of one's own put in", handle -> {
            var checkpoint = new Checkpoint(SmallRecord.ORIGIN, 5, Hash.of(), Instant.EPOCH);
            handle.execute(
                    "insert into log_key (verifier_key, begun_by) values (?, 0)",
                    smuggled.verifier().toString());
            handle.execute(
                    "insert into checkpoint values (5, ?, ?)",
                    smuggled.verifier().id(),
                    checkpoint.sign(smuggled));
        });
    }

    private static void cut(Handle handle, int size) {
        handle.execute("delete from log_entry where entry_index >= ?", size);
        handle.execute("delete from assessment where position >= ?", size);
        handle.execute("delete from log_key where begun_by >= ?", size);
        Frontier frontier = new Frontier();
        handle.createQuery("select entry from log_entry order by entry_index")
                .mapTo(String.class)
                .forEach(entry -> frontier.append(LogEntry.leaf(entry)));
        handle.execute("update log_state set size = ?, frontier = ?", size, frontier.bytes());
        handle.execute("delete from candidate where candidate not in (select candidate from assessment"
                + " where candidate is not null)");
    }

    private static String key(String table) {
        return switch (table) {
            case "candidate" -> "candidate";
            case "assessment" -> "position";
            case "log_entry" -> "entry_index";
            case "log_state" -> "only_row";
            case "log_key" -> "verifier_key";
            case "checkpoint" -> "note";
            case "rule_content" -> "content_hash";
            case "ruleset_activation" -> "entry_index";
            case "index_term" -> "term";
            case "open_position" -> "position";
            case "position_block" -> "block";
            case "ruleset_file" -> "revision || name";
            default -> throw new AssertionError("the table " + table + " is new: verify it, or name it in ELSEWHERE");
        };
    }

    private static Discrepancy tamper(String kind, Consumer<Handle> tampering) {
        return record.store.jdbi().withHandle(handle -> {
            handle.begin();
            try {
                tampering.accept(handle);
                Verifier verifier =
                        new Verifier(new TrustedInput(keys.subList(0, 1), file, List.of(WITNESS.verifier())));
                return said(kind, verifier.verify(new DatabaseSnapshot(handle, record.candidates)));
            } finally {
                handle.rollback();
            }
        });
    }

    private static Discrepancy said(String kind, VerificationReport report) {
        assertThat(report.findings()).as(kind).isNotEmpty();
        List<Discrepancy> findings = report.findings();
        SAID.putIfAbsent(
                kind, findings.get(0) + (findings.size() > 1 ? " (and " + (findings.size() - 1) + " more)" : ""));
        return findings.stream()
                .filter(finding -> finding.fault().contains("cut off"))
                .findFirst()
                .orElse(findings.get(0));
    }

    private static Object flipped(Object value, Random random) {
        if (value instanceof byte[] bytes) {
            byte[] flipped = bytes.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            return flipped;
        } else if (value instanceof String text) {
            char[] flipped = text.toCharArray();
            flipped[random.nextInt(flipped.length)] ^= (char) (1 << random.nextInt(4));
            return new String(flipped);
        } else if (value instanceof Long number) {
            return number ^ 1L << 8 + random.nextInt(40);
        } else if (value instanceof Integer number) {
            // small numbers may be those of other rows
            return number ^ 1 << 10 + random.nextInt(10);
        } else if (value instanceof UUID id) {
            return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ 1L << random.nextInt(60));
        } else if (value instanceof java.sql.Date date) {
            return date.toLocalDate().plusDays(1);
        } else if (value instanceof LocalDate date) {
            return date.plusDays(1);
        } else if (value instanceof OffsetDateTime time) {
            return time.plus(1, ChronoUnit.HOURS);
        }
        throw new AssertionError("no bit of a " + value.getClass() + " can be flipped");
    }

    private static void update(
            Connection connection, String table, Map<String, Object> row, String column, Object value) {
        List<String> conditions = new ArrayList<>();
        row.forEach((name, old) -> conditions.add(name + (old == null ? " is null" : " = ?")));
        String sql = "update " + table + " set " + column + " = ? where " + String.join(" and ", conditions);
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            int place = 1;
            update.setObject(place++, value);
            for (Object old : row.values()) {
                if (old != null) {
                    update.setObject(place++, old);
                }
            }
            assertThat(update.executeUpdate()).isEqualTo(1);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
