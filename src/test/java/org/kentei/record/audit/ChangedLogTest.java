package org.kentei.record.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kentei.log.Checkpoint;
import org.kentei.log.Frontier;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.ErasureEntry;
import org.kentei.log.SigningKey;
import org.kentei.log.verify.Discrepancy;
import org.kentei.log.verify.RecordSnapshot.LogState;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.RecordSnapshot.StoredCosignature;
import org.kentei.log.verify.RecordSnapshot.StoredEntry;
import org.kentei.log.verify.RecordSnapshot.StoredKey;
import org.kentei.log.verify.Verifier;
import org.kentei.log.verify.Verifier.TrustedInput;

/** What is wrong with the log itself, its state, keys, checkpoints and cosignatures, is named by its place. */
class ChangedLogTest extends CopiedRecordFixture {

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
}
