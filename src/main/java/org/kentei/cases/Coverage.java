package org.kentei.cases;

import java.util.List;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.RuleText;

/**
 * What the cases try. A sheet's rules are tried by the sheet's own cases, since only those say what they expect of it;
 * shared rules by all.
 */
public record Coverage(List<RuleCoverage> rules, List<BoundaryCoverage> boundaries) {

    /**
     * Whether some case makes a rule fire and some other does not.
     *
     * @param fired how many cases make it fire
     * @param notFired how many do not
     */
    public record RuleCoverage(RuleText rule, int fired, int notFired) {

        public boolean complete() {
            return fired > 0 && notFired > 0;
        }
    }

    /**
     * Which values around a number some case tries, where nothing but that number decides whether its condition holds.
     *
     * @param wanted the number itself and its neighbours, as far as there are such values
     * @param untried those of them that no case tries
     */
    public record BoundaryCoverage(RuleText rule, NumberComparison condition, List<Long> wanted, List<Long> untried) {

        public boolean complete() {
            return untried.isEmpty();
        }
    }

    /** Whether nothing is left untried. */
    public boolean complete() {
        return rules.stream().allMatch(RuleCoverage::complete)
                && boundaries.stream().allMatch(BoundaryCoverage::complete);
    }
}
