package org.kentei.ruleset;

import java.util.List;
import java.util.stream.Stream;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Operator;
import org.kentei.rule.RuleText;

/**
 * A rule with one number of its condition moved by one.
 *
 * @param rule the rule as it stands
 * @param comparison the comparison whose number is moved
 * @param step one up or one down
 */
record NumberVariant(RuleText rule, NumberComparison comparison, int step) {

    /** Every number of the rules, one up and one down; no condition can ask for less than nothing. */
    static List<NumberVariant> of(List<RuleText> rules) {
        return rules.stream()
                .flatMap(rule -> rule.condition()
                        .parts()
                        .filter(NumberComparison.class::isInstance)
                        .map(NumberComparison.class::cast)
                        .flatMap(comparison -> Stream.of(1, -1).map(step -> new NumberVariant(rule, comparison, step))))
                .filter(variant -> variant.number() >= 0)
                .toList();
    }

    /** The rule's name with what was done to it. */
    String name() {
        return rule.name() + " but " + moved();
    }

    /** The comparison as the variant has it. */
    String moved() {
        return comparison.property().name() + " " + comparison.operator().sign() + " " + number();
    }

    private long number() {
        return comparison.number().longValueExact() + step;
    }

    /**
     * Whether a band ends one later. That changes no verdict: what stands at a band's end meets the alternative or the
     * sheet above, which asks no more besides.
     */
    boolean raisesAnUpperBound() {
        return comparison.operator() == Operator.LESS_THAN && step > 0;
    }

    /** The variant's text. */
    String source() {
        String named = rule.source().replace("rule \"" + rule.name() + "\"", "rule \"" + name() + "\"");
        int place = named.indexOf(comparison.text());
        if (place < 0 || named.indexOf(comparison.text(), place + 1) > 0) {
            throw new IllegalStateException("`" + comparison.text() + "` does not stand once in " + rule.name());
        }
        return named.replace(comparison.text(), moved());
    }
}
