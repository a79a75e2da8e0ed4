package org.kentei.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.EditedRules;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.assessment.Decision;
import org.kentei.assessment.Decision.DecisionContext;
import org.kentei.candidate.CandidateReader;
import org.kentei.log.Client;
import org.kentei.log.ServiceVersion;
import org.kentei.record.audit.OpenRecord;
import org.kentei.record.database.Tables;
import org.kentei.record.log.CheckpointSigner;
import org.kentei.ruleset.Ruleset;
import org.kentei.run.Run;
import org.kentei.run.Run.RunPart;
import org.kentei.run.RunFile;
import org.kentei.run.RunKey;
import org.kentei.run.SealedAssessment;

/** A run of two files of worked cases becomes part of a record. */
class IngestCommandTest {

    private static final Instant TIME = Instant.parse("2026-04-01T09:00:00Z");
    private static final ServiceVersion SERVICE = new ServiceVersion("kentei 1", "drools 10");
    private static final int OF_FILE = 15;
    private static final UUID RUN = UUID.fromString("2f8cf0b5-0b8f-4c52-9f3a-0d1f1c0d7f11");

    @TempDir
    private Path folder;

    private Path run;
    private Path key;

    @BeforeEach
    void makeRunAndRecord() throws IOException {
        byte[] secret = new byte[32];
        new Random(4).nextBytes(secret);
        key = Files.writeString(folder.resolve("run.key"), Base64.getEncoder().encodeToString(secret));
        run = Files.createDirectory(folder.resolve("run"));
        new EditedRules().into(run.resolve(Run.RULES));
        List<RunPart> parts = List.of(part("part-0.txt", 0), part("part-1.txt", OF_FILE));
        Files.writeString(
                run.resolve(Run.FILE),
                Decision.write(new Run(
                        RUN,
                        TIME,
                        LocalDate.of(2026, 4, 1),
                        RulesFolder.files().revision(),
                        SERVICE,
                        new Client("cluster", null),
                        0,
                        parts)));
        System.setProperty("kentei.store.url", "jdbc:h2:async:" + folder.resolve("kentei"));
        System.setProperty("kentei.data", folder.toString());
    }

    @AfterEach
    void forgetRecord() {
        System.clearProperty("kentei.store.url");
        System.clearProperty("kentei.data");
    }

    @Test
    void ingested_assessments_are_verified_replayed_and_erased_like_all_others() throws Exception {
        assertThat(ingest().out()).startsWith("30 assessments in 2 files are in the record now.\n");
        assertThat(ingest().out()).startsWith("0 assessments in 0 files");

        assertThat(EndedCommand.call("verify", "--replay").out())
                .contains("30 assessments (0 erased)")
                .contains("Proved: 30 verdicts follow from the rules of their revisions.")
                .contains("No discrepancies found.");
        assertThat(EndedCommand.call("export", folder.resolve("audit")).exitCode())
                .isZero();
        assertThat(EndedCommand.call("verify", "--export", folder.resolve("audit"))
                        .out())
                .contains("No discrepancies found.");

        assertThat(EndedCommand.call("erase", "case 3").exitCode()).isZero();

        assertThat(EndedCommand.call("verify").out())
                .contains("30 assessments (1 erased)")
                .contains("No discrepancies found.");
        assertThat(EndedCommand.call("replay", "--all").out()).startsWith("29 replayed, 0 differ");
        try (OpenRecord record = Settings.record()) {
            assertThat(record.erasure().olderThan(TIME.plusSeconds(1))).isEqualTo(29);
        }
        assertThat(EndedCommand.call("verify").out())
                .contains("30 assessments (30 erased)")
                .contains("No discrepancies found.");
        assertThat(EndedCommand.call("replay", "--all").out()).startsWith("0 replayed");
    }

    @Test
    void a_changed_row_a_missing_row_and_a_missing_file_are_named() throws Exception {
        ingest();
        Path file = run.resolve("part-1.txt");
        List<String> lines = Files.readAllLines(file);
        List<String> changed = new ArrayList<>(lines);
        String sealed = lines.get(3);
        int place = sealed.length() - 20;
        changed.set(
                3,
                sealed.substring(0, place) + (sealed.charAt(place) == 'A' ? 'B' : 'A') + sealed.substring(place + 1));

        Files.write(file, changed);
        EndedCommand afterChange = EndedCommand.call("verify");
        Files.write(file, lines.subList(0, OF_FILE - 1));
        EndedCommand afterCut = EndedCommand.call("verify");
        Path moved = Files.createDirectory(folder.resolve("elsewhere"));
        Files.write(moved.resolve("part-1.txt"), lines);
        Files.move(run.resolve("part-0.txt"), moved.resolve("part-0.txt"));
        Files.delete(file);
        EndedCommand afterLoss = EndedCommand.call("verify");
        EndedCommand whereTheyAre = EndedCommand.call("verify", "--runs", moved);

        assertThat(afterChange.exitCode()).isEqualTo(1);
        assertThat(afterChange.out())
                .contains("part-1.txt`: its lines are not what the log commits to")
                .contains("part-1.txt`, line 4, assessment ")
                .contains("it was changed, or is encrypted under another key")
                .doesNotContain("part-0.txt");
        assertThat(afterCut.out()).contains("it has 14 lines where there were 15");
        assertThat(afterLoss.out()).contains("part-1.txt`: it is missing or cannot be read");
        assertThat(whereTheyAre.out()).contains("No discrepancies found.");
    }

