package org.kentei.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.kentei.assessment.Decision;
import org.kentei.assessment.Decision.DecisionContext;
import org.kentei.candidate.CandidateReader;
import org.kentei.log.Client;
import org.kentei.log.ServiceVersion;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;

/** Decides the example of the documentation, and returns its result and its firings as JSON. */
public final class ExampleDecided implements Callable<String> {

    @Override
    public String call() throws IOException, InvalidRulesetException {
        byte[] example = Files.readAllBytes(Path.of("src/main/resources/examples/candidate.json"));
        try (Ruleset ruleset = RulesetCompiler.compile(RulesetFiles.read(Path.of("rules")))) {
            Decision decision = Decision.of(
                    ruleset.revision(),
                    new CandidateReader(ruleset.vocabulary(), Clock.systemUTC()),
                    ruleset::decide,
                    example,
                    new DecisionContext(
                            UUID.randomUUID(),
                            Instant.now(),
                            new Client("test", null),
                            new ServiceVersion("kentei", "drools")));
            return decision.result() + decision.firingRecord();
        }
    }
}
