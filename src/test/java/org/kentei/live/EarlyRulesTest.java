package org.kentei.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.RulesFolder;
import org.kentei.live.EarlyRules.EarlySettings;
import org.kentei.live.RulesetBuilder.Built;
import org.kentei.live.gate.Gate;
import org.kentei.live.gate.PassedRevisions;
import org.kentei.ruleset.Ruleset;

/** The rules that are checked, compiled and warmed up while the framework starts. */
class EarlyRulesTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String REVISION = RulesFolder.files().revision();

    @TempDir
    private Path data;

    private PassedRevisions passed;

    @BeforeEach
    void theRulesPassedBefore() {
        passed = new PassedRevisions(data, Optional.of("this build"));
        passed.add(REVISION);
    }

    @Test
    void a_ruleset_for_the_same_settings_and_files_is_taken_once_and_is_warm_once() throws Exception {
        EarlyRules early = begun(() -> settings(LONG));

        Ruleset made = ((Built) early.take(settings(LONG), REVISION).orElseThrow()).ruleset();
        try (made) {
            assertThat(early.warmedUp(made)).isTrue();
            assertThat(early.warmedUp(made)).isFalse();
            assertThat(early.take(settings(LONG), REVISION)).isEmpty();
        }
    }

    @Test
    void a_ruleset_that_did_not_keep_the_deadline_meanwhile_is_taken_and_is_not_warm() throws Exception {
        EarlySettings hurried = settings(Duration.ofNanos(1));
        EarlyRules early = begun(() -> hurried);

        Ruleset made = ((Built) early.take(hurried, REVISION).orElseThrow()).ruleset();
        try (made) {
            assertThat(early.warmedUp(made)).isFalse();
        }
    }

    @Test
    void what_was_made_of_other_files_or_settings_is_not_used() throws Exception {
        assertThat(begun(() -> settings(LONG)).take(settings(LONG), "another revision"))
                .isEmpty();
        assertThat(begun(() -> settings(LONG)).take(settings(LONG.plusSeconds(1)), REVISION))
                .isEmpty();
    }

    @Test
    void after_settings_that_cannot_be_read_nothing_is_used() throws Exception {
        EarlyRules failing = begun(() -> {
            throw new IllegalArgumentException("not a duration");
        });

        assertThat(failing.take(settings(LONG), REVISION)).isEmpty();
    }

    private EarlyRules begun(Callable<EarlySettings> settings) {
        RulesetBuilder builder =
                new RulesetBuilder(new Gate(Duration.ofNanos(1), "64m"), passed, SHORT, Clock.systemUTC());
        EarlyRules early = new EarlyRules(settings, read -> builder);
        early.start();
        return early;
    }

    private EarlySettings settings(Duration deadline) {
        return new EarlySettings(Optional.of(Path.of("rules")), data, deadline, SHORT, LONG, "512m");
    }
}
