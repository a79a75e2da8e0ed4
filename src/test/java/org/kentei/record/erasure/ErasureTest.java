package org.kentei.record.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.log.Client;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.Verifier;
import org.kentei.log.verify.Verifier.TrustedInput;
import org.kentei.record.audit.RecordExport;
import org.kentei.record.audit.SmallRecord;
import org.kentei.record.audit.SnapshotReader;
import org.kentei.record.log.KeyFile;
import org.kentei.record.search.AssessmentSummary;
import org.kentei.record.search.SearchFilter;

/** What is encrypted, what erasing takes away, and what stays; and the key that signs. */
class ErasureTest {

    @TempDir
    private Path folder;

    @Test
    void the_database_holds_no_candidate_id_in_clear() throws IOException {
        try (SmallRecord record = new SmallRecord(folder)) {
            record.signer.sign();
            record.assess("a-telling-name", record.activate("rules"));
        }
        assertThat(Files.readString(folder.resolve("kentei.mv.db"), StandardCharsets.ISO_8859_1))
                .contains("FIRING_RECORD")
                .doesNotContain("a-telling-name");
    }

    @Test
    void an_erased_candidate_leaves_only_what_the_log_says() {
        try (SmallRecord record = new SmallRecord(folder)) {
            String revision = record.activate("rules");
            record.assess("kept", revision);
            record.assess("erased", revision);
            UUID erased = record.made.get(1);
            assertThat(record.erasure
                            .candidate("erased", new Client("personnel", null))
                            .assessments())
                    .isEqualTo(1);

            assertThatThrownBy(() -> record.reader.result(erased)).isInstanceOf(ErasedException.class);
            assertThat(record.search
                            .page(SearchFilter.ALL.ofCandidate("erased"), null, 10)
                            .items())
                    .isEmpty();
            assertThat(record.search
                            .page(SearchFilter.ALL.ofCandidate("kept"), null, 10)
                            .items())
                    .hasSize(1);
            AssessmentSummary summary =
                    record.search.page(SearchFilter.ALL, null, 10).items().get(0);
            assertThat(summary.candidateId()).isNull();
            assertThat(summary.asOf()).isNull();
            assertThat(summary.certifiedLevel()).isNull();
            assertThat(summary.erasedAt()).isNotNull();
            assertThat(record.store
                            .jdbi()
                            .<Long, RuntimeException>withHandle(
                                    handle -> handle.createQuery("select count(*) from candidate")
                                            .mapTo(Long.class)
                                            .one()))
                    .isEqualTo(1);
            assertThat(record.verify(List.of(), List.of()).findings()).isEmpty();
            assertThat(record.erasure
                            .candidate("erased", new Client(null, null))
                            .wasUnknown())
                    .isTrue();
        }
    }

    @Test
    void retention_erases_what_is_older_and_keeps_the_candidate_as_long_as_something_newer_is_there() {
        try (SmallRecord record = new SmallRecord(folder)) {
            String revision = record.activate("rules");
            for (int count = 0; count < 3; count++) {
                record.assess("with-newer", revision);
                record.assess("only-older", revision);
            }
            record.passTime(Duration.ofHours(1));
            record.assess("with-newer", revision);

            assertThat(record.erasure.olderThan(Instant.parse("2026-04-01T09:30:00Z")))
                    .isEqualTo(6);
            assertThat(record.search
                            .page(SearchFilter.ALL.ofCandidate("with-newer"), null, 10)
                            .items())
                    .hasSize(1);
            assertThat(record.search
                            .page(SearchFilter.ALL.ofCandidate("only-older"), null, 10)
                            .items())
                    .isEmpty();
            assertThat(record.reader.result(record.made.get(6))).isPresent();
            assertThat(record.verify(List.of(), List.of()).findings())
                    .noneMatch(finding -> !finding.place().equals("checkpoints"));
            assertThat(record.erasure.olderThan(Instant.parse("2026-04-01T09:30:00Z")))
                    .isZero();
        }
    }

