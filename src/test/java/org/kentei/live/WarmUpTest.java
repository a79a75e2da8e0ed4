package org.kentei.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.live.gate.Gate;
import org.kentei.live.gate.PassedRevisions;
import org.kentei.ruleset.Ruleset;

/** Rules are tried out on the example candidate before they decide. */
class WarmUpTest {

    private static final Duration NO_TIME = Duration.ofNanos(1);

    private final RulesetBuilder builder = new RulesetBuilder(
            new Gate(Duration.ofMinutes(1), "512m"),
            new PassedRevisions(Path.of("unused"), Optional.empty()),
            Duration.ofMillis(1),
            Clock.systemUTC());

    @Test
    void rules_that_miss_the_deadline_only_at_first_are_taken_up() {
        try (Ruleset cold = RulesFolder.compile(RulesFolder.files())) {
            assertThat(builder.warmUp(cold, 3000, Duration.ofMillis(20))).isNull();
        }
    }

    @Test
    void rules_that_never_keep_the_deadline_are_refused_with_its_name() {
        try (Ruleset cold = RulesFolder.compile(RulesFolder.files())) {
            assertThat(builder.warmUp(cold, 10, NO_TIME).reason())
                    .isEqualTo("The example candidate is not decided within PT0.000000001S"
                            + " (`kentei.evaluation.deadline`).");
        }
    }
}
