package org.kentei.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.assessment.LoadedRuleset;
import org.kentei.live.ActivationAttempt.AttemptOutcome;

/** What operators see of the rules as metrics. */
@ApplicationScoped
class RulesetMetrics {

    private final MeterRegistry registry;
    private final MultiGauge revision;
    private final Timer swap;

    RulesetMetrics(MeterRegistry registry, ActiveRuleset rulesets, Clock clock) {
        this.registry = registry;
        for (AttemptOutcome outcome : AttemptOutcome.values()) {
            count(outcome, 0);
        }
        revision = MultiGauge.builder("kentei.ruleset.active")
                .description("1 for the revision that decides")
                .register(registry);
        swap = Timer.builder("kentei.ruleset.swap")
                .description("Loading, warming up and swapping in a revision that passed its checks")
                .register(registry);
        Gauge.builder(
                        "kentei.ruleset.age",
                        () -> rulesets.find()
                                .map(active -> Duration.between(active.since(), clock.instant())
                                                .toMillis()
                                        / 1000.0)
                                .orElse(Double.NaN))
                .baseUnit("seconds")
                .description("Since when the active revision decides")
                .register(registry);
        Gauge.builder(
                        "kentei.ruleset.suspect",
                        () -> rulesets.find().filter(LoadedRuleset::suspect).isPresent() ? 1 : 0)
                .description("1 when an evaluation under the active revision went over a limit")
                .register(registry);
    }

    void attempted(AttemptOutcome outcome) {
        count(outcome, 1);
    }

    void swapped(String active, Duration took) {
        revision.register(List.of(Row.of(Tags.of("revision", active), 1)), true);
        // the clock may have been set back meanwhile
        swap.record(took.isNegative() ? Duration.ZERO : took);
    }

    private void count(AttemptOutcome outcome, int times) {
        registry.counter("kentei.ruleset.attempts", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment(times);
    }
}
