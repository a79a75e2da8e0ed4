package org.kentei.record.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.hash.Hash;
import org.kentei.log.Checkpoint;
import org.kentei.log.Client;
import org.kentei.log.Cosignature;
import org.kentei.log.Frontier;
import org.kentei.log.KeyType;
import org.kentei.log.LogEntry;
import org.kentei.log.SigningKey;
import org.kentei.log.verify.Discrepancy;
import org.kentei.log.verify.Verifier;
import org.kentei.log.verify.Verifier.TrustedInput;
import org.kentei.log.verify.Verifier.VerificationReport;
import org.kentei.record.database.Database;
import org.kentei.record.database.Tables;
import org.kentei.record.log.AppendKey;
import org.kentei.record.log.AppendKeyFile;
import org.kentei.record.log.CheckpointFile;
import org.kentei.record.search.SearchIndex;

/**
 * Tampers with a record in every way we can think of, and has the verifier find it. Tables and columns come from the schema,
 * so a new one is tampered with, too.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class TamperingContract {

    /** The least number of kinds of tampering. */
    private static final int KINDS = 150;

    private static final SigningKey WITNESS = SigningKey.generate("witness", KeyType.WITNESS);

    /** What belongs to rows of files is changed in IngestCommandTest, which has the files. */
    private static final String OF_FILES = "ingested";

    /** Only complete blocks have rows there, and a small record has none. */
    private static final String COMPLETE_BLOCKS = "term_positions";

    /**
     * Changes there say nothing about assessments: when a key was used, by what and until when a first answer is found, and
     * whether the master key has still to be replaced.
     * The state of the log has one row, whose key the database itself keeps as it is.
     */
    private static final Set<String> UNSEEN = Set.of(
            "log_state.only_row",
            "log_state.key_deletions",
            "api_key.last_used_at",
            "first_answer.request_key",
            "first_answer.fingerprint",
            "first_answer.language",
            "first_answer.expires_at");

    /** A witness may have missed a checkpoint, and first answers expire. The verifier says up to where a witness cosigned. */
    private static final Set<String> MAY_BE_MISSING = Set.of("cosignature", "first_answer");

    /**
     * The same answer under another key of the client is still the right answer, and a term that no assessment has finds
     * nothing. A second state cannot be stored.
     */
    private static final Set<String> MAY_BE_COPIED = Set.of("first_answer", "index_term", "log_state");

    /** What the verifier did not find. All of it is reported at the end. */
    private final Set<String> missed = new TreeSet<>();

    /** How many findings a kind of tampering gives at most. */
    private final Map<String, Integer> most = new HashMap<>();

    private final Map<String, String> said = new TreeMap<>();
    private SmallRecord record;
    private TrustedInput trust;
    private Optional<AppendKey> appendKey;
    private SortedMap<String, List<String>> tables;
    private final Map<String, List<String>> keys = new LinkedHashMap<>();
    private final Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
    private long size;
    private int tried;

    abstract Database open(Path data);

    /** Has the database take every value, as long as the handle is open. */
    abstract void ignoreReferences(Handle handle);

    /** One in how many kinds is tried. */
    int oneIn() {
        return 1;
    }

    @BeforeAll
    void fill(@TempDir Path folder) throws IOException {
        record = new SmallRecord(folder, open(folder)).withDictionary().filled().withKeysAndAnswers();
        record.store.jdbi().useHandle(this::cosign);
        trust = new TrustedInput(
                record.keys().subList(0, 1),
                CheckpointFile.in(folder).read(Verifier.FILE),
                List.of(WITNESS.verifier()));
        appendKey = new AppendKeyFile(folder, Optional.empty(), Clock.systemUTC()).readIfThere();
        size = record.log.frontier().size();
        record.store.jdbi().useHandle(handle -> {
            tables = Tables.columns(handle);
            tables.keySet().removeAll(Set.of(OF_FILES, COMPLETE_BLOCKS));
            // the figures of the overview are counted from the record, and can be counted again
            tables.keySet().removeIf(table -> table.startsWith("overview_"));
            // what waits is not in the record yet: its files are compared with its revision when it is activated
            tables.keySet().removeIf(table -> table.startsWith("waiting_"));
            // jobs are a way to send candidates, and are deleted after some days
            tables.keySet().removeAll(Set.of("job", "job_line", "job_claim"));
            for (String table : tables.keySet()) {
                keys.put(table, TamperedRows.keyColumns(handle, table));
                String order = String.join(", ", keys.get(table));
                rows.put(table, TamperedRows.rows(handle, table, table.equals("log_key") ? "begun_by" : order));
            }
        });
    }

    private void cosign(Handle handle) {
        record.notes()
                .forEach(note -> handle.execute(
                        "insert into cosignature (tree_size, key_id, witness_id, line) values (?, ?, ?, ?)",
                        Checkpoint.unverified(note).size(),
                        Checkpoint.keyId(note),
                        WITNESS.verifier().id(),
                        Cosignature.sign(Checkpoint.unverified(note), WITNESS, Instant.EPOCH)));
    }

    @AfterAll
    void close() throws IOException {
        record.close();
        assertThat(missed).isEmpty();
        StringBuilder table = new StringBuilder("| What was changed | What `verify` says first |\n|---|---|\n");
        said.forEach((kind, first) -> table.append("| " + kind + " | " + first + " |\n"));
        Files.writeString(Path.of("target", getClass().getSimpleName() + ".md"), table);
        assertThat(said).hasSizeGreaterThanOrEqualTo(KINDS / oneIn());
    }

    @Test
    void an_untouched_record_has_no_findings() {
        VerificationReport report = record.store
                .jdbi()
                .withHandle(handle ->
                        new Verifier(trust).verify(new DatabaseSnapshot(handle, record.candidates, appendKey)));
        assertThat(report.findings()).isEmpty();
        assertThat(report.remarks()).isEmpty();
        assertThat(report.assessments()).isEqualTo(15);
        assertThat(report.erased()).isEqualTo(5);
        assertThat(report.signed()).isEqualTo(report.entries()).isEqualTo(size);
        assertThat(report.witnessed()).hasSize(1);
        assertThat(rows.keySet())
                .allSatisfy(table -> assertThat(rows.get(table)).isNotEmpty());
    }

    @Test
    void a_flipped_bit_in_any_column_of_any_table_is_found() {
        forEachColumn((table, column) -> {
            Random random = new Random(1);
            sample(rows.get(table).stream()
                            .filter(row -> row.get(column) != null)
                            .toList())
                    .forEach(row -> tamper(
                            "bit flipped in " + table + "." + column,
                            handle -> TamperedRows.update(
                                    handle, table, row, column, TamperedRows.flipped(row.get(column), random))));
        });
    }

    @Test
    void a_value_that_was_removed_is_found() {
        forEachColumn((table, column) -> {
            boolean nullable = record.store
                    .jdbi()
                    .withHandle(handle -> TamperedRows.nullableColumns(handle, table))
                    .contains(column);
            if (nullable) {
                sample(rows.get(table).stream()
                                .filter(row -> row.get(column) != null)
                                .toList())
                        .forEach(row -> tamper(
                                table + "." + column + " emptied",
                                handle -> TamperedRows.update(handle, table, row, column, null)));
            }
        });
    }

    @Test
    void values_exchanged_between_two_rows_are_found() {
        forEachColumn((table, column) -> {
            if (keys.get(table).contains(column)) {
                return;
            }
            Map<String, Object> one = rows.get(table).get(0);
            rows.get(table).stream()
                    .filter(row -> !TamperedRows.same(row.get(column), one.get(column)))
                    .findFirst()
                    .ifPresent(other -> tamper(
                            table + "." + column + " exchanged between two rows",
                            handle -> exchange(handle, table, column, one, other)));
        });
    }

    /** In three steps, since some values are unique. */
    private static void exchange(
            Handle handle, String table, String column, Map<String, Object> one, Map<String, Object> other) {
        Object between = one.get(column) == null ? null : TamperedRows.flipped(one.get(column), new Random(2));
        if (between != null) {
            TamperedRows.update(handle, table, one, column, between);
        }
        TamperedRows.update(handle, table, other, column, one.get(column));
        Map<String, Object> changed = new LinkedHashMap<>(one);
        changed.put(column, between);
        TamperedRows.update(handle, table, changed, column, other.get(column));
    }

    @Test
    void rows_taken_out_are_found() {
        for (String table : tables.keySet()) {
            List<Map<String, Object>> all = rows.get(table);
            if (!MAY_BE_MISSING.contains(table)) {
                tamper("first row of " + table + " deleted", handle -> TamperedRows.delete(handle, table, all.get(0)));
                tamper(
                        "last row of " + table + " deleted",
                        handle -> TamperedRows.delete(handle, table, all.get(all.size() - 1)));
            }
            if (!table.equals("first_answer")) {
                tamper("all of " + table + " deleted", handle -> handle.execute("delete from " + table));
            }
        }
    }

    @Test
    void rows_put_in_are_found() {
        for (String table : tables.keySet()) {
            if (MAY_BE_COPIED.contains(table)) {
                continue;
            }
            Random random = new Random(3);
            tamper("copy of a row of " + table + " put in under another key", handle -> {
                Map<String, Object> copy = new LinkedHashMap<>(rows.get(table).get(0));
                copy.replaceAll((column, value) ->
                        TamperedRows.isUnique(handle, table, column) ? TamperedRows.flipped(value, random) : value);
                TamperedRows.insert(handle, table, copy);
            });
        }
        tamper("assessment put in without an entry", handle -> {
            handle.createUpdate("insert into assessment (position, assessment_id, assessed_at, ruleset_revision)"
                            + " select 1000, :id, assessed_at, ruleset_revision from assessment where position = 3")
                    .bindBySqlType("id", UUID.randomUUID(), Types.OTHER)
                    .execute();
        });
        tamper(
                "erasure pretended",
                handle -> handle.execute("update assessment set candidate = null, as_of = null,"
                        + " certified_level = null, documents = null, facts = null, result = null,"
                        + " firing_record = null, erased_at = assessed_at where position = 2"));
    }

    @Test
    void a_change_in_a_complete_block_of_the_search_index_is_found() {
        Map<String, byte[]> values = Map.of(
                "another position", new byte[] {0, 2},
                "one position too many", new byte[] {0, 1},
                "nothing", new byte[0],
                "a position twice", new byte[] {0, 2, 0, 2});
        values.forEach((name, positions) -> tamper("positions of a term of the search index set to " + name, handle -> {
            SearchIndex.complete(handle, size);
            handle.execute(
                    "update term_positions set positions = ? where term = (select max(term) from term_positions)",
                    (Object) positions);
        }));
        String of = " where term = (select max(term) from term_positions)";
        for (String change : List.of(
                "delete from term_positions" + of,
                "delete from term_positions",
                "update term_positions set block = 1" + of,
                "update term_positions set term = 999" + of,
                "insert into term_positions select 999, 0, positions from term_positions" + of,
                "insert into term_positions select term, 5, positions from term_positions" + of)) {
            tamper("complete block of the search index: " + change.replace(of, ", of one term"), handle -> {
                SearchIndex.complete(handle, size);
                handle.execute(change);
            });
        }
        tamper("an assessment listed alone, although its block is complete", handle -> {
            SearchIndex.complete(handle, size);
            handle.execute("insert into open_position (position, terms) values (2, ?)", (Object) new byte[] {1});
        });
    }

    @Test
    void entries_taken_out_put_in_or_moved_are_found() {
        tamper("entry in the middle deleted", handle -> handle.execute("delete from log_entry where entry_index = 4"));
        // one cause, and not a finding for each later entry, checkpoint and cosignature
        assertThat(most.getOrDefault("entry in the middle deleted", 0)).isLessThan(10);
        tamper("entry and its assessment deleted", handle -> {
            handle.execute("delete from log_entry where entry_index = 4");
            handle.execute("delete from assessment where position = 4");
        });
        tamper("entry deleted, the later ones moved up", handle -> {
            handle.execute("delete from log_entry where entry_index = 4");
            for (long index = 5; index < size; index++) {
                move(handle, index, index - 1);
            }
        });
        tamper("entry inserted", handle -> {
            for (long index = size - 1; index >= 4; index--) {
                move(handle, index, index + 1);
            }
            handle.execute("insert into log_entry select 4, entry, hashes, seal from log_entry where entry_index = 3");
        });
        tamper(
                "entry appended behind the end",
                handle -> handle.execute(
                        "insert into log_entry select entry_index + 1, entry, hashes, seal from log_entry"
                                + " where entry_index = ?",
                        size - 1));
        tamper(
                "entry put before the beginning",
                handle -> handle.execute(
                        "insert into log_entry select -1, entry, hashes, seal from log_entry where entry_index = 0"));
        tamper("two entries exchanged", handle -> {
            move(handle, 3, 1000);
            move(handle, 4, 3);
            move(handle, 1000, 4);
        });
        for (String column : List.of("documents", "result")) {
            tamper("`" + column + "` of two assessments exchanged", handle -> exchange(handle, column));
        }
        tamper(
                "documents of an earlier version added",
                handle -> handle.execute("update assessment set result = documents where position ="
                        + " (select min(position) from assessment where documents is not null)"));
    }

    private static void exchange(Handle handle, String column) {
        List<Long> two = handle.createQuery(
                        "select position from assessment where " + column + " is not null order by position limit 2")
                .mapTo(Long.class)
                .list();
        String update = "update assessment set " + column + " = ? where position = ?";
        List<byte[]> values = two.stream()
                .map(position -> handle.createQuery("select " + column + " from assessment where position = ?")
                        .bind(0, position)
                        .mapTo(byte[].class)
                        .one())
                .toList();
        handle.execute(update, values.get(0), two.get(1));
        handle.execute(update, values.get(1), two.get(0));
    }

    private static void move(Handle handle, long from, long to) {
        handle.execute("update log_entry set entry_index = ? where entry_index = ?", to, from);
    }

    @Test
    void an_entry_that_fits_the_log_in_everything_but_its_seal_is_found() {
        tamper("forged entry with the right hashes and state, without a seal", handle -> forge(handle, null));
        tamper(
                "forged entry with the right hashes and state, with the seal of another",
                handle -> forge(handle, (byte[]) rows.get("log_entry").get(2).get("seal")));
    }

    private void forge(Handle handle, byte[] seal) {
        Frontier frontier = SmallRecord.frontier(handle);
        String entry = new LogEntry.ErasureEntry(
                        Instant.parse("2026-04-01T10:00:00Z"), "request", new Client(null, null), List.of())
                .canonical(size);
        byte[] hashes = Frontier.bytes(frontier.append(LogEntry.leaf(entry)));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("entry_index", size);
        row.put("entry", entry);
        row.put("hashes", hashes);
        row.put("seal", seal);
        TamperedRows.insert(handle, "log_entry", row);
        handle.execute("update log_state set size = ?, frontier = ?", size + 1, frontier.bytes());
    }

    @Test
    void a_removed_end_of_the_log_is_found() {
        for (long left : List.of(1L, 8L, 14L, size - 1)) {
            Discrepancy first = tamper("end cut off, state of the log made to fit", handle -> cut(handle, left));
            assertThat(first.fault()).containsAnyOf("its end was cut off", "not tried");
            tamper("end cut off with its checkpoints, known from outside", handle -> {
                cut(handle, left);
                handle.execute("delete from cosignature where tree_size > ?", left);
                handle.execute("delete from checkpoint where tree_size > ?", left);
            });
        }
    }

    private static void cut(Handle handle, long left) {
        handle.execute("delete from log_entry where entry_index >= ?", left);
        handle.execute("delete from assessment where position >= ?", left);
        handle.execute("delete from log_key where begun_by >= ?", left);
        handle.execute(
                "update log_state set size = ?, frontier = ?",
                left,
                SmallRecord.frontier(handle).bytes());
        handle.execute("delete from candidate where candidate not in (select candidate from assessment"
                + " where candidate is not null)");
    }

    @Test
    void a_key_added_by_sql_is_found() {
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

    private interface ColumnTest {
        void test(String table, String column);
    }

    private void forEachColumn(ColumnTest test) {
        tables.forEach((table, columns) -> columns.stream()
                .filter(column -> !UNSEEN.contains(table + "." + column))
                .forEach(column -> test.test(table, column)));
    }

    /** The first and the last of some rows. */
    private static List<Map<String, Object>> sample(List<Map<String, Object>> of) {
        return of.size() < 2 ? of : List.of(of.get(0), of.get(of.size() - 1));
    }

    private Discrepancy tamper(String kind, Consumer<Handle> tampering) {
        if (tried++ % oneIn() != 0) {
            return new Discrepancy(kind, "not tried");
        }
        return record.store.jdbi().withHandle(handle -> {
            ignoreReferences(handle);
            handle.begin();
            try {
                tampering.accept(handle);
                VerificationReport report =
                        new Verifier(trust).verify(new DatabaseSnapshot(handle, record.candidates, appendKey));
                List<Discrepancy> findings = report.findings();
                if (findings.isEmpty()) {
                    missed.add(kind);
                    return new Discrepancy(kind, "not found");
                }
                most.merge(kind, findings.size(), Math::max);
                said.putIfAbsent(
                        kind,
                        findings.get(0) + (findings.size() > 1 ? " (and " + (findings.size() - 1) + " more)" : ""));
                return findings.stream()
                        .filter(finding -> finding.fault().contains("cut off"))
                        .findFirst()
                        .orElse(findings.get(0));
            } finally {
                handle.rollback();
            }
        });
    }
}
