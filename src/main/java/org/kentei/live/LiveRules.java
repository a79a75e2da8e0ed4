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
import org.kentei.assessment.ServiceVersion;
import org.kentei.live.Attempt.Outcome;
import org.kentei.live.RulesFolderWatch.Finding;
import org.kentei.live.RulesFolderWatch.Found;
import org.kentei.live.RulesFolderWatch.Unreadable;
import org.kentei.live.RulesetBuilder.BrokenOff;
import org.kentei.live.RulesetBuilder.Built;
import org.kentei.live.RulesetBuilder.FailsCases;
import org.kentei.live.RulesetBuilder.Unsound;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.vocabulary.Mistake;

/**
 * Puts rules live, at the start and whenever their folder changes. One thread looks into the folder, another has what
 * was found checked and swaps it in; what is found meanwhile takes the place of what is being checked.
 */
@ApplicationScoped
public class LiveRules {

    private static final Logger LOG = Logger.getLogger(LiveRules.class);
    private static final int WARM_UP_AT_START = 3000;

    /** The engine itself is warm by then; only the new rules are not. */
    private static final int WARM_UP_AT_SWAP = 500;

    private final RulesSource source;
    private final ActiveRuleset rulesets;
    private final RulesetBuilder builder;
    private final CompiledModules modules;
    private final RulesMeters meters;
    private final Clock clock;
    private final Duration poll;
    private final Duration deadline;
    private final Inbox<Finding> inbox = new Inbox<>();
    private final Thread worker = new Thread(this::work, "rules-worker");
    private volatile @Nullable Attempt lastAttempt;

    /** The revision that decides for want of a better one; it stays refused when it is found again. */
    private @Nullable String failsCases;

    public LiveRules(
            @ConfigProperty(name = "kentei.rules") Optional<Path> folder,
            @ConfigProperty(name = "kentei.data", defaultValue = "data") Path data,
            @ConfigProperty(name = "kentei.evaluation.deadline", defaultValue = "PT2S") Duration deadline,
            LiveConfig live,
            GateConfig gate,
            ServiceVersion version,
            ActiveRuleset rulesets,
            RulesMeters meters,
            Clock clock) {
        this.source = RulesSource.of(folder);
        this.rulesets = rulesets;
        this.meters = meters;
        this.clock = clock;
        this.poll = live.poll();
        this.deadline = deadline;
        this.modules = new CompiledModules(
                live.compiled().orElseGet(() -> data.resolve("compiled")),
                BuildKey.of(version.service().version()));
        this.builder = new RulesetBuilder(modules, new Gate(gate.timeLimit(), gate.heap()), live.warmUp(), clock);
    }

    /** The last try to put rules live; none while the first one is going on. */
    public Optional<Attempt> lastAttempt() {
        return Optional.ofNullable(lastAttempt);
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
        worker.join(Duration.ofSeconds(10).toMillis());
    }

