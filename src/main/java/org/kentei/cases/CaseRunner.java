package org.kentei.cases;

import java.util.List;
import org.kentei.ruleset.Ruleset;

/** Runs the cases that stand beside the rules. This is its place only: it reads none yet. */
public final class CaseRunner {

    private CaseRunner() {}

    /** Runs every case of the ruleset's files, and returns those that came out otherwise than expected. */
    public static List<CaseFailure> run(Ruleset ruleset) {
        return List.of();
    }
}
