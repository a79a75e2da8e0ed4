package org.kentei.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.EditedRules;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.assessment.Assessor;
import org.kentei.assessment.LoadedRuleset;
import org.kentei.assessment.RunningVersion;
import org.kentei.files.PrivateFiles;
import org.kentei.live.ActivationAttempt.AttemptOutcome;
import org.kentei.live.gate.GateConfig;
import org.kentei.live.review.FourEyes;
import org.kentei.live.review.Reviews;
import org.kentei.log.ServiceVersion;
import org.kentei.record.audit.OpenRecord;
import org.kentei.record.database.StoreConfig;
import org.kentei.record.store.WaitingRulesets;
import org.kentei.ruleset.RulesetFiles;

/** Which rules decide after a start, on a record that other versions of Kentei wrote. */
class RestartTest {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ServiceVersion EARLIER = new ServiceVersion("kentei 0", "drools 9");
    private static final String OM7 = "operations-management/OM7.drl";
    private static final String CLAUSES = "operations-management/clauses.yaml";

    @TempDir
    private Path temporary;

    private final ActiveRuleset rulesets = new ActiveRuleset(LONG, Clock.systemUTC());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Path folder = Path.of("rules");
    private OpenRecord record;
    private LiveRules live;

    @BeforeEach
    void openARecord() throws IOException {
        Path data = PrivateFiles.makeFolder(temporary.resolve("data"));
        PrivateFiles.makeFile(data.resolve("kentei.mv.db"));
        record = OpenRecord.open(new H2InFolder(), data, Optional.empty(), Optional.empty());
        folder = Files.createDirectory(temporary.resolve("rules"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        live.stop();
        record.close();
    }

    @Test
    void with_a_half_edited_folder_the_revision_that_decided_last_is_compiled_from_the_record()
            throws InterruptedException {
        decidedBefore(new EditedRules().files().revision(), new EditedRules().files());
        new EditedRules().with(OM7, "headcount >= 250", "headcount >= ").into(folder);

        start();

        assertThat(active()).isEqualTo(new EditedRules().files().revision());
        assertThat(rulesets.get().suspect()).isFalse();
        assertThat(live.lastAttempt().orElseThrow().outcome()).isEqualTo(AttemptOutcome.REFUSED);
        assertThat(live.lastAttempt().orElseThrow().mistakes())
                .anySatisfy(mistake -> assertThat(mistake.file()).isEqualTo(OM7));
        assertThat(record.rulesets().lastActive()).contains(active());
    }

    @Test
    void a_last_revision_that_the_checks_of_this_version_refuse_decides_and_is_reported() throws InterruptedException {
        RulesetFiles refusedToday =
                new EditedRules().with(CLAUSES, "readings:", "lectures:").files();
        decidedBefore(refusedToday.revision(), refusedToday);
        new EditedRules().with(OM7, "headcount >= 250", "headcount >= ").into(folder);

        start();

        assertThat(active()).isEqualTo(refusedToday.revision());
        assertThat(rulesets.get().suspect()).isTrue();
        assertThat(live.lastAttempt().orElseThrow().mistakes())
                .anySatisfy(mistake -> assertThat(mistake.file()).isEqualTo(OM7))
                .anySatisfy(mistake -> assertThat(mistake.reason()).contains("because it was active last"))
                .anySatisfy(mistake -> assertThat(mistake.file()).isEqualTo(CLAUSES));
    }

    @Test
    void first_rules_that_fail_their_cases_stay_refused_when_the_folder_returns_to_them() throws Exception {
        RulesetFiles failing = new EditedRules()
                .with(OM7, "headcount >= 250", "headcount >= 300")
                .files();
        new EditedRules().with(OM7, "headcount >= 250", "headcount >= 300").into(folder);

        startWhileTheLogIsLocked();
        assertThat(active()).isEqualTo(failing.revision());
        await(() -> record.rulesets().lastActive().equals(Optional.of(active())));
        assertThat(activeMetric(failing.revision())).isEqualTo(1);
        Instant first = live.lastAttempt().orElseThrow().at();
        assertThat(first).as("in microseconds, as the log has it").isEqualTo(first.truncatedTo(ChronoUnit.MICROS));

        Files.writeString(folder.resolve(OM7), "rule");
        await(() -> !failing.revision().equals(lastTried()));
        Files.writeString(folder.resolve(OM7), failing.text(OM7));
        await(() -> failing.revision().equals(lastTried()));

        ActivationAttempt again = live.lastAttempt().orElseThrow();
        assertThat(again.outcome()).isEqualTo(AttemptOutcome.REFUSED);
        assertThat(again.at()).isAfter(first);
        assertThat(again.mistakes())
                .isNotEmpty()
                .allSatisfy(mistake -> assertThat(mistake.reason()).contains("expects"));
        assertThat(rulesets.get().suspect()).isTrue();
    }

    private void decidedBefore(String revision, RulesetFiles files) {
        record.rulesets().keep(files, Instant.parse("2026-04-01T00:00:00Z"), EARLIER);
        assertThat(record.rulesets().lastActive()).contains(revision);
    }

    /** The activation cannot be recorded then, and no assessment follows that would record it. */
    private void startWhileTheLogIsLocked() {
        record.log().append(transaction -> {
            try {
                begin();
                await(() -> rulesets.find().isPresent());
                assertThat(rulesets.get().suspect())
                        .as("from the first moment that they decide")
                        .isTrue();
                await(this::begun);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            assertThat(record.rulesets().lastActive()).isEmpty();
            return true;
        });
    }

    private void start() throws InterruptedException {
        begin();
        await(this::begun);
    }

    private boolean begun() {
        return rulesets.find().isPresent() && activeMetric(active()) == 1;
    }

    private void begin() {
        Clock clock = Clock.systemUTC();
        RunningVersion version = new RunningVersion();
        Assessor assessor = new Assessor(rulesets, record.assessments(), record.rulesets(), version, clock, meters);
        WaitingRulesets waiting = new WaitingRulesets(record.log(), record.rulesets());
        live = new LiveRules(
                Optional.of(folder),
                temporary.resolve("data"),
                LONG,
                new Looking(),
                new Checking(),
                rulesets,
                assessor,
                record.rulesets(),
                new FourEyes(false, waiting, version, clock),
                waiting,
                new Reviews(waiting, record.latestAssessments(), clock),
                new RulesetMetrics(meters, rulesets, clock),
                clock);
        live.start(new StartupEvent());
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        for (int attempt = 0; attempt < 6000 && !reached.getAsBoolean(); attempt++) {
            Thread.sleep(20);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    private String active() {
        return rulesets.find().map(LoadedRuleset::ruleset).orElseThrow().revision();
    }

    private String lastTried() {
        return live.lastAttempt().map(ActivationAttempt::revision).orElse("");
    }

    private double activeMetric(String revision) {
        var gauge =
                meters.find("kentei.ruleset.active").tag("revision", revision).gauge();
        return gauge == null ? 0 : gauge.value();
    }

    static final class H2InFolder implements StoreConfig {
        @Override
        public Optional<String> url() {
            return Optional.empty();
        }

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }

        @Override
        public int poolSize() {
            return 4;
        }
    }

    static final class Looking implements LiveConfig {
        @Override
        public Duration poll() {
            return POLL;
        }

        @Override
        public Duration warmUp() {
            return Duration.ofMillis(100);
        }
    }

    static final class Checking implements GateConfig {
        @Override
        public Duration timeLimit() {
            return LONG;
        }

        @Override
        public String heap() {
            return "512m";
        }
    }
}
