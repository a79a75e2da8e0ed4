package org.kentei.record.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.hash.Hash;
import org.kentei.log.Checkpoint;
import org.kentei.log.Client;
import org.kentei.log.Cosignature;
import org.kentei.log.DocumentType;
import org.kentei.log.KeyType;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.ErasureEntry;
import org.kentei.log.LogEntry.IngestionEntry;
import org.kentei.log.SaltedDocument;
import org.kentei.log.SigningKey;
import org.kentei.log.verify.Discrepancy;
import org.kentei.log.verify.RecordSnapshot.StoredAssessment;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.RecordSnapshot.StoredCosignature;
import org.kentei.log.verify.RecordSnapshot.StoredEntry;
import org.kentei.log.verify.RecordSnapshot.StoredLine;
import org.kentei.log.verify.Verifier;
import org.kentei.log.verify.Verifier.TrustedInput;
import org.kentei.log.verify.Verifier.VerificationReport;
import org.kentei.log.verify.Verifier.WitnessedLog;
import org.kentei.record.log.AppendKeyFile;
import org.kentei.record.log.CheckpointFile;

/**
 * Changes what the verifier reads, without a database, so that it can be done often. {@link TamperingContract} changes the
 * tables themselves.
 */
class ChangedRecordTest {

    private static final SigningKey WITNESS = SigningKey.generate("witness", KeyType.WITNESS);
    private static final Instant COSIGNED = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant IN_FILES = Instant.parse("2026-03-31T00:00:00Z");
    private static final UUID ERASED_LINE = new UUID(1, 2);

    /** Nothing in the log says how a line of a file is found and opened; whoever reads the files checks it. */
    private static final Set<String> OF_FILES = Set.of("lines.lookup", "lines.key");

    /** A witness may have missed a checkpoint. */
    private static final String MAY_BE_MISSING = "cosigned";

    /** The tables cannot have these rows twice. */
    private static final Set<String> MAY_BE_DOUBLED = Set.of("kept", "cosigned", "publicKeys");

    private static CopiedRecord record;
    private static TrustedInput trust;

    @BeforeAll
    static void fill(@TempDir Path folder) throws IOException {
        if (record != null) {
            // a mutation test calls each test by itself, in one process
            return;
        }
        try (SmallRecord small = new SmallRecord(folder).filled().withKeysAndAnswers()) {
            String revision = small.activate("two");
            Instant added = small.assessment("candidate", revision).assessedAt();
            Instant erased = small.assessment("candidate", revision).assessedAt();
            small.log.append(log -> log.append(ingestion(added, revision)));
            small.log.append(log -> log.append(
                    new ErasureEntry(erased, "request", new Client("personnel", null), List.of(ERASED_LINE))));
            small.signer.sign();
            long entries = small.log.frontier().size();
            record = new SnapshotReader(small.store.jdbi(), small.candidates)
                    .with(snapshot -> CopiedRecord.of(
                            snapshot,
                            new AppendKeyFile(folder, Optional.empty(), Clock.systemUTC())
                                    .readIfThere()
                                    .orElseThrow()));
            record = record.with("cosigned", cosignatures(record.kept())).with("lines", lines(entries - 2, erased));
            trust = new TrustedInput(
                    small.keys().subList(0, 1),
                    CheckpointFile.in(folder).read(Verifier.FILE),
                    List.of(WITNESS.verifier()));
        }
    }

    private static IngestionEntry ingestion(Instant time, String revision) {
        return new IngestionEntry(
                time,
                new UUID(1, 1),
                IN_FILES,
                LocalDate.of(2026, 3, 31),
                revision,
                SmallRecord.PROGRAMS,
                new Client("batch", null),
                "part-0.jsonl",
                3,
                Hash.of());
    }

    private static List<StoredLine> lines(long index, Instant erased) {
        byte[] bytes = {1, 2, 3};
        return List.of(
                new StoredLine(index, 0, new UUID(1, 0), bytes, bytes, IN_FILES, null),
                new StoredLine(index, 1, new UUID(1, 1), bytes, bytes, null, null),
                new StoredLine(index, 2, ERASED_LINE, null, null, IN_FILES, erased));
    }

