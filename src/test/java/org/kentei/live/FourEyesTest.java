package org.kentei.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.access.Caller;
import org.kentei.access.Role;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.assessment.Assessor;
import org.kentei.assessment.RunningVersion;
import org.kentei.files.PrivateFiles;
import org.kentei.live.ActivationAttempt.AttemptOutcome;
import org.kentei.live.review.FourEyes;
import org.kentei.live.review.FourEyes.WaitingRevision;
import org.kentei.live.review.Reviews;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.ActivationEntry;
import org.kentei.record.audit.OpenRecord;
import org.kentei.record.store.WaitingRulesets;
import org.kentei.ruleset.RulesetFiles;

/** Rules that need two people, on two instances with one record, whose rules folders differ. */
class FourEyesTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String OM4 = "operations-management/OM4.drl";
    private static final Caller HANAKO = new Caller("hanako", "192.0.2.1", Set.of(Role.AUTHOR), true);
    private static final Caller TARO = new Caller("taro", "192.0.2.2", Set.of(Role.AUTHOR), true);

    @TempDir
    private Path temporary;

    private final List<Instance> instances = new ArrayList<>();
    private OpenRecord record;

    @AfterEach
    void stop() throws InterruptedException {
        for (Instance instance : instances) {
            instance.live.stop();
        }
        record.close();
    }

    @Test
    void a_waiting_revision_survives_a_restart_and_is_activated_by_every_instance_when_it_is_confirmed()
            throws Exception {
        Path data = PrivateFiles.makeFolder(temporary.resolve("data"));
        PrivateFiles.makeFile(data.resolve("kentei.mv.db"));
        record = OpenRecord.open(new RestartTest.H2InFolder(), data, Optional.empty(), Optional.empty());
        Path edited = folder("edited");
        Path old = folder("old");
        String first = RulesetFiles.read(old).revision();

        Instance one = start(edited);
        await(() -> one.active().equals(first) && record.rulesets().lastActive().isPresent());
        assertThat(((ActivationEntry) entry(0)).approval())
                .as("the first rules of an empty record need nobody")
                .isNull();
        Files.writeString(
                edited.resolve(OM4), Files.readString(edited.resolve(OM4)).replace("months >= 24", "months >= 18"));
        String second = RulesetFiles.read(edited).revision();
        await(() -> one.waiting().map(WaitingRevision::review).isPresent());
        assertThat(one.waiting().orElseThrow().revision()).isEqualTo(second);
        assertThat(one.attempt().outcome()).isEqualTo(AttemptOutcome.WAITING);
        assertThat(one.active()).isEqualTo(first);
        one.fourEyes.propose(second, HANAKO);
        one.live.stop();
        instances.remove(one);

        Instance other = start(old);
        assertThat(other.active()).isEqualTo(first);
        await(() -> other.live.lastAttempt().isPresent());
        assertThat(other.waiting().orElseThrow().proposedBy()).isEqualTo("hanako");
        other.fourEyes.confirm(second, TARO);
        await(() -> other.active().equals(second));
        assertThat(other.waiting()).isEmpty();
        long size = record.log().frontier().size();
        ActivationEntry confirmed = (ActivationEntry) entry(size - 1);
        assertThat(confirmed.rulesetRevision()).isEqualTo(second);
        assertThat(confirmed.approval().proposedBy().name()).isEqualTo("hanako");
        assertThat(confirmed.approval().confirmedBy().name()).isEqualTo("taro");
        assertThat(confirmed.approval().changes().get(0).subject()).isEqualTo("OM4.RESPONSIBILITIES");

        other.live.stop();
        instances.remove(other);
        Instance behind = start(old);
        assertThat(behind.active()).as("its folder still has the old rules").isEqualTo(second);
        await(() -> behind.live.lastAttempt().isPresent());
        assertThat(behind.attempt().outcome()).isEqualTo(AttemptOutcome.REFUSED);
        assertThat(behind.attempt().mistakes().get(0).reason()).contains("decided before");
        assertThat(behind.waiting()).isEmpty();
    }

    private Path folder(String name) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve(name));
        OwnRules.restore(folder);
        return folder;
    }

    private LogEntry entry(long index) {
        return LogEntry.parse(record.log().entries(index, 1).get(0).entry(), index);
    }

    private Instance start(Path folder) throws InterruptedException {
        Instance started = new Instance(folder);
        instances.add(started);
        started.live.start(new StartupEvent());
        await(() -> started.rulesets.find().isPresent());
        return started;
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        for (int attempt = 0; attempt < 6000 && !reached.getAsBoolean(); attempt++) {
            Thread.sleep(20);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    private final class Instance {

        private final ActiveRuleset rulesets = new ActiveRuleset(LONG, Clock.systemUTC());
        private final FourEyes fourEyes;
        private final LiveRules live;

        Instance(Path folder) {
            Clock clock = Clock.systemUTC();
            RunningVersion version = new RunningVersion();
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            WaitingRulesets waiting = new WaitingRulesets(record.log(), record.rulesets());
            fourEyes = new FourEyes(true, waiting, version, clock);
            live = new LiveRules(
                    Optional.of(folder),
                    temporary.resolve("data"),
                    LONG,
                    new RestartTest.Looking(),
                    new RestartTest.Checking(),
                    rulesets,
                    new Assessor(rulesets, record.assessments(), record.rulesets(), version, clock, meters),
                    record.rulesets(),
                    fourEyes,
                    waiting,
                    new Reviews(waiting, record.latestAssessments(), clock),
                    new RulesetMetrics(meters, rulesets, clock),
                    clock);
        }

        String active() {
            return rulesets.get().ruleset().revision();
        }

        Optional<WaitingRevision> waiting() {
            return fourEyes.waiting();
        }

        ActivationAttempt attempt() {
            return live.lastAttempt().orElseThrow();
        }
    }
}
