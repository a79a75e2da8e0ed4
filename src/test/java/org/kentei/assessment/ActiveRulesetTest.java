package org.kentei.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.EditedRules;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.assessment.Decision.DecisionContext;
import org.kentei.candidate.Candidate;
import org.kentei.log.Client;
import org.kentei.record.audit.SmallRecord;
import org.kentei.record.dictionary.DocumentDictionary;
import org.kentei.record.store.AssessmentRecord;
import org.kentei.record.store.AssessmentStore;
import org.kentei.ruleset.EvaluationLimitException;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.verdict.Verdict;

/** Taking hold of the ruleset that decides, swapping it, and going over its limits. */
class ActiveRulesetTest {

    @Test
    void without_a_ruleset_nothing_can_be_decided_yet() {
        ActiveRuleset rulesets = new ActiveRuleset(Duration.ofSeconds(2), Clock.systemUTC());
        assertThat(rulesets.find()).isEmpty();
        assertThatThrownBy(rulesets::take).isInstanceOf(NotReadyException.class);
    }

    @Test
    void who_has_taken_hold_decides_to_the_end_under_the_ruleset_that_was_swapped_out() throws InvalidRulesetException {
        ActiveRuleset rulesets = new ActiveRuleset(Duration.ofSeconds(60), Clock.systemUTC());
        LoadedRuleset first = rulesets.swapIn(loaded());
        Candidate candidate = first.reader().read(ExampleCandidate.json());
        try (LoadedRuleset.Lease hold = rulesets.take()) {
            Verdict before = hold.decide(candidate);
            LoadedRuleset second = rulesets.swapIn(loaded());
            assertThat(hold.active()).isSameAs(first);
            assertThat(hold.decide(candidate)).isEqualTo(before);
            try (LoadedRuleset.Lease later = rulesets.take()) {
                assertThat(later.active()).isSameAs(second);
                assertThat(later.decide(candidate)).isEqualTo(before);
            }
        }
        assertThat(first.take()).as("given up by everybody, it is held no more").isNull();
    }

    @Test
    void a_ruleset_is_active_since_a_time_in_microseconds_as_in_the_log() throws InvalidRulesetException {
        Clock clock = Clock.fixed(Instant.parse("2026-04-01T09:00:00.123456789Z"), ZoneOffset.UTC);
        LoadedRuleset active = new ActiveRuleset(Duration.ofSeconds(2), clock).swapIn(loaded());
        assertThat(active.since()).isEqualTo("2026-04-01T09:00:00.123456Z");
    }

    @Test
    void work_of_many_evaluations_has_one_ruleset_and_is_never_overdue() throws InvalidRulesetException {
        ActiveRuleset rulesets = new ActiveRuleset(Duration.ofNanos(1), Clock.systemUTC());
        LoadedRuleset first = rulesets.swapIn(loaded());
        try (LoadedRuleset.LongHold stream = rulesets.hold()) {
            rulesets.swapIn(loaded());
            assertThat(first.suspect()).isFalse();
            try (LoadedRuleset.Lease one = stream.take()) {
                assertThat(one.active()).isSameAs(first);
            }
        }
        assertThat(first.take()).as("given up by everybody, it is held no more").isNull();
    }

    @Test
    void with_the_dictionary_of_their_ruleset_documents_take_half_of_the_bytes() throws InvalidRulesetException {
        ActiveRuleset rulesets = new ActiveRuleset(Duration.ofSeconds(60), Clock.systemUTC());
        LoadedRuleset first = rulesets.swapIn(loaded());
        DocumentDictionary dictionary = first.dictionary();
        int with = 0;
        int without = 0;
        for (WorkedCase one : WorkedCase.all().subList(0, 30)) {
            try (LoadedRuleset.Lease lease = rulesets.take()) {
                DecisionContext under = new DecisionContext(
                        UUID.randomUUID(), Instant.now(), new Client("personnel", "::1"), RunningVersion.current());
                AssessmentRecord made = Assessor.toKeep(
                        Decision.of(first.ruleset().revision(), first.reader(), lease::decide, one.body(), under));
                with += AssessmentStore.prepare(made, dictionary).documents().length();
                without += AssessmentStore.prepare(made, null).documents().length();
            }
        }
        assertThat(2 * with).isLessThan(without);
        assertThat(rulesets.swapIn(loaded()).dictionary().number())
                .as("the same after each start")
                .isEqualTo(dictionary.number());
    }

    @Test
    void work_goes_on_under_a_revision_that_only_the_record_has(@TempDir Path folder) throws Exception {
        RulesetFiles earlier = new EditedRules()
                .with("operations-management/OM7.drl", "headcount >= 250", "headcount >= 300")
                .files();
        ActiveRuleset rulesets = new ActiveRuleset(Duration.ofSeconds(60), Clock.systemUTC());
        rulesets.swapIn(loaded());
        try (SmallRecord record = new SmallRecord(folder)) {
            record.archive.keep(earlier, Instant.EPOCH, SmallRecord.PROGRAMS);
            RulesetsInUse inUse = new RulesetsInUse(rulesets, record.archive);
            try (LoadedRuleset.LongHold hold = inUse.hold(earlier.revision());
                    LoadedRuleset.LongHold again = inUse.hold(earlier.revision());
                    LoadedRuleset.LongHold active =
                            inUse.hold(RulesFolder.files().revision())) {
                assertThat(again.active()).isSameAs(hold.active());
                assertThat(active.active()).isSameAs(rulesets.get());
                inUse.release();
                try (LoadedRuleset.Lease one = hold.take()) {
                    assertThat(one.active().ruleset().revision()).isEqualTo(earlier.revision());
                    Candidate candidate = one.active().reader().read(ExampleCandidate.json());
                    assertThat(one.decide(candidate).certifiedLevel()).isNotNull();
                }
            }
            assertThatThrownBy(() -> inUse.hold("0".repeat(64)))
                    .isInstanceOf(RulesetsInUse.MissingRevisionException.class);
        }
    }

    @Test
    void an_evaluation_over_its_deadline_is_an_error_and_makes_the_ruleset_suspect() throws InvalidRulesetException {
        ActiveRuleset rulesets = new ActiveRuleset(Duration.ofNanos(1), Clock.systemUTC());
        LoadedRuleset active = rulesets.swapIn(loaded());
        assertThat(active.suspect()).isFalse();
        try (LoadedRuleset.Lease hold = rulesets.take()) {
            Candidate candidate = active.reader().read(ExampleCandidate.json());
            assertThatThrownBy(() -> hold.decide(candidate)).isInstanceOf(EvaluationLimitException.class);
        }
        assertThat(active.suspect()).isTrue();
        assertThat(rulesets.swapIn(loaded()).suspect()).isFalse();
    }

    @Test
    void an_evaluation_that_does_not_return_is_visible_while_it_runs() throws InvalidRulesetException {
        ActiveRuleset rulesets = new ActiveRuleset(Duration.ofNanos(1), Clock.systemUTC());
        LoadedRuleset active = rulesets.swapIn(loaded());
        try (LoadedRuleset.Lease stuck = rulesets.take()) {
            assertThat(stuck.active().suspect()).isTrue();
        }
        assertThat(active.suspect()).isFalse();
    }

    private static Ruleset loaded() throws InvalidRulesetException {
        return RulesetCompiler.compile(RulesFolder.files());
    }
}
