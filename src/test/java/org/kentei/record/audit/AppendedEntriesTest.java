package org.kentei.record.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kentei.hash.Hash;
import org.kentei.log.Approval;
import org.kentei.log.Checkpoint;
import org.kentei.log.Client;
import org.kentei.log.Cosignature;
import org.kentei.log.Frontier;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.ActivationEntry;
import org.kentei.log.LogEntry.ApiKeyEntry;
import org.kentei.log.LogEntry.ApiKeyEntry.Change;
import org.kentei.log.LogEntry.ApiKeyEntry.Replaced;
import org.kentei.log.LogEntry.IngestionEntry;
import org.kentei.log.LogEntry.ProposalEntry;
import org.kentei.log.LogEntry.ProposalEntry.Step;
import org.kentei.log.verify.Discrepancy;
import org.kentei.log.verify.RecordSnapshot.LogState;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.RecordSnapshot.StoredCosignature;
import org.kentei.log.verify.RecordSnapshot.StoredEntry;
import org.kentei.record.log.AppendKey;

/** Appends entries with the right hashes, so that only what they say can be wrong. */
class AppendedEntriesTest extends CopiedRecordFixture {

    private static final Client ONE = new Client("one", null);
    private static final Client OTHER = new Client("other", null);

    @Test
    void a_ruleset_that_was_not_active_is_named() {
        IngestionEntry entry = new IngestionEntry(
                now(),
                new UUID(5, 5),
                now(),
                LocalDate.EPOCH,
                "0",
                SmallRecord.PROGRAMS,
                ONE,
                "part-1.jsonl",
                0,
                Hash.of());
        assertThat(faults(entry)).contains("it names a ruleset that was not active before: 0");
    }

    @Test
    void a_proposal_names_who_proposed_and_what_was_active() {
        assertThat(faults(new ProposalEntry(now(), Step.PROPOSED, "new", active(), null, ONE)))
                .isEmpty();
        assertThat(faults(new ProposalEntry(now(), Step.PROPOSED, "new", active(), null, null)))
                .containsExactly("it does not name who proposed");
        assertThat(faults(new ProposalEntry(now(), Step.PROPOSED, "new", active(), null, new Client(null, "::1"))))
                .containsExactly("it does not name who proposed");
        assertThat(faults(new ProposalEntry(now(), Step.PROPOSED, "new", "another", null, ONE)))
                .containsExactly("it proposes to replace a revision that was not active: another");
    }

    @Test
    void an_activation_needs_the_proposal_that_its_approval_names() {
        Instant proposed = now();
        LogEntry proposal = new ProposalEntry(proposed, Step.PROPOSED, active(), active(), null, ONE);
        String none = "no entry before it proposes this revision in the way that its approval says";

        assertThat(faults(proposal, activation(proposed, ONE, OTHER))).isEmpty();
        assertThat(faults(activation(proposed, ONE, OTHER))).containsExactly(none);
        assertThat(faults(proposal, activation(proposed.plusSeconds(1), ONE, OTHER)))
                .containsExactly(none);
        assertThat(faults(proposal, activation(proposed, OTHER, ONE))).containsExactly(none);
        assertThat(faults(proposal, activation(proposed, ONE, ONE)))
                .containsExactly("it was not approved by two different people");
        assertThat(faults(
                        proposal,
                        new ProposalEntry(now(), Step.REJECTED, active(), active(), null, OTHER),
                        activation(proposed, ONE, OTHER)))
                .containsExactly(none);
        assertThat(faults(
                        proposal,
                        new ProposalEntry(now(), Step.REJECTED, "another", active(), null, OTHER),
                        activation(proposed, ONE, OTHER)))
                .isEmpty();
    }

    private static ActivationEntry activation(Instant proposed, Client proposer, Client confirmer) {
        Approval approval = new Approval(
                proposer,
                proposed,
                confirmer,
                active(),
                List.of(),
                0,
                List.of(),
                new Approval.Impact(true, 0, 0, 0, 0, 0));
        return new ActivationEntry(
                now(),
                active(),
                SmallRecord.PROGRAMS,
                new TreeMap<>(record.rulesets().get(active())),
                approval);
    }

    @Test
    void a_change_of_an_api_key_needs_the_key() {
        String known = record.keysOfClients().get(0).hash();
        String unknown = Hash.of(new byte[1]).hex();
        String wrong = "the API keys before it do not allow its change";

        assertThat(faults(apiKey(Change.REVOKED, unknown, null))).containsExactly(wrong);
        assertThat(faults(apiKey(Change.ADDED, known, null))).containsExactly(wrong);
        assertThat(faults(apiKey(Change.ROTATED, unknown, null))).containsExactly(wrong);
        assertThat(faults(apiKey(Change.ROTATED, unknown, new Replaced(unknown, now()))))
                .containsExactly(wrong);
        assertThat(faults(apiKey(Change.ADDED, unknown, new Replaced(known, now()))))
                .containsExactly(wrong);
        assertThat(verify(appended(apiKey(Change.ADDED, unknown, null))).findings())
                .containsExactly(new Discrepancy(
                        "API key " + unknown.substring(0, 12) + " of `owner`",
                        "an entry of the log added it, and it is missing"));
    }

