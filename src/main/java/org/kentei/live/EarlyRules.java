package org.kentei.live;

import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kentei.live.RulesetBuilder.BuildResult;
import org.kentei.live.RulesetBuilder.Built;
import org.kentei.live.RulesetBuilder.FailsCases;
import org.kentei.live.gate.Gate;
import org.kentei.live.gate.GateConfig;
import org.kentei.live.gate.PassedRevisions;
import org.kentei.ruleset.RulesSource;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetFiles;

/**
 * Checks, compiles and warms up the rules while the framework starts, so that the service does not do one after the other.
 * The result is used only if the service has the same settings and finds the same revision. Otherwise, and after any
 * failure, the service does the work itself. Nothing is written to the data folder.
 */
public final class EarlyRules {

    private static final Logger LOG = Logger.getLogger(EarlyRules.class);
    private static final Duration TO_END = Duration.ofSeconds(10);
    private static final AtomicReference<@Nullable EarlyRules> BEGUN = new AtomicReference<>();

    /** Everything on which the result depends, apart from the files. */
    record EarlySettings(
            Optional<Path> rules, Path data, Duration deadline, Duration warmUp, Duration gateTime, String gateHeap) {

        static EarlySettings of(SmallRyeConfig config) {
            LiveConfig live = config.getConfigMapping(LiveConfig.class);
            GateConfig gate = config.getConfigMapping(GateConfig.class);
            return new EarlySettings(
                    config.getOptionalValue("kentei.rules", Path.class),
                    config.getOptionalValue("kentei.data", Path.class).orElse(Path.of("data")),
                    config.getOptionalValue("kentei.evaluation.deadline", Duration.class)
                            .orElse(Duration.ofSeconds(2)),
                    live.warmUp(),
                    gate.timeLimit(),
                    gate.heap());
        }

        RulesetBuilder builder(Clock clock) {
            return new RulesetBuilder(new Gate(gateTime, gateHeap), PassedRevisions.ofThisBuild(data), warmUp, clock);
        }
    }

    private record EarlyResult(EarlySettings settings, String revision, BuildResult built, boolean warm) {}

    /** Null once its result was taken, so that a ruleset that is replaced later is not held here. */
    private @Nullable FutureTask<EarlyResult> work;

    private @Nullable Ruleset warm;

    EarlyRules(Callable<EarlySettings> settings, Function<EarlySettings, RulesetBuilder> builder) {
        this.work = new FutureTask<>(() -> {
            EarlySettings read = settings.call();
            return work(read, builder.apply(read));
        });
    }

    /**
     * Begins in a thread of its own; to be called before the framework starts.
     *
     * @param config reads the settings with the mappings that it is given
     */
    public static void begin(Function<Class<?>[], SmallRyeConfig> config) {
        EarlyRules early = new EarlyRules(
                () -> EarlySettings.of(config.apply(new Class<?>[] {LiveConfig.class, GateConfig.class})),
                settings -> settings.builder(Clock.systemDefaultZone()));
        Thread thread = early.start();
        BEGUN.set(early);
        // a start that fails must not leave the process of the checks and its folder behind
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(thread)));
    }

    /** What was begun before the framework started, for its only user; null if nothing was. */
    static @Nullable EarlyRules begun() {
        return BEGUN.getAndSet(null);
    }

    Thread start() {
        Thread thread = new Thread(work, "early-rules");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void end(Thread thread) {
        thread.interrupt();
        try {
            thread.join(TO_END.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static EarlyResult work(EarlySettings settings, RulesetBuilder builder) throws Exception {
        RulesetFiles files = BoundedReading.of(RulesSource.of(settings.rules())::read);
        BuildResult result = builder.make(files, () -> false);
        boolean warm = result instanceof Built built
                && builder.warmUp(built.ruleset(), RulesetBuilder.WARM_UP_AT_START, settings.deadline()) == null;
        return new EarlyResult(settings, files.revision(), result, warm);
    }

    /** What came of a revision; it waits for the end of the work. Empty if it was about something else, or the second time. */
    Optional<BuildResult> take(EarlySettings settings, String revision) throws InterruptedException {
        FutureTask<EarlyResult> begun = work;
        if (begun == null) {
            return Optional.empty();
        }
        work = null;
        try {
            EarlyResult result = begun.get();
            if (!result.revision().equals(revision) || !result.settings().equals(settings)) {
                close(result.built());
                return Optional.empty();
            }
            if (result.built() instanceof Built built && result.warm()) {
                warm = built.ruleset();
            }
            return Optional.of(result.built());
        } catch (ExecutionException failed) {
            LOG.debug("The rules could not be prepared while the framework started.", failed);
            return Optional.empty();
        }
    }

    /** Whether the ruleset was warmed up, and decided in time; asked once. */
    boolean warmedUp(Ruleset ruleset) {
        boolean same = warm == ruleset;
        warm = null;
        return same;
    }

    private static void close(BuildResult unused) {
        if (unused instanceof Built built) {
            built.ruleset().close();
        } else if (unused instanceof FailsCases fails) {
            fails.ruleset().close();
        }
    }
}
