package org.kentei.soak;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.assessment.Assessor;
import org.kentei.assessment.Decision;
import org.kentei.assessment.Decision.DecisionContext;
import org.kentei.assessment.RunningVersion;
import org.kentei.candidate.CandidateReader;
import org.kentei.log.Client;
import org.kentei.log.ServiceVersion;
import org.kentei.record.database.Database;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.log.CheckpointSigner;
import org.kentei.record.log.RecordLog;
import org.kentei.record.store.AssessmentStore;
import org.kentei.record.store.AssessmentStore.PreparedAssessment;
import org.kentei.record.store.RulesetArchive;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetFiles;

/**
 * Fills a record with assessments made under several revisions, for {@code replay --all} and {@code verify} to go through.
 * A program, not a test: {@code RecordUnderRevisions data 100000 rules-1 rules-2 rules-3} makes 100,000 assessments of the
 * worked cases on the H2 file in the folder {@code data}, a third under each of the three rules folders.
 */
public final class RecordUnderRevisions {

    private static final int AT_ONCE = 1000;
    private static final ServiceVersion SERVICE = RunningVersion.current();

    private RecordUnderRevisions() {}

    /** Takes the data folder, how many assessments, and the rules folders. */
    public static void main(String... arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        int each = Integer.parseInt(arguments[1]) / (arguments.length - 2);
        List<byte[]> bodies = WorkedCase.all().stream()
                .map(one -> one.candidate().toString().getBytes(StandardCharsets.UTF_8))
                .toList();
        try (Database store = Database.open(Database.fileUrl(data), null, null, 8)) {
            RecordLog log = RecordLog.begin(store.jdbi());
            AssessmentStore assessments = new AssessmentStore(log, new CandidateKeys(Optional.empty()));
            for (String folder : List.of(arguments).subList(2, arguments.length)) {
                RulesetFiles files = RulesetFiles.read(Path.of(folder));
                new RulesetArchive(log)
                        .keep(files, Instant.now(), new ServiceVersion(SERVICE.version(), SERVICE.engine()));
                try (Ruleset ruleset = RulesFolder.compile(files)) {
                    fill(assessments, ruleset, bodies, each);
                }
            }
            new CheckpointSigner(log, data, Optional.empty(), Duration.ofMinutes(1), Clock.systemUTC()).sign();
        }
    }

    private static void fill(AssessmentStore assessments, Ruleset ruleset, List<byte[]> bodies, int count) {
        CandidateReader reader = new CandidateReader(ruleset.vocabulary(), Clock.systemUTC());
        long begun = System.nanoTime();
        for (int made = 0; made < count; made += AT_ONCE) {
            List<PreparedAssessment> some = IntStream.range(made, Math.min(made + AT_ONCE, count))
                    .parallel()
                    .mapToObj(number -> AssessmentStore.prepare(Assessor.toKeep(Decision.of(
                            ruleset.revision(),
                            reader,
                            ruleset::decide,
                            bodies.get(number % bodies.size()),
                            new DecisionContext(
                                    UUID.randomUUID(), Instant.now(), new Client("bulk", "127.0.0.1"), SERVICE)))))
                    .toList();
            assessments.addTogether(some);
        }
        System.out.printf("%d under %s in %.0f s%n", count, ruleset.revision(), (System.nanoTime() - begun) / 1e9);
    }
}
