package org.kentei.record.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kentei.hash.Hash;
import org.kentei.log.Checkpoint;
import org.kentei.log.DocumentType;
import org.kentei.log.Frontier;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.ErasureEntry;
import org.kentei.log.SaltedDocument;
import org.kentei.log.SigningKey;
import org.kentei.log.verify.Discrepancy;
import org.kentei.log.verify.RecordSnapshot.LogState;
import org.kentei.log.verify.RecordSnapshot.StoredAssessment;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.RecordSnapshot.StoredCosignature;
import org.kentei.log.verify.RecordSnapshot.StoredEntry;
import org.kentei.log.verify.RecordSnapshot.StoredKey;
import org.kentei.log.verify.RecordSnapshot.StoredLine;
import org.kentei.log.verify.Verifier;
import org.kentei.log.verify.Verifier.TrustedInput;
import org.kentei.log.verify.Verifier.VerificationReport;
import org.kentei.log.verify.Verifier.WitnessedLog;

/**
 * Changes what the verifier reads, without a database, so that it can be done often. {@link TamperingContract} changes the
 * tables themselves.
 */
class ChangedRecordTest extends CopiedRecordFixture {

    /** Nothing in the log says how a line of a file is found and opened; whoever reads the files checks it. */
    private static final Set<String> OF_FILES = Set.of("lines.lookup", "lines.key");

    /** A witness may have missed a checkpoint. */
    private static final String MAY_BE_MISSING = "cosigned";

    /** The tables cannot have these rows twice. */
    private static final Set<String> MAY_BE_DOUBLED = Set.of("kept", "cosigned", "publicKeys");

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
    void a_state_that_is_not_that_of_the_entries_is_found() {
        LogState state = record.state();
        assertThat(verify(record.with("state", CopiedRecord.with(state, "size", state.size() + 1)))
                        .findings())
                .containsExactly(new Discrepancy(
                        "state of the log",
                        "it says " + (state.size() + 1) + " entries, where there are " + state.size()));
        assertThat(verify(record.with("state", CopiedRecord.with(state, "frontier", new byte[32])))
                        .findings())
                .containsExactly(new Discrepancy("state of the log", "its hashes are not those of the entries"));
        assertThat(places(
                        record.with("state", CopiedRecord.with(state, "logId", "0")),
                        "it is of the log " + state.logId() + ", not 0"))
                .hasSize(2);
    }

    @Test
    void keys_that_no_entry_names_are_found() {
        SigningKey smuggled = SigningKey.generate(SmallRecord.ORIGIN);
        String text = smuggled.verifier().toString();
        CopiedRecord withKey = added("publicKeys", new StoredKey(text, 3));
        assertThat(verify(withKey).findings())
                .containsExactly(new Discrepancy("public key " + text, "entry 3 does not name it"));
        assertThat(verify(added("publicKeys", new StoredKey("no key", 3))).findings())
                .extracting(Discrepancy::fault)
                .containsExactly("a public key is written `name+id+base64`", "entry 3 does not name it");
        List<StoredKey> moved = new ArrayList<>(record.publicKeys());
        moved.set(0, new StoredKey(moved.get(0).key(), 9));
        assertThat(verify(record.with("publicKeys", moved)).findings())
                .extracting(Discrepancy::fault)
                .contains("the public key that it names is not kept as it says");

        StoredCheckpoint sound = record.kept().get(1);
        Checkpoint same = Checkpoint.unverified(sound.note());
        StoredCheckpoint forged = new StoredCheckpoint(
                Verifier.RECORD, same.size(), smuggled.verifier().id(), same.sign(smuggled));
        assertThat(places(
                        withKey.with("kept", with(record.kept(), forged)),
                        "it is signed by a key that no checkpoint of a trusted key vouches for"))
                .containsExactly("checkpoint of " + same.size() + " entries in the record");
        assertThat(verify(withKey.with("kept", with(record.kept(), forged))).signers())
                .hasSize(2)
                .doesNotContain(text);
    }

    @Test
    void a_log_whose_end_was_cut_off_is_found() {
        int left = record.log().size() - 3;
        Frontier frontier = new Frontier();
        record.log().subList(0, left).forEach(one -> frontier.append(LogEntry.leaf(one.entry())));
        CopiedRecord cut = record.with("log", record.log().subList(0, left))
                .with("state", new LogState(record.state().logId(), left, frontier.bytes()));

        assertThat(verify(cut).findings())
                .extracting(Discrepancy::fault)
                .contains("the log has only " + left + " entries: its end was cut off, or it is another log");
        assertThat(verify(cut).findings())
                .filteredOn(finding -> finding.fault().contains("its end was cut off"))
                .hasSize((int) Stream.concat(record.kept().stream(), trust.checkpoints().stream())
                        .filter(one -> one.size() > left)
                        .count());
    }

