package org.kentei.live;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.assessment.Assessor;
import org.kentei.live.EarlyRules.EarlySettings;
import org.kentei.live.RulesFolderWatch.FilesChanged;
import org.kentei.live.RulesFolderWatch.FolderChange;
import org.kentei.live.RulesFolderWatch.FolderUnreadable;
import org.kentei.live.RulesetBuilder.BuildCancelled;
import org.kentei.live.RulesetBuilder.Built;
import org.kentei.live.RulesetBuilder.FailsCases;
import org.kentei.live.RulesetBuilder.Invalid;
import org.kentei.live.gate.GateConfig;
import org.kentei.live.gate.GateReport;
import org.kentei.live.review.FourEyes;
import org.kentei.live.review.Reviews;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.store.RulesetArchive;
import org.kentei.record.store.WaitingRulesets;
import org.kentei.ruleset.RulesSource;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;

/**
 * Activates rules, at the start and whenever their folder changes. One thread reads the folder, another checks what was found
 * and activates it. What is found meanwhile replaces what is being checked.
 */
@ApplicationScoped
public class LiveRules {

    private static final Logger LOG = Logger.getLogger(LiveRules.class);

    /** The engine itself is warm by then; only the new rules are not. */
    private static final int WARM_UP_AT_SWAP = 500;

    private static final Duration LOOK_FOR_APPROVALS = Duration.ofSeconds(1);

    private final RulesSource source;
    private final ActiveRuleset rulesets;
    private final RulesetBuilder builder;
    private final RulesetActivation activation;
    private final RulesetArchive archive;
    private final ActivationStatus status;
    private final Clock clock;
    private final Duration poll;
    private final Duration deadline;
    private final EarlySettings settings;
    private final @Nullable EarlyRules early = EarlyRules.begun();
    private final FourEyes fourEyes;
    private final WaitingRulesets waiting;
    private final ApprovedRules approved;
    private final LatestQueue<FolderChange> inbox = new LatestQueue<>();
    private final Thread worker = new Thread(this::work, "rules-worker");

    private volatile @Nullable RulesWatch watch;
    private @Nullable Thread looker;

    /** Whether the folder was seen since the start. */
    private boolean seen;

    public LiveRules(
            @ConfigProperty(name = "kentei.rules") Optional<Path> folder,
            @ConfigProperty(name = "kentei.data", defaultValue = "data") Path dataFolder,
            @ConfigProperty(name = "kentei.evaluation.deadline", defaultValue = "PT2S") Duration deadline,
            LiveConfig live,
            GateConfig gate,
            ActiveRuleset rulesets,
            Assessor assessor,
            RulesetArchive archive,
            FourEyes fourEyes,
            WaitingRulesets waiting,
            Reviews reviews,
            RulesetMetrics meters,
            Clock clock) {
        this.source = RulesSource.of(folder);
        this.rulesets = rulesets;
        this.status = new ActivationStatus(meters, clock);
        this.clock = clock;
        this.poll = live.poll();
        this.deadline = deadline;
        this.activation = new RulesetActivation(rulesets, assessor, meters, clock);
        this.archive = archive;
        this.settings = new EarlySettings(folder, dataFolder, deadline, live.warmUp(), gate.timeLimit(), gate.heap());
        this.builder = settings.builder(clock);
        this.fourEyes = fourEyes;
        this.waiting = waiting;
        this.approved = new ApprovedRules(waiting, reviews, archive, rulesets, builder, activation, status, clock);
        fourEyes.onDecision(inbox::wake);
    }

    /** The last attempt to activate rules; empty during the first one. */
    public Optional<ActivationAttempt> lastAttempt() {
        return status.last();
    }

    /** The latest attempts to activate rules since the start, the newest first. */
    public List<ActivationAttempt> latestAttempts() {
        return status.latest();
    }

    /** Since when the rules folder could not be looked into; empty while it is looked into as it should be. */
    public Optional<Instant> watchStalledSince() {
        RulesWatch watching = watch;
        return watching == null ? Optional.empty() : watching.stalledSince();
    }

