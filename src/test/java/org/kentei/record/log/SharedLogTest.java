package org.kentei.record.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.log.Checkpoint;
import org.kentei.log.Client;
import org.kentei.log.LogEntry;
import org.kentei.log.MerkleProof;
import org.kentei.log.verify.RecordSnapshot.StoredEntry;
import org.kentei.log.verify.Verifier.VerificationReport;
import org.kentei.record.audit.SmallRecord;
import org.kentei.record.database.Database;
import org.kentei.record.database.PostgreSql;
import org.kentei.record.store.AssessmentStoreContract;

/** Several instances on one PostgreSQL, and what a transaction that does not end well leaves behind. */
class SharedLogTest {

    private static final int EACH = Integer.getInteger("kentei.shared.each", 25);

    @TempDir
    private Path folder;

    private final PostgreSql.TestDatabase database = PostgreSql.freshDatabase();

    @Test
    void two_instances_with_four_threads_each_append_to_one_log_without_gaps() throws Exception {
        try (SmallRecord one = open("one");
                SmallRecord other = open("other")) {
            one.signer.sign();
            other.signer.sign();
            String revision = one.activate("rules");
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<Integer>> done = new ArrayList<>();
            long begun = System.nanoTime();
            for (int thread = 0; thread < 8; thread++) {
                SmallRecord instance = thread % 2 == 0 ? one : other;
                String candidate = "candidate-" + thread / 2;
                Callable<Integer> adding = () -> {
                    for (int count = 0; count < EACH; count++) {
                        instance.assess(candidate, revision);
                    }
                    return EACH;
                };
                done.add(threads.submit(adding));
            }
            for (Future<Integer> added : done) {
                added.get();
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    "%d assessments by two instances with four threads each: %.0f a second%n",
                    8 * EACH, 8 * EACH / seconds);
            threads.shutdownNow();
            one.signer.sign();
            other.signer.sign();

            VerificationReport report = one.verify(one.keys().subList(1, 2), List.of());
            assertThat(report.findings()).isEmpty();
            assertThat(report.assessments()).isEqualTo(8L * EACH);
            assertThat(report.signed()).isEqualTo(report.entries()).isEqualTo(8L * EACH + 3);
            Checkpoint checkpoint = Checkpoint.open(other.checkpoints.newest(), other.keys());
            for (StoredEntry entry : one.log.entries(0, RecordLog.MOST_ENTRIES)) {
                assertThat(MerkleProof.includes(
                                LogEntry.leaf(entry.entry()),
                                entry.index(),
                                checkpoint.size(),
                                one.log.inclusion(entry.index(), checkpoint.size()),
                                checkpoint.root()))
                        .isTrue();
            }
        }
    }

    @Test
    void an_assessment_that_cannot_be_stored_is_not_in_the_log_and_does_not_affect_others() {
        try (SmallRecord record = open("one")) {
            String revision = record.activate("rules");
            record.assess("candidate", revision);
            record.store
                    .jdbi()
                    .useHandle(handle -> handle.execute(
                            "alter table assessment add constraint none_of_2999 check (as_of < date '2999-01-01')"));
            assertThatThrownBy(() ->
                            record.assessments.add(AssessmentStoreContract.assessment("candidate", "{}", "{}", 2999)))
                    .isInstanceOf(RuntimeException.class);
            record.assess("candidate", revision);

            assertThat(record.log.frontier().size()).isEqualTo(3);
            assertThat(record.verify(List.of(), List.of()).findings()).isEmpty();
        }
    }

    @Test
    void an_instance_that_stops_in_the_middle_of_a_transaction_lets_the_others_go_on() {
        try (SmallRecord record = open("one");
                SmallRecord stopped = open("other")) {
            String revision = record.activate("rules");
            stopped.store.jdbi().useHandle(handle -> {
                handle.execute("set idle_in_transaction_session_timeout = '500ms'");
                handle.begin();
                LogTransaction.begin(handle, stopped.log.appendKey())
                        .append(new LogEntry.ErasureEntry(
                                java.time.Instant.EPOCH, "never", new Client(null, null), List.of()));
                record.assess("candidate", revision);
                assertThatThrownBy(handle::commit).isInstanceOf(RuntimeException.class);
            });
            assertThat(record.verify(List.of(), List.of()).findings()).isEmpty();
        } catch (org.jdbi.v3.core.JdbiException closing) {
            // the connection of the stopped one is gone
        }
    }

    private SmallRecord open(String name) {
        return new SmallRecord(
                folder.resolve(name),
                Database.open(database.url(), database.user(), database.password(), 16),
                folder.resolve("shared"));
    }
}
