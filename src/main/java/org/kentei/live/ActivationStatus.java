package org.kentei.live;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kentei.live.ActivationAttempt.AttemptOutcome;
import org.kentei.live.gate.GateReport;
import org.kentei.source.Mistake;

/** What came of the latest attempts to activate rules: for those who ask, for the log of the service and for the metrics. */
final class ActivationStatus {

    private static final Logger LOG = Logger.getLogger(ActivationStatus.class);

    /** How many attempts are kept; those before them are forgotten. */
    private static final int KEPT = 20;

    private final RulesetMetrics meters;
    private final Clock clock;
    /** The newest first. Replaced as a whole, so that a reader sees one state. */
    private volatile List<ActivationAttempt> attempts = List.of();

    /** How the revision was refused that decides nevertheless; it stays refused when the folder contains it again. */
    private @Nullable ActivationAttempt decidesRefused;

    ActivationStatus(RulesetMetrics meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    Optional<ActivationAttempt> last() {
        return attempts.stream().findFirst();
    }

    /** The latest attempts since the start, the newest first. */
    List<ActivationAttempt> latest() {
        return attempts;
    }

    void accepted(String revision) {
        decidesRefused = null;
        add(attempt(revision, AttemptOutcome.ACCEPTED, List.of()));
        meters.attempted(AttemptOutcome.ACCEPTED);
    }

    /** It passed its checks, and waits for two people. */
    void waiting(String revision) {
        add(attempt(revision, AttemptOutcome.WAITING, List.of()));
        meters.attempted(AttemptOutcome.WAITING);
    }

    void refused(@Nullable String revision, List<Mistake> mistakes) {
        add(attempt(revision, AttemptOutcome.REFUSED, mistakes));
        meters.attempted(AttemptOutcome.REFUSED);
        String which = revision == null ? "The rules" : "The revision " + revision;
        LOG.errorf("%s was refused. Mistakes: %d", which, mistakes.size());
        mistakes.forEach(mistake -> LOG.error(mistake));
    }

    /** A refused revision becomes active, because there is no better one. Called before it does. */
    void activeThoughRefused(String revision, List<Mistake> mistakes) {
        ActivationAttempt before = last().orElse(null);
        if (before == null || !revision.equals(before.revision())) {
            // the folder's rules were refused as well, and their author comes first
            List<Mistake> both = new ArrayList<>(before == null ? List.of() : before.mistakes());
            both.add(GateReport.ofRulesAsWhole("The revision " + revision
                    + " is active, because it was active last. The checks of this version of Kentei refuse it too:"));
            both.addAll(mistakes);
            add(attempt(before == null ? revision : before.revision(), AttemptOutcome.REFUSED, both));
        }
        decidesRefused = attempt(revision, AttemptOutcome.REFUSED, mistakes);
        LOG.errorf(
                "Kentei starts with the revision %s, because no revision passes its checks. Mistakes: %d",
                revision, mistakes.size());
        mistakes.forEach(mistake -> LOG.error(mistake));
    }

    /** An edit was taken back: the folder contains the active revision again. */
    void backToActive(String revision) {
        ActivationAttempt before = last().orElse(null);
        ActivationAttempt refused = decidesRefused;
        if (refused != null) {
            if (before == null || !revision.equals(before.revision())) {
                refused(revision, refused.mistakes());
            }
        } else if (before == null || before.outcome() != AttemptOutcome.ACCEPTED) {
            LOG.infof("The rules folder contains the active revision %s again.", revision);
            add(attempt(revision, AttemptOutcome.ACCEPTED, List.of()));
        }
    }

    private void add(ActivationAttempt attempt) {
        attempts =
                Stream.concat(Stream.of(attempt), attempts.stream()).limit(KEPT).toList();
    }

    private ActivationAttempt attempt(@Nullable String revision, AttemptOutcome outcome, List<Mistake> mistakes) {
        return new ActivationAttempt(revision, clock.instant().truncatedTo(ChronoUnit.MICROS), outcome, mistakes);
    }
}