    void start(@Observes StartupEvent event) {
        // the engine finds Kentei's classes through it
        worker.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        worker.setDaemon(true);
        worker.start();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        worker.interrupt();
        activation.stop();
        worker.join(Duration.ofSeconds(10).toMillis());
    }

    private void work() {
        try {
            if (!begin()) {
                Quarkus.asyncExit(1);
                return;
            }
            if (source.folder().isPresent()) {
                RulesWatch watching = new RulesWatch(source.folder().get(), poll, inbox::put, clock);
                watch = watching;
                looker = watching.start();
            }
            if (fourEyes.enabled()) {
                waitForApprovals();
            } else if (source.folder().isPresent()) {
                while (true) {
                    handle(inbox.take());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            if (looker != null) {
                looker.interrupt();
            }
        } catch (RuntimeException | Error failed) {
            LOG.error("Rules can no longer be activated. Restart the service.", failed);
            if (rulesets.find().isEmpty()) {
                Quarkus.asyncExit(1);
            }
        }
    }

    private void waitForApprovals() throws InterruptedException {
        while (true) {
            FolderChange found = inbox.poll(LOOK_FOR_APPROVALS);
            approved.look();
            if (found != null) {
                try {
                    handle(found);
                } catch (StoreUnavailableException away) {
                    LOG.warn("The rules folder changed, and the record does not answer now. The service tries again.");
                    Thread.sleep(LOOK_FOR_APPROVALS.toMillis());
                    inbox.putBack(found);
                }
            }
        }
    }

    /** Activates the first rules; false if there are none. */
    private boolean begin() throws InterruptedException {
        @Nullable RulesetFiles files = null;
        RulesetBuilder.@Nullable BuildResult result = null;
        if (!fourEyes.enabled()) {
            waiting.find().ifPresent(one -> waiting.withdraw(one.revision(), clock.instant()));
        }
        try {
            files = BoundedReading.of(source::read);
            String revision = files.revision();
            Optional<RulesetFiles> confirmed = fourEyes.enabled()
                    ? archive.lastActive()
                            .filter(last -> !last.equals(revision))
                            .flatMap(archive::files)
                    : Optional.empty();
            if (confirmed.isPresent()) {
                if (source.folder().isEmpty()) {
                    inbox.put(new FilesChanged(files, revision));
                }
                return beginWith(confirmed.get(), buildAtStart(confirmed.get()));
            }
            result = buildAtStart(files);
            if (result instanceof Built built && accept(built.ruleset(), RulesetBuilder.WARM_UP_AT_START)) {
                return true;
            }
            refuse(files.revision(), result);
        } catch (IOException unreadable) {
            status.refused(null, List.of(GateReport.ofRulesAsWhole(String.valueOf(unreadable.getMessage()))));
        }
        Optional<RulesetFiles> last = archive.lastActive().flatMap(archive::files);
        if (last.isEmpty()) {
            if (result instanceof FailsCases fails && beginThoughRefused(fails.ruleset(), fails.failedCases())) {
                return true;
            }
            LOG.error("The rules cannot be used; Kentei does not start.");
            return false;
        }
        if (files != null && last.get().revision().equals(files.revision()) && !(result instanceof Built)) {
            return beginWith(last.get(), result);
        }
        if (result instanceof FailsCases fails) {
            fails.ruleset().close();
        }
        return beginWith(last.get(), buildAtStart(last.get()));
    }

    private RulesetBuilder.BuildResult buildAtStart(RulesetFiles files) throws InterruptedException {
        Optional<RulesetBuilder.BuildResult> ready =
                early == null ? Optional.empty() : early.take(settings, files.revision());
        return ready.isPresent() ? builder.remember(ready.get()) : builder.build(files, () -> false);
    }

    private @Nullable Mistake warmUp(Ruleset ruleset, int evaluations) {
        return early != null && early.warmedUp(ruleset) ? null : builder.warmUp(ruleset, evaluations, deadline);
    }

    /**
     * A service that is started again during an edit continues as without the restart: with the revision that was active last.
     * The record has its files, whichever version wrote them. This version compiles and checks it. It decides even if these checks, which may be stricter than
     * those that it passed, refuse it; then it is suspect.
     */
    private boolean beginWith(RulesetFiles last, RulesetBuilder.@Nullable BuildResult result) {
        LOG.warnf("Kentei starts with the revision %s, which was active last.", last.revision());
        if (result instanceof Built built) {
            if (warmUp(built.ruleset(), RulesetBuilder.WARM_UP_AT_START) != null) {
                built.ruleset().close();
                return false;
            }
            activation.activate(built.ruleset(), clock.instant());
            return true;
        }
        if (result instanceof FailsCases fails) {
            return beginThoughRefused(fails.ruleset(), fails.failedCases());
        }
        List<Mistake> mistakes = result instanceof Invalid unsound ? unsound.mistakes() : List.of();
        return builder.buildUnchecked(last)
                .filter(ruleset -> beginThoughRefused(ruleset, mistakes))
                .isPresent();
    }

    /**
     * There is no better revision: on the first start these are the rules that the service was given, later those that were
     * active last. Health, the log and the answer to a request for the rules report that they were refused.
     */
    private boolean beginThoughRefused(Ruleset ruleset, List<Mistake> mistakes) {
        Mistake late = warmUp(ruleset, RulesetBuilder.WARM_UP_AT_START);
        if (late != null) {
            ruleset.close();
            return false;
        }
        status.activeThoughRefused(ruleset.revision(), mistakes);
        activation.activateThoughRefused(ruleset, clock.instant());
        return true;
    }

    private void handle(FolderChange finding) throws InterruptedException {
        if (finding instanceof FolderUnreadable unreadable) {
            status.refused(null, List.of(GateReport.ofRulesAsWhole(unreadable.reason())));
        } else if (finding instanceof FilesChanged found) {
            boolean first = !seen;
            seen = true;
            if (rulesets.find()
                    .filter(active -> active.ruleset().revision().equals(found.revision()))
                    .isPresent()) {
                status.backToActive(found.revision());
                approved.withdraw();
            } else if (fourEyes.enabled() && first && lags(found.revision())) {
                approved.refuseLagging(found.revision());
            } else {
                attempt(found.files());
            }
        }
    }

    private boolean lags(String revision) {
        try {
            return approved.decidedBefore(revision);
        } catch (StoreUnavailableException away) {
            seen = false;
            throw away;
        }
    }

    /** Tries to activate the files. */
    private void attempt(RulesetFiles files) throws InterruptedException {
        RulesetBuilder.BuildResult result = builder.build(files, inbox::supersedes);
        if (result instanceof Built built) {
            accept(built.ruleset(), WARM_UP_AT_SWAP);
        } else if (result instanceof BuildCancelled) {
            LOG.infof("The check of the revision %s was ended, since the folder holds a newer one.", files.revision());
        } else {
            refuse(files.revision(), result);
            if (result instanceof FailsCases fails) {
                fails.ruleset().close();
            }
        }
    }

    /** Activates a ruleset that passed the gate, or offers it for approval; false if the warm-up shows that it cannot decide. */
    private boolean accept(Ruleset ruleset, int warmUp) {
        Instant begun = clock.instant();
        Mistake late = warmUp(ruleset, warmUp);
        if (late != null) {
            String revision = ruleset.revision();
            ruleset.close();
            status.refused(revision, List.of(late));
            return false;
        }
        if (fourEyes.enabled() && rulesets.find().isPresent()) {
            approved.offer(ruleset);
            return true;
        }
        activation.activate(ruleset, begun);
        status.accepted(ruleset.revision());
        return true;
    }

    private void refuse(String revision, RulesetBuilder.BuildResult result) {
        if (result instanceof Invalid unsound) {
            status.refused(revision, unsound.mistakes());
        } else if (result instanceof FailsCases fails) {
            status.refused(revision, fails.failedCases());
        }
    }
}
