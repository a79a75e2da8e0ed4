package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.rule.RuleText;

class EveryRuleMattersTest {

    private final Ruleset ruleset = RulesFolder.ruleset();

    @Test
    void without_a_rule_some_worked_case_is_decided_otherwise_save_for_clauses_that_a_level_above_makes_redundant() {
        Set<String> redundant = new TreeSet<>();
        for (RuleText rule : ruleset.rules()) {
            if (!matters(rule)) {
                redundant.add(rule.name());
            }
        }

        assertThat(redundant).isEqualTo(Redundant.CLAUSES.keySet());
    }

    private boolean matters(RuleText rule) {
        return DecidedCase.firstThoseOf(Objects.requireNonNullElse(rule.sheet(), "")).stream()
                .anyMatch(one -> !decidedWithout(rule, one).equals(one.summary()));
    }

    private String decidedWithout(RuleText rule, DecidedCase one) {
        return VerdictSummary.of(
                new WatchedSession(ruleset, name -> !name.equals(rule.name())).decide(one.candidate()));
    }
}
