package org.kentei.record.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.log.SigningKey;
import org.kentei.log.VerifierKey;
import org.kentei.log.verify.Verifier.VerificationReport;
import org.kentei.record.log.CheckpointFile;

/** Logs that agree with themselves, and are found by what an auditor knows from elsewhere. */
class ForgedLogTest {

    @TempDir
    private Path folder;

    @Test
    void a_log_written_anew_under_another_key_is_found_by_the_public_key() {
        try (SmallRecord other = new SmallRecord(folder).filled()) {
            assertThat(other.verify(List.of(), List.of()).findings()).isEmpty();
            for (String name : List.of(SmallRecord.ORIGIN, "else")) {
                VerifierKey known = SigningKey.generate(name).verifier();
                assertThat(other.verify(List.of(known), List.of()).findings())
                        .extracting(finding -> finding.fault())
                        .contains("it is signed by a key that no checkpoint of a trusted key vouches for");
            }
        }
    }

    @Test
    void a_log_written_anew_under_the_same_key_is_found_by_an_old_checkpoint() throws Exception {
        Path data = Files.createDirectory(folder.resolve("same-key"));
        SigningKey key = SigningKey.generate(SmallRecord.ORIGIN);
        Files.writeString(data.resolve("log-key"), key.pem());
        Files.setPosixFilePermissions(data.resolve("log-key"), PosixFilePermissions.fromString("rw-------"));
        Path fork = Files.createDirectory(folder.resolve("fork"));
        Files.copy(data.resolve("log-key"), fork.resolve("log-key"), StandardCopyOption.COPY_ATTRIBUTES);
        try (SmallRecord before = new SmallRecord(data).filled();
                SmallRecord after = new SmallRecord(fork).filled()) {
            List<VerifierKey> keys = List.of(key.verifier());
            assertThat(after.verify(keys, List.of()).findings()).isEmpty();
            for (String note : before.notes()) {
                VerificationReport report =
                        after.verify(keys, List.of(CheckpointFile.kept("a file of one's own", note)));
                assertThat(report.findings())
                        .isNotEmpty()
                        .allSatisfy(finding -> assertThat(finding.place()).endsWith("in a file of one's own"));
            }
        }
    }

    @Test
    void a_checkpoint_out_of_date_is_found_although_a_burst_of_entries_follows() {
        try (SmallRecord stale = new SmallRecord(folder).filled()) {
            String revision = stale.activate("three");
            stale.assess("late", revision);
            assertThat(stale.verify(stale.keys(), List.of()).findings()).isEmpty();
            stale.passTime(Duration.ofMinutes(11));
            stale.assess("later", revision);
            assertOutOfDate(stale, 20);
            for (int count = 0; count < 100; count++) {
                stale.assess("burst", revision);
            }
            assertOutOfDate(stale, 120);
        }
    }

    private static void assertOutOfDate(SmallRecord record, int entries) {
        assertThat(record.verify(record.keys(), List.of()).findings())
                .extracting(finding -> finding.toString())
                .containsExactly(
                        "checkpoints: the newest sound one covers 17 of " + entries + " entries and is out of date");
    }
}
