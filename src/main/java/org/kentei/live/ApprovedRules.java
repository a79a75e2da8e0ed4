package org.kentei.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.live.RulesetBuilder.Built;
import org.kentei.live.RulesetBuilder.FailsCases;
import org.kentei.live.RulesetBuilder.Invalid;
import org.kentei.live.gate.GateReport;
import org.kentei.live.review.Reviews;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.store.RulesetArchive;
import org.kentei.record.store.WaitingRulesets;
import org.kentei.record.store.WaitingRulesets.WaitingRuleset;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;

/**
 * Rules where two people have to agree: offers what passed the gate, and activates what they agreed to, on whichever
 * instance. The record knows which revision that is. For the worker thread of {@link LiveRules} alone.
 */
final class ApprovedRules {

    private static final Logger LOG = Logger.getLogger(ApprovedRules.class);
    private static final Duration PAUSE_BETWEEN_REVIEWS = Duration.ofSeconds(30);

    /** After this time another instance reviews what the one with these files did not. */
    private static final Duration REVIEWED_BY_ITS_OWN = Duration.ofMinutes(15);

    private final WaitingRulesets waiting;
    private final Reviews reviews;
    private final RulesetArchive archive;
    private final ActiveRuleset rulesets;
    private final RulesetBuilder builder;
    private final RulesetActivation activation;
    private final ActivationStatus status;
    private final Clock clock;

    /** The revision of the rules folder, ready to decide; null when it is not another one than the active one. */
    private @Nullable Ruleset ready;

    /** Whether the record has it. */
    private boolean offered;

    /** A confirmed revision that this instance cannot use. */
    private String unusable = "";

    private @Nullable Instant reviewBegun;

    ApprovedRules(
            WaitingRulesets waiting,
            Reviews reviews,
            RulesetArchive archive,
            ActiveRuleset rulesets,
            RulesetBuilder builder,
            RulesetActivation activation,
            ActivationStatus status,
            Clock clock) {
        this.waiting = waiting;
        this.reviews = reviews;
        this.archive = archive;
        this.rulesets = rulesets;
        this.builder = builder;
        this.activation = activation;
        this.status = status;
        this.clock = clock;
    }

    /**
     * Whether a folder that is found at a start may only lag behind: its revision decided before. Another instance may
     * have a newer folder.
     *
     * @throws StoreUnavailableException if the record does not answer
     */
    boolean decidedBefore(String revision) {
        return archive.activations().stream()
                .anyMatch(activation -> activation.revision().equals(revision));
    }

    void refuseLagging(String revision) {
        status.refused(
                revision,
                List.of(GateReport.ofRulesAsWhole(
                        "The rules folder has a revision that decided before, and another one decides now. It was not"
                                + " offered for approval, because the folder may only be out of date. To go back to it,"
                                + " save it while the service runs.")));
    }

    /** Offers a ruleset that passed the gate and was warmed up. */
    void offer(Ruleset ruleset) {
        forget();
        ready = ruleset;
        offered = false;
        status.waiting(ruleset.revision());
        look();
    }

    /** The rules folder has the active revision again, so that what it offered before does not wait any more. */
    void withdraw() {
        Ruleset before = ready;
        if (before != null) {
            try {
                waiting.withdraw(before.revision(), clock.instant());
            } catch (StoreUnavailableException away) {
                LOG.warnf("The revision %s could not be taken back. Reject it.", before.revision());
            }
            forget();
        }
    }