    @Test
    void retention_notes_a_deleted_key_only_when_it_takes_the_last_assessment_of_a_candidate() {
        try (SmallRecord record = new SmallRecord(folder)) {
            String revision = record.activate("rules");
            record.assess("with-newer", revision);
            record.passTime(Duration.ofHours(1));
            record.assess("with-newer", revision);

            assertThat(record.erasure.olderThan(Instant.parse("2026-04-01T09:30:00Z")))
                    .isEqualTo(1);
            assertThat(record.candidates.wereDeleted())
                    .as("the key of the newer assessment stays")
                    .isFalse();
            assertThat(record.erasure.olderThan(Instant.parse("2026-05-01T00:00:00Z")))
                    .isEqualTo(1);
            assertThat(record.candidates.wereDeleted()).isTrue();
        }
    }

    @Test
    void retention_finds_everything_by_an_index_and_reads_no_more_than_it_erases() {
        try (SmallRecord record = new SmallRecord(folder).filled()) {
            Set<String> statements = new LinkedHashSet<>();
            record.store.jdbi().setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    statements.add(context.getParsedSql().getSql());
                }
            });
            assertThat(record.erasure.olderThan(Instant.parse("2026-05-01T00:00:00Z")))
                    .isPositive();
            record.store.jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
            statements.remove("checkpoint sync");
            record.store.jdbi().useHandle(handle -> {
                for (String statement : statements) {
                    String plan = plan(handle, statement);
                    // one row, and a row for each job of the last days, which does not wait for the log
                    boolean small = statement.contains("log_state") || statement.startsWith("update job ");
                    assertThat(small || !plan.contains("tableScan")).as(plan).isTrue();
                    assertThat(plan.contains("index sorted")).as(plan).isEqualTo(statement.contains("limit"));
                }
            });
            assertThat(statements).anyMatch(statement -> statement.contains("limit"));
        }
    }

    private static String plan(Handle handle, String statement) {
        try (PreparedStatement explained = handle.getConnection().prepareStatement("explain " + statement)) {
            for (int parameter = 1;
                    parameter <= explained.getParameterMetaData().getParameterCount();
                    parameter++) {
                explained.setNull(parameter, Types.NULL);
            }
            ResultSet plan = explained.executeQuery();
            plan.next();
            return plan.getString(1);
        } catch (SQLException refused) {
            throw new IllegalStateException(statement, refused);
        }
    }

    @Test
    void a_key_file_that_others_may_read_is_refused() throws IOException {
        KeyFile file = new KeyFile(folder);
        var made = file.loadOrMake("kentei/a");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("log-key"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve("log-key.pub")).strip())
                .isEqualTo(made.verifier().toString());
        assertThat(file.loadOrMake("kentei/a").verifier()).isEqualTo(made.verifier());
        file.prepareNext();
        assertThatThrownBy(file::prepareNext).hasMessageContaining("created already");

        Files.setPosixFilePermissions(folder.resolve("log-key"), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> file.loadOrMake("kentei/a")).hasMessageContaining("can be read or written by others");
        Files.delete(folder.resolve("log-key"));
        Files.writeString(folder.resolve("log-key"), "no key");
        Files.setPosixFilePermissions(folder.resolve("log-key"), PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> file.loadOrMake("kentei/a")).hasMessageContaining("does not contain a key");
    }

    @Test
    void an_export_verifies_elsewhere_and_shows_what_was_changed_in_it() throws IOException {
        Path exported = folder.resolve("exported");
        try (SmallRecord record = new SmallRecord(folder.resolve("record")).filled()) {
            var trust = new TrustedInput(record.keys().subList(0, 1), List.<StoredCheckpoint>of());
            new SnapshotReader(record.store.jdbi(), record.candidates).with(evidence -> {
                try {
                    RecordExport.write(evidence, exported);
                    return 0;
                } catch (IOException refused) {
                    throw new java.io.UncheckedIOException(refused);
                }
            });
            assertThat(new Verifier(trust).verify(RecordExport.open(exported)).findings())
                    .isEmpty();
            Path assessments = exported.resolve("assessments.ndjson");
            String text = Files.readString(assessments);
            Files.writeString(assessments, text.replaceFirst("rule 1", "rule 9"));
            assertThat(Files.readString(assessments)).isNotEqualTo(text);
            assertThat(new Verifier(trust).verify(RecordExport.open(exported)).findings())
                    .singleElement()
                    .asString()
                    .contains("document `firings` is not what the log commits to");
            Files.writeString(assessments, text.substring(text.indexOf('\n') + 1));
            assertThat(new Verifier(trust).verify(RecordExport.open(exported)).sound())
                    .isFalse();
        }
    }
}