    private static List<StoredCosignature> cosignatures(List<StoredCheckpoint> checkpoints) {
        List<StoredCosignature> made = new ArrayList<>();
        for (StoredCheckpoint one : checkpoints) {
            made.add(new StoredCosignature(
                    one.size(),
                    one.keyId(),
                    WITNESS.verifier().id(),
                    Cosignature.sign(Checkpoint.unverified(one.note()), WITNESS, COSIGNED)));
        }
        return made;
    }

    private static VerificationReport verify(CopiedRecord changed) {
        return new Verifier(trust, ChangedRecordTest::compareFile).verify(changed);
    }

    /** Compares lines with those that the file has. */
    private static List<Discrepancy> compareFile(
            long index, IngestionEntry entry, List<StoredLine> lines, BiPredicate<StoredLine, String> found) {
        List<UUID> ids = lines.stream().map(StoredLine::assessmentId).toList();
        List<Integer> places = lines.stream().map(StoredLine::line).toList();
        boolean right = entry.file().equals("part-0.jsonl")
                && ids.equals(List.of(new UUID(1, 0), new UUID(1, 1), ERASED_LINE))
                && places.equals(List.of(0, 1, 2))
                && lines.stream().allMatch(line -> found.test(line, "candidate"));
        return right ? List.of() : List.of(new Discrepancy("entry " + index, "the file has other lines"));
    }

    @Test
    void an_unchanged_record_is_reported_as_it_is() {
        VerificationReport report = verify(record);

        assertThat(report.findings()).isEmpty();
        assertThat(report.sound()).isTrue();
        assertThat(report.remarks()).isEmpty();
        assertThat(report.entries()).isEqualTo(record.log().size());
        assertThat(report.assessments()).isEqualTo(record.rows().size() + 3L);
        assertThat(report.erased()).isEqualTo(6);
        assertThat(report.signed()).isEqualTo(report.entries());
        assertThat(report.signers()).hasSize(2);
        assertThat(report.witnessed()).containsExactly(new WitnessedLog("witness", report.entries(), COSIGNED));
    }

    @Test
    void what_is_missing_doubled_or_exchanged_is_found() {
        for (String list : CopiedRecord.LISTS) {
            List<?> all = record.list(list);
            for (int place : sample(all.size())) {
                List<Object> without = new ArrayList<>(all);
                Object gone = without.remove(place);
                if (!MAY_BE_MISSING.equals(list)) {
                    assertFound("missing in " + list + ": " + gone, record.with(list, without));
                }
                if (!MAY_BE_DOUBLED.contains(list)) {
                    without.addAll(place, List.of(gone, gone));
                    assertFound("doubled in " + list + ": " + gone, record.with(list, without));
                }
            }
        }
        List<StoredEntry> exchanged = new ArrayList<>(record.log());
        Collections.swap(exchanged, 3, 4);
        assertFound("entries exchanged", record.with("log", exchanged));
    }

    @Test
    void a_changed_value_is_found() {
        for (String list : CopiedRecord.LISTS) {
            List<?> all = record.list(list);
            for (int place : sample(all.size())) {
                Object before = all.get(place);
                for (RecordComponent component : before.getClass().getRecordComponents()) {
                    if (!OF_FILES.contains(list + "." + component.getName())) {
                        for (Object value : CopiedRecord.otherValues(before, component)) {
                            List<Object> changed = new ArrayList<>(all);
                            changed.set(place, CopiedRecord.with(before, component.getName(), value));
                            assertFound(
                                    component.getName() + " = " + value + " in " + before, record.with(list, changed));
                        }
                    }
                }
            }
        }
    }

    private static void assertFound(String change, CopiedRecord changed) {
        assertThat(verify(changed).sound()).as(change).isFalse();
    }

    /** Places at the beginning, in the middle and at the end. */
    private static Set<Integer> sample(int size) {
        Set<Integer> places = new TreeSet<>();
        for (int step = 0; step <= 2; step++) {
            places.add(step * (size - 1) / 2);
        }
        return places;
    }

    @Test
    void missing_entries_are_counted_and_those_after_them_only_moved() {
        List<StoredEntry> without = new ArrayList<>(record.log());
        without.remove(5);
        assertThat(places(record.with("log", without), "the entry before it is missing"))
                .containsExactly("entry 6");
        without.remove(5);
        assertThat(places(record.with("log", without), "the 2 entries before it are missing"))
                .containsExactly("entry 7");
        without.remove(8);
        assertThat(places(record.with("log", without), "the entry before it is missing"))
                .containsExactly("entry 11");
        List<StoredEntry> doubled = new ArrayList<>(record.log());
        doubled.add(5, doubled.get(5));
        assertThat(places(record.with("log", doubled), "it is not in its place: entries were added or moved"))
                .containsExactly("entry 5");
    }

