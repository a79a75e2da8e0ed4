package org.kentei.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.RulesFolder;
import org.kentei.assessment.Decision;
import org.kentei.assessment.Decision.DecisionContext;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidates.GeneratedWorkforce;
import org.kentei.log.Client;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.run.Run;
import org.kentei.run.Run.RunPart;
import org.kentei.run.RunFile;
import org.kentei.run.RunKey;
import org.kentei.run.SealedAssessment;
import org.kentei.run.SealedAssessment.OpenedAssessment;

class IngestTest {

    private static final Instant TIME = Instant.parse("2026-03-31T20:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

    @TempDir
    private Path folder;

    @Test
    void every_line_opens_under_its_own_key_and_holds_the_documents_of_the_service() throws Exception {
        Path key = secret(7);
        Map<String, String> candidates = new HashMap<>();
        GeneratedWorkforce generated = new GeneratedWorkforce(21);
        for (int number = 1; number <= 300; number++) {
            String json = generated.next("E-" + number);
            // some state no day, and are judged on that of the run in its zone
            candidates.put("E-" + number, number % 3 == 0 ? json.replaceFirst("\"asOf\":\"[^\"]*\",", "") : json);
        }
        List<String> lines = new ArrayList<>(candidates.values());
        lines.add("{\"candidateId\":\"young\",\"age\":7}");
        Path input = Files.write(folder.resolve("candidates.ndjson"), lines);
        Path out = folder.resolve("run");

        String printed = LocalSpark.run(
                "ingest", "--key", key, "--time", TIME, "--zone", ZONE, "--client", "ministry", "--out", out, input);

        Run run = Run.read(out);
        assertThat(run.time()).isEqualTo(TIME);
        assertThat(run.asOf()).isEqualTo(LocalDate.of(2026, 4, 1));
        assertThat(run.refused()).isEqualTo(1);
        assertThat(RulesetFiles.read(out.resolve(Run.RULES)).revision()).isEqualTo(run.rulesetRevision());
        assertThat(run.parts()).hasSizeGreaterThan(1);
        assertThat(printed).isEqualTo("300 assessments in " + run.parts().size() + " files; 1 candidates refused.\n");
        RunKey secret = RunKey.read(key).ofRun(run.run());
        for (RunPart part : run.parts()) {
            List<String> sealed = new ArrayList<>();
            try (InputStream file = Files.newInputStream(out.resolve(part.file()))) {
                RunFile.Root root = RunFile.read(file, sealed::add);
                assertThat(root.root().base64()).isEqualTo(part.root());
                assertThat(root.lines()).isEqualTo(part.assessments());
            }
            for (String line : sealed) {
                UUID id = SealedAssessment.id(line);
                OpenedAssessment opened = SealedAssessment.open(line, secret.of(id));
                Decision service = decide(run, id, candidates.remove(opened.candidateId()));
                assertThat(opened.candidate()).isEqualTo(service.facts());
                assertThat(opened.result()).isEqualTo(service.result());
                assertThat(opened.firings()).isEqualTo(service.firingRecord());
                assertThat(SealedAssessment.seal(service, secret.of(id))).isEqualTo(line);
            }
        }
        assertThat(candidates).isEmpty();
    }

    @Test
    void a_day_of_its_own_and_a_secret_that_is_none_are_refused() throws Exception {
        Path input = Files.writeString(folder.resolve("candidates.ndjson"), "{}");
        Path none = Files.writeString(folder.resolve("none"), "abc");

        assertThat(LocalSpark.call("ingest", "--key", secret(1), "--as-of", "2026-03-31", "--out", folder, input)
                        .err())
                .contains("Leave `--as-of` out");
        assertThat(LocalSpark.call("ingest", "--key", none, "--out", folder.resolve("out"), input)
                        .err())
                .contains("must hold 32 random bytes in base64");
        assertThat(LocalSpark.call("ingest", "--key", folder.resolve("no"), "--out", folder.resolve("out"), input)
                        .exitCode())
                .isEqualTo(2);
    }

    private static Decision decide(Run run, UUID id, String candidate) {
        Ruleset ruleset = RulesFolder.ruleset();
        return Decision.of(
                ruleset.revision(),
                new CandidateReader(ruleset.vocabulary(), Clock.fixed(TIME, ZONE)),
                ruleset::decide,
                candidate.getBytes(StandardCharsets.UTF_8),
                new DecisionContext(id, TIME, new Client("ministry", null), run.service()));
    }

    private Path secret(int seed) throws Exception {
        byte[] secret = new byte[32];
        new Random(seed).nextBytes(secret);
        return Files.writeString(folder.resolve("run.key"), Base64.getEncoder().encodeToString(secret));
    }
}