    /** Looks into the record: offers what is ready, and activates what was confirmed. */
    void look() {
        try {
            offerReady();
            Optional<String> confirmed = archive.lastActive();
            if (confirmed.isPresent()) {
                follow(confirmed.get());
                settle(confirmed.get());
            }
        } catch (StoreUnavailableException away) {
            LOG.debug("It cannot be found out now which revision was confirmed.", away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void offerReady() {
        Ruleset offering = ready;
        if (offering != null && !offered) {
            Optional<WaitingRuleset> row = waiting.offer(offering.files(), clock.instant());
            offered = true;
            row.filter(WaitingRuleset::waits)
                    .ifPresent(one -> LOG.infof(
                            "The revision %s passed its checks and waits until two people agree to it. See"
                                    + " `/rulesets/waiting`.",
                            one.revision()));
        }
    }

    /** Activates the revision that was confirmed last, if it is not active here. */
    private void follow(String confirmed) throws InterruptedException {
        String active = rulesets.get().ruleset().revision();
        if (confirmed.equals(active) || confirmed.equals(unusable)) {
            return;
        }
        Instant begun = clock.instant();
        Ruleset ruleset = ready;
        if (ruleset != null && ruleset.revision().equals(confirmed)) {
            ready = null;
        } else {
            ruleset = build(confirmed);
        }
        if (ruleset == null) {
            unusable = confirmed;
        } else {
            activation.follow(ruleset, begun);
            status.accepted(confirmed);
        }
    }

    private @Nullable Ruleset build(String revision) throws InterruptedException {
        Optional<RulesetFiles> files = archive.files(revision);
        if (files.isEmpty()) {
            LOG.errorf("The files of the confirmed revision %s are not in the record.", revision);
            return null;
        }
        RulesetBuilder.BuildResult result = builder.build(files.get(), () -> false);
        if (result instanceof Built built) {
            return built.ruleset();
        }
        List<Mistake> mistakes = List.of();
        if (result instanceof FailsCases fails) {
            fails.ruleset().close();
            mistakes = fails.failedCases();
        } else if (result instanceof Invalid invalid) {
            mistakes = invalid.mistakes();
        }
        status.refused(revision, mistakes);
        LOG.errorf("The confirmed revision %s does not pass the checks of this instance.", revision);
        return null;
    }

    private void settle(String active) {
        Optional<WaitingRuleset> row = waiting.find();
        Ruleset mine = ready;
        if (mine != null
                && offered
                && row.filter(one -> one.waits() && one.revision().equals(mine.revision()))
                        .isEmpty()) {
            status.refused(mine.revision(), List.of(GateReport.ofRulesAsWhole(reason(mine.revision(), row))));
            forget();
        }
        row.filter(WaitingRuleset::waits).ifPresent(one -> {
            if (!one.replaces().equals(active)) {
                // another revision became active, so that the comparison is out of date
                waiting.files(one.revision()).ifPresent(files -> waiting.offer(files, clock.instant()));
            } else if (one.review() == null && isDue(one)) {
                review(one);
            }
        });
    }

    private static String reason(String revision, Optional<WaitingRuleset> row) {
        return row.map(one -> one.revision().equals(revision)
                        ? "The revision was rejected by `" + one.rejectedBy() + "`."
                        : "The revision " + one.revision()
                                + ", from the rules folder of another instance, waits for approval in its place.")
                .orElse("The revision does not wait for approval any more; another instance took it back.");
    }

    private boolean isDue(WaitingRuleset row) {
        Ruleset mine = ready;
        Instant now = clock.instant();
        boolean own = mine != null && mine.revision().equals(row.revision());
        return (own || row.offeredAt().plus(REVIEWED_BY_ITS_OWN).isBefore(now))
                && (reviewBegun == null
                        || reviewBegun.plus(PAUSE_BETWEEN_REVIEWS).isBefore(now));
    }

    private void review(WaitingRuleset row) {
        Optional<RulesetFiles> before = archive.files(row.replaces());
        Optional<RulesetFiles> after = waiting.files(row.revision());
        if (before.isPresent() && after.isPresent()) {
            reviewBegun = clock.instant();
            reviews.begin(row, before.get(), after.get());
        }
    }

    private void forget() {
        if (ready != null) {
            ready.close();
            ready = null;
        }
        reviewBegun = null;
    }
}