    @Test
    void entries_without_a_seal_are_named_and_a_log_without_any_is_reported_once() {
        String one = "no service that has the append key appended it as it is";
        List<StoredEntry> some = new ArrayList<>(record.log());
        unseal(some, 3);
        assertThat(places(record.with("log", some), one)).containsExactly("entry 3");
        for (int place = 0; place < some.size() - 1; place++) {
            unseal(some, place);
        }
        assertThat(places(record.with("log", some), one)).hasSize(some.size() - 1);
        unseal(some, some.size() - 1);
        assertThat(verify(record.with("log", some)).findings())
                .containsExactly(new Discrepancy(
                        "log",
                        "none of its entries has a seal of the append key: it is the key of another log, or the log's id"
                                + " was changed"));
    }

    private static void unseal(List<StoredEntry> entries, int place) {
        StoredEntry one = entries.get(place);
        entries.set(place, new StoredEntry(one.index(), one.entry(), one.hashes(), null));
    }

    @Test
    void erased_assessments_that_still_have_data_are_found() {
        StoredAssessment erased = record.rows().stream()
                .filter(row -> row.erasedAt() != null)
                .findFirst()
                .orElseThrow();
        Map<DocumentType, SaltedDocument> documents =
                Map.of(DocumentType.RESULT, new SaltedDocument("{}", new byte[32]));
        Stream.of(
                        CopiedRecord.with(erased, "candidateId", "candidate-1"),
                        CopiedRecord.with(erased, "asOf", LocalDate.EPOCH),
                        CopiedRecord.with(erased, "certifiedLevel", 4),
                        CopiedRecord.with(erased, "faults", List.of("its key is missing")),
                        CopiedRecord.with(erased, "documents", documents))
                .forEach(row -> assertThat(places(
                                replaced(erased, row), "it is marked as erased, but some of its data is still stored"))
                        .hasSize(1));
    }

    @Test
    void a_witness_that_did_not_cosign_is_named() {
        assertThat(verify(record.with("cosigned", List.of())).findings())
                .containsExactly(new Discrepancy("checkpoints", "none is cosigned by the witness witness"));
    }

    @Test
    void entries_that_are_unsigned_for_more_than_ten_minutes_are_out_of_date() {
        List<StoredCosignature> first = List.of(record.cosigned().get(0));
        Instant unsigned = time(first.get(0).size());
        int last = record.log().size() - 1;

        for (Duration after :
                List.of(Duration.ofMinutes(10), Duration.ofMinutes(10).plusMillis(1))) {
            List<StoredEntry> entries = new ArrayList<>(record.log());
            entries.set(last, at(unsigned.plus(after), entries.get(last)));
            assertThat(places(
                            record.with("cosigned", first).with("log", entries),
                            outOfDate(first.get(0).size())))
                    .hasSize(after.toMillis() > 600_000 ? 1 : 0);
        }
    }

    private static String outOfDate(long covered) {
        return "the newest one that the witness witness cosigned covers " + covered + " of "
                + record.log().size() + " entries and is out of date";
    }

    private static StoredEntry at(Instant time, StoredEntry entry) {
        String text = LogEntry.parse(entry.entry(), entry.index()) instanceof ErasureEntry erasure
                ? new ErasureEntry(time, erasure.reason(), erasure.client(), erasure.assessmentIds())
                        .canonical(entry.index())
                : "";
        return new StoredEntry(entry.index(), text, entry.hashes(), entry.seal());
    }

    private static Instant time(long index) {
        String entry = record.log().get((int) index).entry();
        return LogEntry.parse(entry, index).time();
    }

    private static CopiedRecord replaced(StoredAssessment before, StoredAssessment after) {
        List<StoredAssessment> rows = new ArrayList<>(record.rows());
        rows.set(rows.indexOf(before), after);
        return record.with("rows", rows);
    }

    private static List<String> places(CopiedRecord changed, String fault) {
        return verify(changed).findings().stream()
                .filter(finding -> finding.fault().equals(fault))
                .map(Discrepancy::place)
                .toList();
    }
}
