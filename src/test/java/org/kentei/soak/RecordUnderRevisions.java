package org.kentei.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kentei.EditedRules;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.assessment.Assessor;
import org.kentei.assessment.Decision;
import org.kentei.assessment.Decision.DecisionContext;
import org.kentei.assessment.RunningVersion;
import org.kentei.candidate.CandidateReader;
import org.kentei.files.PrivateFiles;
import org.kentei.log.Client;
import org.kentei.log.ServiceVersion;
import org.kentei.record.database.Database;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.MasterKeyFile;
import org.kentei.record.log.CheckpointSigner;
import org.kentei.record.log.RecordLog;
import org.kentei.record.store.AssessmentStore;
import org.kentei.record.store.AssessmentStore.PreparedAssessment;
import org.kentei.record.store.RulesetArchive;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetFiles;

/**
 * Fills a record on an H2 file with assessments of the worked cases, a third under each of three revisions, and has the
 * built service's {@code verify} and {@code replay --all} go through it.
 */
final class RecordUnderRevisions {

    private static final int AT_ONCE = 1000;
    private static final List<RulesetFiles> REVISIONS = Stream.of(250, 255, 300)
            .map(persons -> new EditedRules()
                    .with("operations-management/OM7.drl", "headcount >= 250", "headcount >= " + persons)
                    .files())
            .toList();
    private static final ServiceVersion SERVICE = RunningVersion.current();

    private RecordUnderRevisions() {}

    /** Takes how many assessments. */
    public static void main(String... arguments) throws Exception {
        Path folder = Files.createTempDirectory("revisions");
        ServiceProcess service = new ServiceProcess(folder, "data", List.of("-Xmx512m"));
        int each = Integer.parseInt(arguments[0]) / REVISIONS.size();
        List<byte[]> bodies = WorkedCase.all().stream().map(WorkedCase::body).toList();
        PrivateFiles.makeFolder(service.data());
        try (Database store = Database.open(Database.fileUrl(service.data()), null, null, 8)) {
            RecordLog log = RecordLog.begin(store.jdbi());
            CandidateKeys keys = new CandidateKeys(store.jdbi(), new MasterKeyFile(service.data(), Optional.empty()));
            AssessmentStore assessments = new AssessmentStore(log, keys);
            for (RulesetFiles files : REVISIONS) {
                new RulesetArchive(log).keep(files, Instant.now(), SERVICE);
                try (Ruleset ruleset = RulesFolder.compile(files)) {
                    fill(assessments, ruleset, bodies, each);
                }
            }
            new CheckpointSigner(log, service.data(), Optional.empty(), Duration.ofMinutes(1), Clock.systemUTC())
                    .sign();
        }
        Findings findings = new Findings();
        for (List<String> words : List.of(List.of("verify"), List.of("replay", "--all"))) {
            List<String> line = service.commandLine();
            line.addAll(words);
            int status = new ProcessBuilder(line).inheritIO().start().waitFor();
            if (status != 0) {
                findings.wrong("`" + String.join(" ", words) + "` ended with " + status);
            }
        }
        findings.end("%,d assessments under %d revisions verified and decided again"
                .formatted(each * REVISIONS.size(), REVISIONS.size()));
    }

    private static void fill(AssessmentStore assessments, Ruleset ruleset, List<byte[]> bodies, int count) {
        CandidateReader reader = new CandidateReader(ruleset.vocabulary(), Clock.systemUTC());
        long begun = System.nanoTime();
        for (int made = 0; made < count; made += AT_ONCE) {
            List<PreparedAssessment> some = IntStream.range(made, Math.min(made + AT_ONCE, count))
                    .parallel()
                    .mapToObj(number -> AssessmentStore.prepare(
                            Assessor.toKeep(Decision.of(
                                    ruleset.revision(),
                                    reader,
                                    ruleset::decide,
                                    bodies.get(number % bodies.size()),
                                    new DecisionContext(
                                            UUID.randomUUID(),
                                            Instant.now(),
                                            new Client("bulk", "127.0.0.1"),
                                            SERVICE))),
                            null))
                    .toList();
            assessments.addAll(some);
        }
        System.out.printf("%d under %s in %.0f s%n", count, ruleset.revision(), (System.nanoTime() - begun) / 1e9);
    }
}