    private static ApiKeyEntry apiKey(Change change, String key, @Nullable Replaced replaced) {
        return new ApiKeyEntry(now(), change, key, "owner", List.of("read"), null, replaced, ONE);
    }

    @Test
    void an_entry_may_be_dated_a_minute_before_those_it_follows() {
        Duration minute = Duration.ofMinutes(1);
        LogEntry early = new ProposalEntry(now().minus(minute), Step.PROPOSED, "new", active(), null, ONE);
        LogEntry earlier =
                new ProposalEntry(now().minus(minute).minusMillis(1), Step.PROPOSED, "new", active(), null, ONE);

        assertThat(verify(appended(early)).remarks())
                .noneMatch(remark -> remark.contains("before an entry that they follow"));
        assertThat(verify(appended(earlier)).remarks())
                .anyMatch(remark -> remark.startsWith("1 entries are dated more than a minute before an entry"));
    }

    @Test
    void a_wrong_cosignature_is_named_with_its_checkpoint() {
        StoredCheckpoint checkpoint = record.kept().get(1);
        StoredCosignature right = record.cosigned().get(1);
        String place = "cosignature of the checkpoint of " + checkpoint.size() + " entries in the record";

        assertThat(verify(record.with(
                                "kept",
                                record.kept().stream()
                                        .filter(one -> one != checkpoint)
                                        .toList()))
                        .findings())
                .contains(new Discrepancy(place, "the record does not have the checkpoint that it belongs to"));
        String ofAnother =
                Cosignature.sign(Checkpoint.unverified(record.kept().get(0).note()), WITNESS, COSIGNED);
        assertThat(verify(cosigned(right, ofAnother)).findings())
                .extracting(Discrepancy::place)
                .containsExactly(place);
        String otherName = right.line().replace(" witness ", " someone ");
        assertThat(verify(cosigned(right, otherName)).findings())
                .containsExactly(new Discrepancy(place, "it names another witness than its key"));
        assertThat(verify(cosigned(right, right.line() + "\n")).findings())
                .contains(new Discrepancy(place, "it is kept under a key that is not its own"));
        assertThat(verify(cosigned(right, "nothing\n")).findings())
                .extracting(Discrepancy::place)
                .containsExactly(place);
    }

    private static CopiedRecord cosigned(StoredCosignature before, String line) {
        List<StoredCosignature> all = new ArrayList<>(record.cosigned());
        all.set(all.indexOf(before), new StoredCosignature(before.size(), before.keyId(), before.witnessId(), line));
        return record.with("cosigned", all);
    }

    @Test
    void a_thousand_discrepancies_are_listed_and_the_others_counted() {
        for (int count : new int[] {1000, 1001, 1003}) {
            List<Discrepancy> faults = IntStream.range(0, count)
                    .mapToObj(number -> new Discrepancy("candidate " + number, "wrong"))
                    .toList();
            List<Discrepancy> findings =
                    verify(record.with("indexFaults", faults)).findings();
            assertThat(findings).hasSize(Math.min(count, 1001));
            if (count > 1000) {
                assertThat(findings.get(1000))
                        .hasToString("record: " + (count - 1000) + " more discrepancies are not listed");
            }
        }
    }

    private static List<String> faults(LogEntry... entries) {
        return verify(appended(entries)).findings().stream()
                .map(Discrepancy::fault)
                .toList();
    }

    /** The record with further entries, which count as sealed. */
    private static CopiedRecord appended(LogEntry... entries) {
        Frontier frontier = new Frontier();
        List<StoredEntry> all = new ArrayList<>();
        for (StoredEntry one : record.log()) {
            frontier.append(LogEntry.leaf(one.entry()));
            all.add(one);
        }
        for (LogEntry entry : entries) {
            String text = entry.canonical(all.size());
            byte[] hashes = Frontier.bytes(frontier.append(LogEntry.leaf(text)));
            all.add(new StoredEntry(all.size(), text, hashes, null));
        }
        AppendKey accepted = new AppendKey(new byte[32], all.size(), Hash.of(), Instant.EPOCH);
        return record.with("log", all)
                .with("state", new LogState(record.state().logId(), all.size(), frontier.bytes()))
                .with("appendKey", accepted);
    }

    private static Instant now() {
        return time(record.log().size() - 1L);
    }

    /** The revision that was activated last. */
    private static String active() {
        String active = "";
        for (StoredEntry one : record.log()) {
            if (LogEntry.parse(one.entry(), one.index()) instanceof ActivationEntry activation) {
                active = activation.rulesetRevision();
            }
        }
        return active;
    }
}
