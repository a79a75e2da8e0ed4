package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.rule.RuleText;

/**
 * Moves every number of the rules by one. All variants are compiled into one ruleset, and a session lets one of them
 * speak in place of the rule that it was made of.
 */
class EveryNumberMattersTest {

    private static final List<NumberVariant> VARIANTS =
            NumberVariant.of(RulesFolder.ruleset().rules());
    private static final Set<String> OWN_RULES =
            RulesFolder.ruleset().rules().stream().map(RuleText::name).collect(Collectors.toSet());

    private static Ruleset withVariants;

    @BeforeAll
    static void compile() throws InvalidRulesetException {
        withVariants = ChangedRules.compileWith(
                "variants.drl", VARIANTS.stream().map(NumberVariant::source).collect(Collectors.joining("\n")));
    }

    @AfterAll
    static void close() {
        withVariants.close();
    }

    @Test
    void with_a_number_one_up_or_one_down_some_worked_case_is_decided_otherwise() {
        Set<String> withoutEffect = VARIANTS.stream()
                .filter(variant -> !variant.raisesAnUpperBound() && !matters(variant))
                .map(NumberVariant::name)
                .collect(Collectors.toSet());

        assertThat(withoutEffect)
                .isEqualTo(Redundant.CLAUSES.keySet().stream()
                        .map(rule -> rule + " but criteria >= 3")
                        .collect(Collectors.toSet()));
    }

    private static boolean matters(NumberVariant variant) {
        Set<String> speaking = new HashSet<>(OWN_RULES);
        speaking.remove(variant.rule().name());
        speaking.add(variant.name());
        return DecidedCase.firstThoseOf(
                        Objects.requireNonNullElse(variant.rule().sheet(), ""))
                .stream()
                .anyMatch(one -> !VerdictSummary.of(
                                new WatchedSession(withVariants, speaking::contains).decide(one.candidate()))
                        .equals(one.summary()));
    }
}
