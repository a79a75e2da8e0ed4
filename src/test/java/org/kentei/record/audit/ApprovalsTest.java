package org.kentei.record.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.log.Approval;
import org.kentei.log.Approval.ChangedClause;
import org.kentei.log.Client;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.ActivationEntry;
import org.kentei.log.verify.Verifier.VerificationReport;
import org.kentei.record.store.ApprovalException;
import org.kentei.record.store.WaitingRulesets;
import org.kentei.record.store.WaitingRulesets.WaitingRuleset;
import org.kentei.ruleset.RulesetFiles;

/** Revisions that need two people: what the record keeps of them, and what the verifier says of that. */
class ApprovalsTest {

    private static final Client HANAKO = new Client("hanako", "192.0.2.1");
    private static final Client TARO = new Client("taro", "192.0.2.2");
    private static final Instant NOW = Instant.parse("2026-04-01T09:00:10.123456789Z");

    private static final Instant LATER = NOW.plusSeconds(20);

    @TempDir
    private Path folder;

    private SmallRecord record;
    private WaitingRulesets waiting;
    private String first;

    @BeforeEach
    void begin() {
        record = new SmallRecord(folder);
        waiting = new WaitingRulesets(record.log, record.archive);
        first = record.activate("one");
    }

    @AfterEach
    void close() {
        record.close();
    }

    @Test
    void an_approved_revision_is_in_the_log_with_both_names_and_verifies() {
        String second = offer("two");
        waiting.propose(second, HANAKO, NOW);
        waiting.review(row(), "{}");
        confirm(second, TARO);

        assertThat(waiting.find()).isEmpty();
        assertThat(record.archive.lastActive()).contains(second);
        ActivationEntry entry = (ActivationEntry) last();
        assertThat(entry.approval().proposedBy()).isEqualTo(HANAKO);
        assertThat(entry.approval().confirmedBy()).isEqualTo(TARO);
        assertThat(entry.approval().replaces()).isEqualTo(first);
        record.assess("candidate", second);
        assertSound();
    }

    @Test
    void one_person_is_not_two_and_what_nobody_proposed_or_reviewed_is_not_confirmed() {
        String second = offer("two");
        assertRefused(() -> confirm(second, TARO), "Nobody proposed");
        waiting.propose(second, HANAKO, NOW);
        assertRefused(() -> waiting.propose(second, TARO, NOW), "already proposed by `hanako`");
        assertRefused(() -> confirm(second, TARO), "still being computed");
        waiting.review(row(), "{}");
        assertRefused(() -> confirm(second, new Client("hanako", "198.51.100.7")), "Another person");
        assertRefused(() -> confirm(first, TARO), "does not wait");

        assertThat(record.archive.lastActive()).contains(first);
        assertSound();
    }

    @Test
    void a_newer_revision_takes_the_place_of_one_that_waits_and_nobody_confirms_the_old_one() {
        String second = offer("two");
        waiting.propose(second, HANAKO, NOW);
        String third = offer("three");

        assertThat(last().canonical(0)).contains("\"step\":\"replaced\"", "\"replacedBy\":\"" + third, second);
        assertRefused(() -> confirm(second, TARO), "does not wait");
        assertThat(row().proposedBy()).isNull();
        waiting.withdraw(second, NOW);
        assertThat(row().revision()).isEqualTo(third);
        waiting.withdraw(third, NOW);
        assertThat(waiting.find()).isEmpty();
        assertSound();
    }

    @Test
    void a_rejected_revision_is_not_offered_again_until_something_else_was() {
        String second = offer("two");
        waiting.reject(second, TARO, NOW);
        assertThat(offer("two")).isEqualTo(second);
        assertThat(row().waits()).isFalse();
        assertRefused(() -> waiting.propose(second, HANAKO, NOW), "does not wait");

        offer("three");
        offer("two");
        assertThat(row().waits()).isTrue();
        assertSound();
    }

    @Test
    void a_revision_is_compared_anew_when_another_one_became_active_meanwhile() {
        String second = offer("two");
        waiting.propose(second, HANAKO, NOW);
        waiting.review(row(), "{}");
        String third = record.activate("three");
        assertRefused(() -> confirm(second, TARO), "Another revision became active");

        offer("two");
        assertThat(row().replaces()).isEqualTo(third);
        assertThat(row().review()).isNull();
        assertThat(row().proposedBy()).isNull();
        record.activate("two");
        offer("two");
        assertThat(waiting.find()).isEmpty();
    }