    private void work() {
        try {
            if (!begin()) {
                Quarkus.asyncExit(1);
                return;
            }
            if (source.folder().isPresent()) {
                watch(source.folder().get());
                while (true) {
                    handle(inbox.take());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error failed) {
            LOG.error("Rules cannot be put live any more; restart the service.", failed);
            if (rulesets.find().isEmpty()) {
                Quarkus.asyncExit(1);
            }
        }
    }

    private void watch(Path folder) {
        RulesFolderWatch watch = new RulesFolderWatch(folder, inbox::put);
        Thread looker = new Thread(
                () -> {
                    while (worker.isAlive()) {
                        try {
                            Thread.sleep(poll.toMillis());
                            watch.look();
                        } catch (InterruptedException stopped) {
                            return;
                        } catch (RuntimeException unexpected) {
                            LOG.error("A look into the rules folder failed.", unexpected);
                        }
                    }
                },
                "rules-watch");
        looker.setDaemon(true);
        looker.start();
    }

    /** Puts the first rules live; false when there are none to begin with. */
    private boolean begin() throws InterruptedException {
        try {
            RulesetFiles files = source.read();
            List<Mistake> mistakes = attempt(files, WARM_UP_AT_START);
            return mistakes.isEmpty() || beginWithLastActive();
        } catch (IOException unreadable) {
            refuse(null, List.of(GateReport.ofRulesAsWhole(String.valueOf(unreadable.getMessage()))));
            return beginWithLastActive();
        }
    }

    /**
     * A service that is started again while somebody is in the midst of an edit goes on as it would have without the
     * restart: with the last revision that decided. Only where there never was one, it does not start.
     */
    private boolean beginWithLastActive() {
        Optional<Ruleset> last = builder.lastActive();
        if (last.isEmpty()) {
            LOG.error("The rules cannot be used; Kentei does not start.");
            return false;
        }
        Ruleset ruleset = last.get();
        if (builder.warmUp(ruleset, WARM_UP_AT_START, deadline) != null) {
            return false;
        }
        swapIn(ruleset, Instant.now(clock));
        LOG.warnf("Kentei starts with the revision %s, which decided last.", ruleset.revision());
        return true;
    }

    private void handle(Finding finding) throws InterruptedException {
        if (finding instanceof Unreadable unreadable) {
            refuse(null, List.of(GateReport.ofRulesAsWhole(unreadable.reason())));
        } else if (finding instanceof Found found) {
            if (found.revision().equals(failsCases)) {
                return;
            }
            failsCases = null;
            if (rulesets.find()
                    .filter(active -> active.ruleset().revision().equals(found.revision()))
                    .isPresent()) {
                backToActive(found.revision());
            } else {
                attempt(found.files(), WARM_UP_AT_SWAP);
            }
        }
    }

    /** An edit was taken back, so that what decides and what stands in the folder are the same again. */
    private void backToActive(String revision) {
        Attempt last = lastAttempt;
        if (last == null || last.outcome() == Outcome.REFUSED) {
            LOG.infof("The rules folder holds the active revision %s again.", revision);
            lastAttempt = new Attempt(revision, clock.instant(), Outcome.ACCEPTED, List.of());
        }
    }

    /** Tries to put the files live, and returns what hinders it. */
    private List<Mistake> attempt(RulesetFiles files, int warmUp) throws InterruptedException {
        RulesetBuilder.Result result = builder.build(files, inbox::supersedes);
        if (result instanceof BrokenOff) {
            return List.of();
        }
        inbox.done();
        if (result instanceof Unsound unsound) {
            refuse(files.revision(), unsound.mistakes());
            return unsound.mistakes();
        }
        if (result instanceof FailsCases fails) {
            refuse(files.revision(), fails.failedCases());
            if (rulesets.find().isPresent() || builder.hasLastActive()) {
                fails.ruleset().close();
                return fails.failedCases();
            }
            return beginThoughCasesFail(fails.ruleset());
        }
        if (result instanceof Built built) {
            Instant begun = clock.instant();
            Mistake late = builder.warmUp(built.ruleset(), warmUp, deadline);
            if (late != null) {
                built.ruleset().close();
                refuse(files.revision(), List.of(late));
                return List.of(late);
            }
            swapIn(built.ruleset(), begun);
            lastAttempt = new Attempt(files.revision(), clock.instant(), Outcome.ACCEPTED, List.of());
            meters.attempted(Outcome.ACCEPTED);
        }
        return List.of();
    }

    /**
     * On the very first start there is no last good revision to keep to: the rules that the service was given decide,
     * or nothing does. That their cases fail is said in health, in the log and to everyone who asks for the rules.
     */
    private List<Mistake> beginThoughCasesFail(Ruleset ruleset) {
        Mistake late = builder.warmUp(ruleset, WARM_UP_AT_START, deadline);
        if (late != null) {
            ruleset.close();
            return List.of(late);
        }
        rulesets.swapIn(ruleset).suspected();
        failsCases = ruleset.revision();
        LOG.errorf(
                "Kentei starts with the revision %s for want of a better one, though its cases fail.",
                ruleset.revision());
        return List.of();
    }

    private void swapIn(Ruleset ruleset, Instant begun) {
        rulesets.swapIn(ruleset);
        modules.noteActive(ruleset.revision());
        Duration took = Duration.between(begun, clock.instant());
        meters.swapped(ruleset.revision(), took);
        LOG.infof(
                "The ruleset %s with %d rules is active.",
                ruleset.revision(), ruleset.rules().size());
    }

    private void refuse(@Nullable String revision, List<Mistake> mistakes) {
        lastAttempt = new Attempt(revision, clock.instant(), Outcome.REFUSED, mistakes);
        meters.attempted(Outcome.REFUSED);
        String which = revision == null ? "The rules" : "The revision " + revision;
        LOG.errorf("%s cannot go live. Mistakes: %d", which, mistakes.size());
        mistakes.forEach(mistake -> LOG.error(mistake));
    }
}
