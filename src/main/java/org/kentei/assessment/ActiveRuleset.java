package org.kentei.assessment;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.PackagedRules;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;

/** Holds the ruleset that decides. It is compiled and warmed up at start, beside the server, which is not ready before. */
@ApplicationScoped
public class ActiveRuleset {

    private static final Logger LOG = Logger.getLogger(ActiveRuleset.class);
    private static final Path WORKING_DIRECTORY_RULES = Path.of("rules");

    /** Evaluations go on getting faster for thousands of calls; the first clients should not pay for that. */
    private static final int WARM_UP_EVALUATIONS = 3000;

    private static final Duration WARM_UP_AT_MOST = Duration.ofSeconds(5);

    private final Optional<Path> folder;
    private final Clock clock;
    private volatile @Nullable Active active;

    /**
     * A ruleset at work.
     *
     * @param since when it became the active one
     */
    public record Active(Ruleset ruleset, CandidateReader reader, Instant since) {}

    public ActiveRuleset(@ConfigProperty(name = "kentei.rules") Optional<Path> folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Thread starter = new Thread(this::compile, "ruleset-start");
        starter.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        starter.start();
    }

    /**
     * The active ruleset.
     *
     * @throws NotReadyException while the first one is still being compiled
     */
    public Active get() {
        Active now = active;
        if (now == null) {
            throw new NotReadyException();
        }
        return now;
    }

    /** The active ruleset, if one is ready. */
    public Optional<Active> find() {
        return Optional.ofNullable(active);
    }

    private void compile() {
        try {
            Instant begun = clock.instant();
            Ruleset ruleset = RulesetCompiler.compile(files());
            CandidateReader reader = new CandidateReader(ruleset.vocabulary(), clock);
            warmUp(ruleset, reader);
            active = new Active(ruleset, reader, clock.instant());
            LOG.infof(
                    "The ruleset %s with %d rules is active after %d ms.",
                    ruleset.revision(), ruleset.rules().size(), Duration.between(begun, clock.instant()).toMillis());
        } catch (InvalidRulesetException invalid) {
            LOG.errorf("The rules cannot be used; Kentei does not start.%n%s", invalid.getMessage());
            Quarkus.asyncExit(1);
        } catch (IOException | RuntimeException failed) {
            LOG.error("The rules cannot be read; Kentei does not start.", failed);
            Quarkus.asyncExit(1);
        }
    }

    private RulesetFiles files() throws IOException {
        if (folder.isPresent()) {
            if (!Files.isDirectory(folder.get())) {
                throw new IOException("`kentei.rules` names `" + folder.get() + "`, which is no folder.");
            }
            return RulesetFiles.read(folder.get());
        }
        return Files.isDirectory(WORKING_DIRECTORY_RULES)
                ? RulesetFiles.read(WORKING_DIRECTORY_RULES)
                : PackagedRules.read();
    }

    private void warmUp(Ruleset ruleset, CandidateReader reader) {
        Candidate example;
        try {
            example = reader.read(ExampleCandidate.json());
        } catch (RuntimeException ofAnotherVocabulary) {
            return;
        }
        long end = System.nanoTime() + WARM_UP_AT_MOST.toNanos();
        for (int count = 0; count < WARM_UP_EVALUATIONS && System.nanoTime() < end; count++) {
            ruleset.decide(example);
        }
    }
}
