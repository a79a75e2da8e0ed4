package org.kentei.record.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.Verifier;
import org.kentei.log.verify.Verifier.VerificationReport;
import org.kentei.record.database.SearchColumns;
import org.kentei.record.log.CheckpointFile;
import org.kentei.record.log.CheckpointSigner;
import org.kentei.record.search.IndexTerm;

/** What is unusual in a record and may have an innocent cause: the verifier says so, and calls the record sound. */
class RemarksTest {

    @TempDir
    private Path folder;

    @Test
    void a_usual_record_has_no_remarks() throws IOException {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            VerificationReport report = record.verify(record.keys(), file());
            assertThat(report.remarks()).isEmpty();
            assertThat(report.signers()).hasSize(2);
        }
    }

    @Test
    void entries_that_go_back_in_time_are_remarked() {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            record.passTime(Duration.ofHours(-2));
            record.assess("candidate", record.activate("three"));
            assertRemarked(
                    record,
                    "2 entries are dated more than a minute before an entry that they follow; the first is entry 17.",
                    "2 entries are dated before a checkpoint was signed that does not cover them yet; the first is entry"
                            + " 17.");
        }
    }

    @Test
    void entries_dated_after_the_checkpoint_that_covers_them_are_remarked() {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            record.passTime(Duration.ofHours(2));
            record.assess("candidate", record.activate("three"));
            record.passTime(Duration.ofHours(-1));
            record.signer.sign();
            assertRemarked(
                    record,
                    "2 entries are dated after a checkpoint that covers them was signed; the first is entry 17.");
        }
    }

    @Test
    void an_assessment_by_a_ruleset_that_was_replaced_long_before_is_remarked() {
        try (SmallRecord record = new SmallRecord(folder)) {
            String first = record.activate("one");
            record.assess("candidate", first);
            record.activate("two");
            record.assess("candidate", first);
            record.passTime(Duration.ofHours(1));
            record.assess("candidate", first);
            assertRemarked(
                    record,
                    "1 assessments were decided by a ruleset that another had replaced more than 10 minutes before; the"
                            + " first is entry 4.");
        }
    }

    @Test
    void another_key_is_remarked() {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            new CheckpointSigner(
                            record.log,
                            folder.resolve("other"),
                            Optional.of(SmallRecord.ORIGIN),
                            Duration.ofMinutes(1),
                            Clock.fixed(Instant.parse("2026-04-01T09:07:00Z"), ZoneOffset.UTC))
                    .sign();
            record.signer.sign();
            VerificationReport report = record.verify(record.keys().subList(0, 1), List.of());
            assertThat(report.findings()).isEmpty();
            assertThat(report.remarks())
                    .singleElement()
                    .asString()
                    .startsWith("Entry 17 adds a further key that signs the log, kentei/small+");
        }
    }

    @Test
    void assessments_of_a_version_without_a_search_index_are_remarked() {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            record.store.jdbi().useHandle(handle -> {
                int term = handle.createQuery("select term from index_term where text = :text")
                        .bind("text", IndexTerm.ASSESSMENT.text())
                        .mapTo(Integer.class)
                        .one();
                handle.execute("update log_entry set seal = null");
                handle.execute("update assessment set client = null, levels = null");
                handle.execute("update open_position set terms = ?", (Object) SearchColumns.terms(List.of(term)));
            });
            assertRemarked(record, "12 assessments of an earlier version are not in the search index.");
        }
    }

    @Test
    void checkpoints_that_are_missing_in_the_file_are_remarked() throws IOException {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            List<StoredCheckpoint> file = new ArrayList<>(file());
            long size = file.remove(2).size();
            file.remove(2);
            VerificationReport report = record.verify(record.keys(), file);
            assertThat(report.findings()).isEmpty();
            assertThat(report.remarks())
                    .containsExactly(
                            "2 checkpoints of the record are missing in the file of checkpoints; the first covers "
                                    + size + " entries.");
        }
    }

    private List<StoredCheckpoint> file() throws IOException {
        return CheckpointFile.in(folder).read(Verifier.FILE);
    }

    private static void assertRemarked(SmallRecord record, String... remarks) {
        VerificationReport report = record.verify(List.of(), List.of());
        assertThat(report.remarks()).containsExactly(remarks);
        assertThat(report.findings()).allMatch(finding -> finding.place().equals("checkpoints"));
    }
}
