package org.kentei.record.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.assessment.Assessor;
import org.kentei.assessment.Decision;
import org.kentei.assessment.Decision.DecisionContext;
import org.kentei.assessment.Replay;
import org.kentei.assessment.Replayed;
import org.kentei.assessment.Replayed.Outcome;
import org.kentei.assessment.RunningVersion;
import org.kentei.candidate.CandidateReader;
import org.kentei.command.KenteiCommand;
import org.kentei.log.Client;
import org.kentei.log.DocumentType;
import org.kentei.log.SaltedDocument;
import org.kentei.log.verify.RecordSnapshot.StoredAssessment;

/** What was decided once is decided again, byte for byte; and the commands that do so. */
class ReplayTest {

    @TempDir
    private Path folder;

    @Test
    void a_kept_record_is_replayed_verified_exported_and_erased_at_the_desk() throws IOException {
        UUID undated;
        try (SmallRecord record = new SmallRecord(folder)) {
            record.signer.sign();
            record.archive.keep(RulesFolder.files(), Instant.parse("2026-04-01T00:00:00Z"), SmallRecord.PROGRAMS);
            for (WorkedCase one : WorkedCase.all().subList(450, 480)) {
                add(record, one.body());
            }
            undated = add(record, "{\"candidateId\": \"undated\"}".getBytes(StandardCharsets.UTF_8));
            record.signer.sign();
            try (Replay replay = new Replay(record.archive::files)) {
                StoredAssessment kept = record.store
                        .jdbi()
                        .withHandle(handle ->
                                new DatabaseSnapshot(handle, record.candidates, Optional.empty()).assessment(undated));
                assertThat(replay.replay(kept).outcome()).isEqualTo(Outcome.SAME);
                for (DocumentType part : List.of(DocumentType.RESULT, DocumentType.FIRINGS)) {
                    Map<DocumentType, SaltedDocument> documents = new EnumMap<>(kept.documents());
                    documents.computeIfPresent(
                            part,
                            (same, document) ->
                                    new SaltedDocument(document.document().replace("]}", "] }"), document.salt()));
                    Replayed again = replay.replay(with(kept, documents, kept.rulesetRevision()));
                    assertThat(again.outcome()).isEqualTo(Outcome.DIFFERENT);
                    assertThat(again.what()).contains("differ");
                }
                assertThat(replay.replay(with(kept, kept.documents(), "unknown"))
                                .what())
                        .isEqualTo("its ruleset is not kept");
                checkAnotherVersion(replay, kept);
            }
        }
        System.setProperty("kentei.data", folder.toString());
        try {
            String exported = folder.resolve("exported").toString();
            assertThat(KenteiCommand.run("verify")).isZero();
            assertThat(KenteiCommand.run(
                            "verify",
                            "--key",
                            folder.resolve("log-key.pub").toString(),
                            "--checkpoint",
                            folder.resolve("checkpoints.log").toString()))
                    .isZero();
            assertThat(KenteiCommand.run("replay", undated.toString())).isZero();
            assertThat(KenteiCommand.run("verify", "--replay", "--threads", "2"))
                    .isZero();
            assertThat(KenteiCommand.run("export", exported)).isZero();
            assertThat(KenteiCommand.run("erase", "undated")).isZero();
            assertThat(KenteiCommand.run("erase", "undated")).isEqualTo(1);
            assertThat(KenteiCommand.run("verify")).isZero();
            assertThat(KenteiCommand.run("verify", "--export", exported, "--replay"))
                    .isZero();
            assertThat(KenteiCommand.run("log-key", "replace")).isZero();
            assertThat(KenteiCommand.run("log-key", "replace")).isEqualTo(2);
            assertThat(KenteiCommand.run("replay")).isEqualTo(2);
            assertThat(KenteiCommand.run("verify", "--key", "none")).isEqualTo(2);
        } finally {
            System.clearProperty("kentei.data");
        }
    }

    /** Earlier versions named no zone and listed shortfalls otherwise; what they decided has to come out. */
    private static void checkAnotherVersion(Replay replay, StoredAssessment kept) {
        Map<DocumentType, SaltedDocument> earlier = new EnumMap<>(kept.documents());
        earlier.replaceAll((part, document) -> new SaltedDocument(
                document.document()
                        .replace(RunningVersion.current().version(), "kentei 1.0.0")
                        .replaceFirst("\"asOfZone\":\"[^\"]*\",", "")
                        .replaceAll("\"alternative\":\\d", "\"alternative\":9"),
                document.salt()));
        assertThat(replay.replay(with(kept, earlier, kept.rulesetRevision())))
                .isEqualTo(new Replayed(Outcome.SAME_VERDICT, "same verdict, written by kentei 1.0.0"));

        Map<DocumentType, SaltedDocument> otherwise = new EnumMap<>(earlier);
        otherwise.computeIfPresent(
                DocumentType.RESULT,
                (part, document) -> new SaltedDocument(
                        document.document().replaceFirst("\"NOT_MET\"", "\"MET\""), document.salt()));
        assertThat(replay.replay(with(kept, otherwise, kept.rulesetRevision())).what())
                .isEqualTo("its result differs");
        otherwise.putAll(earlier);
        otherwise.computeIfPresent(
                DocumentType.FIRINGS,
                (part, document) -> new SaltedDocument(
                        document.document().replace("\"firings\":[]", "\"firings\":[{}]"), document.salt()));
        assertThat(replay.replay(with(kept, otherwise, kept.rulesetRevision())).what())
                .isEqualTo("its firings differ");
    }

    private static StoredAssessment with(
            StoredAssessment kept, Map<DocumentType, SaltedDocument> documents, String revision) {
        return new StoredAssessment(
                kept.position(),
                kept.assessmentId(),
                kept.candidateId(),
                kept.asOf(),
                kept.assessedAt(),
                revision,
                kept.certifiedLevel(),
                kept.erasedAt(),
                documents,
                kept.faults());
    }

    private static UUID add(SmallRecord record, byte[] body) {
        UUID id = UUID.randomUUID();
        record.assessments.add(Assessor.toKeep(Decision.of(
                RulesFolder.ruleset().revision(),
                new CandidateReader(RulesFolder.vocabulary(), Clock.systemDefaultZone()),
                RulesFolder.ruleset()::decide,
                body,
                new DecisionContext(id, Instant.now(), new Client("personnel", "::1"), RunningVersion.current()))));
        return id;
    }
}
