package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.fact.Fact;
import org.kentei.rule.RuleText;

/** Shortfalls are found by the rules' conditions read as data; they must decide as the engine does. */
class ConditionsAgreeWithTheEngineTest {

    private final Ruleset ruleset = RulesFolder.ruleset();
    private final List<RuleText> ofOneFact =
            ruleset.rules().stream().filter(rule -> !rule.joined()).toList();

    @Test
    void a_rule_fires_for_a_fact_exactly_when_its_condition_read_as_data_holds() {
        Set<String> fired = new TreeSet<>();
        for (DecidedCase one : DecidedCase.all()) {
            WatchedSession session = new WatchedSession(ruleset, any -> true);
            session.decide(one.candidate());
            Map<Fact, Set<String>> rulesOf = rulesOf(session);
            for (Fact fact : session.facts()) {
                assertThat(rulesOf.getOrDefault(fact, Set.of()))
                        .as("%s: %s", one.name(), fact)
                        .isEqualTo(holding(fact));
            }
            rulesOf.values().forEach(fired::addAll);
        }

        assertThat(fired).hasSameSizeAs(ofOneFact);
    }

    private Set<String> holding(Fact fact) {
        Set<String> names = new TreeSet<>();
        ofOneFact.stream().filter(rule -> rule.holds(fact)).forEach(rule -> names.add(rule.name()));
        return names;
    }

    private Map<Fact, Set<String>> rulesOf(WatchedSession session) {
        Map<Fact, Set<String>> rules = new IdentityHashMap<>();
        for (WatchedSession.Match match : session.matches()) {
            if (ofOneFact.contains(ruleset.rule(match.rule()))) {
                rules.computeIfAbsent(match.fact(), any -> new TreeSet<>()).add(match.rule());
            }
        }
        return rules;
    }
}