    @Test
    void stored_files_that_were_changed_are_not_activated() {
        String second = offer("two");
        waiting.propose(second, HANAKO, NOW);
        waiting.review(row(), "{}");
        record.store.jdbi().useHandle(handle -> handle.execute("update waiting_file set content = '00'"));
        assertRefused(() -> confirm(second, TARO), "were changed");
    }

    @Test
    void the_verifier_finds_an_approval_that_the_entries_before_do_not_bear_out() {
        String second = offer("two");
        waiting.propose(second, HANAKO, NOW);
        Instant proposedAt = row().proposedAt();

        assertFound(second, approval(HANAKO, proposedAt, HANAKO, first), "not approved by two different people");
        assertFound(second, approval(HANAKO, proposedAt.plusSeconds(1), TARO, first), "no entry before it proposes");
        assertFound(second, approval(TARO, proposedAt, HANAKO, first), "no entry before it proposes");
        assertFound(second, approval(HANAKO, proposedAt, TARO, second), "another revision than the active one");
    }

    @Test
    void an_activation_without_approval_after_one_that_had_it_is_remarked() {
        String second = offer("two");
        waiting.propose(second, HANAKO, NOW);
        waiting.review(row(), "{}");
        confirm(second, TARO);
        record.activate("two");
        assertThat(report().remarks()).isEmpty();
        record.activate("three");
        assertThat(report().remarks())
                .containsExactly("1 activations changed the rules without the approval of two people, although earlier"
                        + " ones had it; the first is entry 4.");
    }

    private void assertFound(String revision, Approval approval, String fault) {
        // each in a record of its own would take longer; the wrong entry is taken away again
        long size = record.log.frontier().size();
        byte[] frontier = frontier();
        record.log.append(transaction -> transaction.append(new ActivationEntry(
                LATER.truncatedTo(java.time.temporal.ChronoUnit.MICROS),
                revision,
                SmallRecord.PROGRAMS,
                new TreeMap<>(),
                approval)));
        assertThat(report().findings())
                .anySatisfy(finding -> assertThat(finding.fault()).contains(fault));
        record.store.jdbi().useHandle(handle -> {
            handle.execute("delete from log_entry where entry_index >= ?", size);
            handle.execute("update log_state set size = ?, frontier = ?", size, frontier);
        });
    }

    private byte[] frontier() {
        return record.store
                .jdbi()
                .withHandle(handle -> handle.createQuery("select frontier from log_state")
                        .mapTo(byte[].class)
                        .one());
    }

    private String offer(String text) {
        RulesetFiles files = new RulesetFiles(new TreeMap<>(Map.of(
                "a.drl", text.getBytes(StandardCharsets.UTF_8), "b.yaml", "shared".getBytes(StandardCharsets.UTF_8))));
        waiting.offer(files, NOW);
        return files.revision();
    }

    private void confirm(String revision, Client person) {
        waiting.confirm(
                revision,
                person,
                LATER,
                SmallRecord.PROGRAMS,
                one -> approval(one.proposedBy(), one.proposedAt(), person, one.replaces()));
    }

    private static Approval approval(Client proposer, Instant at, Client confirmer, String replaces) {
        return new Approval(
                proposer,
                at,
                confirmer,
                replaces,
                List.of(new ChangedClause(
                        "OM4.SIZE.A", "OM4.drl", List.of("`\"type\":\"ruleset-activation\"` becomes 2."), "YES", "NO")),
                0,
                List.of("`a.drl` differs in comments or layout."),
                new Approval.Impact(true, 12, 3, 0, 1, 0));
    }

    private WaitingRuleset row() {
        return waiting.find().orElseThrow();
    }

    private LogEntry last() {
        long index = record.log.frontier().size() - 1;
        return LogEntry.parse(record.log.entries(index, 1).get(0).entry(), index);
    }

    private void assertSound() {
        assertThat(report().findings()).isEmpty();
        assertThat(report().remarks()).isEmpty();
    }

    private VerificationReport report() {
        return record.verify(List.of(), List.of());
    }

    private static void assertRefused(Runnable work, String reason) {
        assertThatThrownBy(work::run).isInstanceOf(ApprovalException.class).hasMessageContaining(reason);
    }
}