    @Test
    void checkpoints_after_a_changed_entry_are_reported_together() {
        List<StoredEntry> changed = new ArrayList<>(record.log());
        changed.set(2, CopiedRecord.with(changed.get(2), "entry", changed.get(3).entry()));
        List<StoredCheckpoint> after = Stream.concat(record.kept().stream(), trust.checkpoints().stream())
                .filter(one -> one.size() > 2)
                .toList();

        List<Discrepancy> findings = verify(record.with("log", changed)).findings();

        assertThat(findings)
                .contains(
                        new Discrepancy("entry 2", "its stored hashes are not those of this entry and the ones before"),
                        new Discrepancy("entry 2", "it does not have exactly the properties of an entry at this index"),
                        new Discrepancy(
                                "checkpoint of " + after.get(0).size() + " entries in the record",
                                "the log's first " + after.get(0).size() + " entries are not those that were signed"),
                        new Discrepancy(
                                "checkpoints",
                                (after.size() - 1) + " later ones do not agree with the entries either"));
        assertThat(findings)
                .filteredOn(finding -> finding.fault().contains("are not those that were signed"))
                .hasSize(1);
    }

    @Test
    void a_record_without_checkpoints_is_found() {
        TrustedInput keys = new TrustedInput(trust.keys(), List.of());
        CopiedRecord without = record.with("kept", List.of()).with("cosigned", List.of());

        assertThat(verify(keys, without).findings())
                .contains(
                        new Discrepancy("checkpoints", "the record has none, although a key of the log is in use"),
                        new Discrepancy("checkpoints", "none is signed by a trusted key"));
        assertThat(verify(new TrustedInput(List.of(), List.of()), without).findings())
                .doesNotContain(new Discrepancy("checkpoints", "none is signed by a trusted key"));
    }

    @Test
    void a_checkpoint_that_only_the_file_has_is_found() {
        List<StoredCheckpoint> without = new ArrayList<>(record.kept());
        StoredCheckpoint gone = without.remove(1);

        assertThat(places(record.with("kept", without), "it is missing in the record"))
                .containsExactly("checkpoint of " + gone.size() + " entries in the file of checkpoints");
    }

    @Test
    void a_newest_checkpoint_that_is_old_is_found() {
        int last = record.log().size() - 1;
        StoredCheckpoint first = record.kept().get(0);
        TrustedInput early =
                new TrustedInput(trust.keys(), List.of(trust.checkpoints().get(0)));
        List<StoredEntry> entries = new ArrayList<>(record.log());
        entries.set(last, at(time(first.size()).plus(Duration.ofMinutes(11)), entries.get(last)));

        assertThat(verify(early, record.with("kept", List.of(first)).with("log", entries))
                        .findings())
                .contains(new Discrepancy(
                        "checkpoints",
                        "the newest sound one covers " + first.size() + " of " + entries.size()
                                + " entries and is out of date"));
    }

    @Test
    void rulesets_and_files_that_no_entry_activates_are_found() {
        Map<String, byte[]> files = new HashMap<>(record.ruleFiles());
        String hash = Hash.of(new byte[] {1}).hex();
        files.put(hash, new byte[] {1});
        assertThat(verify(record.with("ruleFiles", files)).findings())
                .containsExactly(new Discrepancy("rule file " + hash, "it belongs to no ruleset"));

        String revision =
                Hash.of((hash + "  a.drl\n").getBytes(StandardCharsets.UTF_8)).hex();
        Map<String, Map<String, String>> rulesets = new HashMap<>(record.rulesets());
        rulesets.put(revision, Map.of("a.drl", hash));
        assertThat(verify(record.with("ruleFiles", files).with("rulesets", rulesets))
                        .findings())
                .containsExactly(new Discrepancy("ruleset " + revision, "no entry of the log activates it"));

        files.put(hash, new byte[] {2});
        assertThat(places(record.with("ruleFiles", files).with("rulesets", rulesets), "its content was changed"))
                .containsExactly("rule file " + hash);
        files.remove(hash);
        assertThat(places(record.with("ruleFiles", files).with("rulesets", rulesets), "its file `a.drl` is missing"))
                .containsExactly("ruleset " + revision);
        rulesets.put(revision, Map.of("b.drl", hash));
        assertThat(places(record.with("rulesets", rulesets), "its files do not make this revision"))
                .containsExactly("ruleset " + revision);

        String used = record.rulesets().keySet().iterator().next();
        rulesets.remove(revision);
        rulesets.remove(used);
        assertThat(verify(record.with("rulesets", rulesets)).findings())
                .anyMatch(finding -> finding.place().equals("ruleset " + used)
                        && finding.fault().endsWith("activates it, but its files are not kept"));
    }