    @Test
    void a_changed_value_in_any_column_of_the_record_of_a_file_is_named() {
        ingest();
        Map<String, String> changes = Map.of(
                "assessment_id", "'4f6c1d2e-8a3b-4c5d-9e7f-0a1b2c3d4e5f'",
                "entry_index", "entry_index + 100",
                "line", "line + 100",
                "lookup", "(select lookup from saved where line = 1 and entry_index = ingested.entry_index)",
                "data_key", "(select data_key from saved where line = 1 and entry_index = ingested.entry_index)",
                "assessed_at", "timestamp with time zone '2020-01-01 00:00:00+00'",
                "erased_at", "assessed_at");
        execute("create table saved as select * from ingested");

        changes.forEach((column, value) -> {
            execute("update ingested set " + column + " = " + value
                    + " where line = 0 and entry_index = (select min(entry_index) from saved)");
            EndedCommand changed = EndedCommand.call("verify");
            assertThat(changed.exitCode()).as(column).isEqualTo(1);
            assertThat(changed.out()).as(column).contains("assessment ", "The record was changed.");
            execute("delete from ingested", "insert into ingested select * from saved");
        });
        assertThat(EndedCommand.call("verify").exitCode()).isZero();
        try (OpenRecord record = Settings.record()) {
            assertThat(record.log().read(Tables::columns).get("ingested"))
                    .containsExactlyInAnyOrderElementsOf(changes.keySet());
        }
    }

    private static void execute(String... statements) {
        try (OpenRecord record = Settings.record()) {
            record.log().write(handle -> {
                for (String statement : statements) {
                    handle.execute(statement);
                }
                return 0;
            });
        }
    }

    @Test
    void a_run_that_does_not_match_its_manifest_is_not_ingested() throws Exception {
        Path file = run.resolve("part-1.txt");
        Files.write(file, Files.readAllLines(file).subList(1, OF_FILE));
        EndedCommand cut = ingest();
        Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
        EndedCommand otherKey = ingest();
        Files.writeString(run.resolve(Run.RULES).resolve("more.yaml"), "more: 1\n");
        EndedCommand otherRules = ingest();

        assertThat(cut.exitCode()).isEqualTo(2);
        assertThat(cut.err()).contains("part-1.txt` is not what the run wrote");
        assertThat(otherKey.err()).contains("Line 1 of ").contains("does not open");
        assertThat(otherRules.err()).contains("are not those that decided");
    }

    @Test
    void a_proof_of_one_candidate_holds_without_the_record_and_not_when_anything_of_it_is_changed() throws Exception {
        ingest();
        assertThat(EndedCommand.call("proof", "case 3").err()).contains("No checkpoint covers the entry yet");
        try (OpenRecord record = Settings.record()) {
            new CheckpointSigner(
                            record.log(), folder, Optional.of("kentei/test"), Duration.ofMinutes(1), Clock.systemUTC())
                    .sign();
        }
        String proof = EndedCommand.call("proof", "case 3").out();
        Path file = Files.writeString(folder.resolve("proof.ndjson"), proof);
        Path ofLog = folder.resolve("log-key.pub");

        assertThat(EndedCommand.call("verify", "--proof", file, "--key", ofLog).out())
                .endsWith("it is part of the record.\n");
        assertThat(EndedCommand.call("verify", "--proof", file).out()).contains("the checkpoint does not hold");
        for (String property : List.of("line", "key", "place", "path", "index", "entry", "logPath", "checkpoint")) {
            ObjectNode changed = (ObjectNode) new ObjectMapper().readTree(proof);
            JsonNode other = new ObjectMapper()
                    .readTree(EndedCommand.call("proof", "case 20").out());
            changed.set(property, property.equals("checkpoint") ? changed.get("entry") : other.get(property));
            Files.writeString(file, changed + "\n");
            assertThat(EndedCommand.call("verify", "--proof", file, "--key", ofLog)
                            .exitCode())
                    .as(property)
                    .isEqualTo(1);
        }
        EndedCommand nobody = EndedCommand.call("proof", "nobody");
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.err()).contains("No assessment of this candidate came in a file.");
    }

    private EndedCommand ingest() {
        return EndedCommand.call("ingest", run, "--key", key);
    }

    private RunPart part(String name, int from) throws IOException {
        RunKey secret = RunKey.read(key).ofRun(RUN);
        Ruleset ruleset = RulesFolder.ruleset();
        CandidateReader reader = new CandidateReader(ruleset.vocabulary(), Clock.fixed(TIME, ZoneOffset.UTC));
        StringBuilder lines = new StringBuilder();
        for (int number = from; number < from + OF_FILE; number++) {
            UUID id = secret.assessmentId("file/" + number);
            String body = WorkedCase.all()
                    .get(number)
                    .candidate()
                    .toString()
                    .replaceFirst("\"candidateId\":\"[^\"]*\"", "\"candidateId\":\"case " + number + "\"");
            Decision decision = Decision.of(
                    ruleset.revision(),
                    reader,
                    ruleset::decide,
                    body.getBytes(StandardCharsets.UTF_8),
                    new DecisionContext(id, TIME, new Client("cluster", null), SERVICE));
            lines.append(SealedAssessment.seal(decision, secret.of(id))).append('\n');
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        Files.write(run.resolve(name), bytes);
        RunFile.Root root = RunFile.read(new ByteArrayInputStream(bytes), line -> {});
        return new RunPart(name, root.lines(), root.root().base64());
    }
}
