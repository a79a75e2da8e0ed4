package org.kentei.ruleset;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kentei.candidate.Candidate;
import org.kentei.verdict.RuleConclusion;

/** Kentei's own shape with OM7 and SY5 alone, up to the firings and without the verdict read off them. */
public final class StagedShape {

    private static final Duration WITHOUT_LIMIT = Duration.ofDays(1);

    private static final List<String> OF_THE_RULES = List.of(
            "vocabulary.yaml",
            "shared/considered.drl",
            "shared/level-or-above.drl",
            "shared/eligible.drl",
            "shared/certified.drl",
            "operations-management/OM7.drl",
            "system-management/SY5.drl");

    private final Ruleset ruleset;

    /** Compiles the rules, with what SY5 leans on from among the benchmarks' resources. */
    public StagedShape() {
        try {
            SortedMap<String, byte[]> files =
                    new TreeMap<>(RulesetFiles.read(Path.of("src/bench/resources/shapes/staged"))
                            .byName());
            RulesetFiles rules = RulesetFiles.read(Path.of("rules"));
            OF_THE_RULES.forEach(name -> files.put(name, rules.byName().get(name)));
            ruleset = RulesetCompiler.compile(new RulesetFiles(files));
        } catch (IOException | InvalidRulesetException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    public List<RuleConclusion> decide(Candidate candidate) {
        Deadline deadline = new Deadline(WITHOUT_LIMIT);
        EngineSessions sessions = ruleset.sessions();
        try (RuleSession session = new RuleSession(
                ruleset,
                sessions,
                sessions.take(candidate.asOf()),
                deadline,
                ruleset.inForce(candidate.asOf()).silent(),
                unseen -> {})) {
            new Evaluation(ruleset, candidate, session).fireStages();
            return session.fired();
        }
    }
}