    @Test
    void an_assessment_is_compared_with_its_entry_and_its_result() {
        StoredAssessment one = record.rows().stream()
                .filter(row -> row.erasedAt() == null && row.certifiedLevel() != null)
                .findFirst()
                .orElseThrow();
        assertThat(fault(one, "candidateId", "someone")).containsExactly("its candidate's id differs from its result");
        assertThat(fault(one, "asOf", LocalDate.EPOCH)).containsExactly("its as-of date differs from its result");
        assertThat(fault(one, "certifiedLevel", 7)).containsExactly("its certified level differs from its result");
        assertThat(fault(one, "certifiedLevel", null)).containsExactly("its certified level differs from its result");
        assertThat(fault(one, "assessedAt", Instant.EPOCH)).containsExactly("its time differs from its entry");
        assertThat(fault(one, "rulesetRevision", "0")).containsExactly("its ruleset differs from its entry");
        assertThat(fault(one, "faults", List.of("its key is missing"))).containsExactly("its key is missing");
        assertThat(fault(one, "documents", Map.of()))
                .containsExactly(
                        "its document `candidate` is missing",
                        "its document `firings` is missing",
                        "its document `result` is missing");
        for (String result : List.of("{", "{}")) {
            Map<DocumentType, SaltedDocument> documents = new EnumMap<>(one.documents());
            documents.put(DocumentType.RESULT, new SaltedDocument(result, new byte[32]));
            assertThat(fault(one, "documents", documents))
                    .contains(
                            "its document `result` is not what the log commits to",
                            result.equals("{")
                                    ? "its result is not valid JSON"
                                    : "its candidate's id differs from its result");
        }
    }

    @Test
    void assessments_that_say_they_were_erased_need_an_entry() {
        StoredAssessment one = record.rows().stream()
                .filter(row -> row.erasedAt() == null)
                .findFirst()
                .orElseThrow();
        StoredAssessment erased = new StoredAssessment(
                one.position(),
                one.assessmentId(),
                null,
                null,
                one.assessedAt(),
                one.rulesetRevision(),
                null,
                Instant.EPOCH,
                Map.of(),
                List.of());
        assertThat(verify(replaced(one, erased)).findings())
                .containsExactly(new Discrepancy(
                        "assessment " + one.assessmentId(),
                        "it says that it was erased, but no entry of the log does"));
        StoredAssessment gone = record.rows().stream()
                .filter(row -> row.erasedAt() != null)
                .findFirst()
                .orElseThrow();
        assertThat(verify(replaced(gone, CopiedRecord.with(gone, "erasedAt", Instant.EPOCH)))
                        .findings())
                .extracting(Discrepancy::fault)
                .singleElement()
                .asString()
                .startsWith("it says that it was erased at another time than entry ");
    }

    @Test
    void rows_and_lines_without_an_entry_of_theirs_are_found() {
        StoredAssessment first = record.rows().get(0);
        for (long position : List.of(0L, record.log().size() + 5L)) {
            List<StoredAssessment> rows = new ArrayList<>(record.rows());
            rows.add(position == 0 ? 0 : rows.size(), CopiedRecord.with(first, "position", position));
            assertThat(verify(record.with("rows", rows)).findings())
                    .containsExactly(new Discrepancy(
                            "assessment " + first.assessmentId() + " at " + position,
                            "the log has no entry of an assessment there"));
        }
        StoredLine line = record.lines().get(0);
        for (long index : List.of(0L, 3L, record.log().size() + 5L)) {
            List<StoredLine> lines = new ArrayList<>(record.lines());
            lines.add(index < 4 ? 0 : lines.size(), CopiedRecord.with(line, "index", index));
            assertThat(verify(record.with("lines", lines)).findings())
                    .containsExactly(new Discrepancy(
                            "assessment " + line.assessmentId(), "entry " + index + " added no file with it"));
        }
        List<StoredLine> open = new ArrayList<>(record.lines());
        open.set(0, CopiedRecord.with(line, "key", null));
        assertThat(places(record.with("lines", open), "its key is missing, or cannot be unwrapped"))
                .containsExactly("assessment " + line.assessmentId());
    }

    @Test
    void what_the_record_says_of_its_indexes_is_passed_on() {
        Discrepancy fault = new Discrepancy("candidate 1", "no assessment has it");
        assertThat(verify(record.with("indexFaults", List.of(fault))).findings())
                .containsExactly(fault);
    }

    private static List<String> fault(StoredAssessment of, String component, @Nullable Object value) {
        return verify(replaced(of, CopiedRecord.with(of, component, value))).findings().stream()
                .map(Discrepancy::fault)
                .toList();
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
}
