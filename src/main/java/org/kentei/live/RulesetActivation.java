package org.kentei.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.assessment.Assessor;
import org.kentei.assessment.LoadedRuleset;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.ruleset.Ruleset;

/** Makes a ruleset the active one, and appends its activation to the log. */
final class RulesetActivation {

    private static final Logger LOG = Logger.getLogger(RulesetActivation.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ActiveRuleset rulesets;
    private final Assessor assessor;
    private final RulesetMetrics meters;
    private final Clock clock;
    private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "activation-retries");
        thread.setDaemon(true);
        return thread;
    });

    RulesetActivation(ActiveRuleset rulesets, Assessor assessor, RulesetMetrics meters, Clock clock) {
        this.rulesets = rulesets;
        this.assessor = assessor;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Makes a ruleset the active one.
     *
     * @param begun when the work on it began, for the metrics
     */
    void activate(Ruleset ruleset, Instant begun) {
        activated(rulesets.swapIn(ruleset), begun);
    }

    /** As {@link #activate}, for a ruleset that checks refused. */
    void activateThoughRefused(Ruleset ruleset, Instant begun) {
        activated(rulesets.swapInRefused(ruleset), begun);
    }

    private void activated(LoadedRuleset active, Instant begun) {
        if (!record(active)) {
            LOG.warn("The activation of the rules cannot be recorded now. The service tries again each second.");
            retries.schedule(() -> recordLater(active), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        swapped(active.ruleset(), begun);
    }

    /** Makes a ruleset the active one whose activation is in the log already. */
    void follow(Ruleset ruleset, Instant begun) {
        assessor.activationIsRecorded(rulesets.swapIn(ruleset));
        swapped(ruleset, begun);
    }

    private void swapped(Ruleset ruleset, Instant begun) {
        meters.swapped(ruleset.revision(), Duration.between(begun, clock.instant()));
        LOG.infof(
                "The ruleset %s with %d rules is active.",
                ruleset.revision(), ruleset.rules().size());
    }

    private void recordLater(LoadedRuleset activated) {
        // one that another has replaced since never decided anything: an assessment would have recorded it
        boolean active = rulesets.find().filter(now -> now == activated).isPresent();
        if (active && !record(activated)) {
            retries.schedule(() -> recordLater(activated), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private boolean record(LoadedRuleset active) {
        try {
            assessor.recordActivation(active);
            return true;
        } catch (StoreUnavailableException away) {
            LOG.debug("The activation of the rules cannot be recorded.", away);
            return false;
        }
    }

    void stop() {
        retries.shutdownNow();
    }
}
