package org.kentei.cases;

import java.util.List;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.RuleText;

/**
 * Which rules and numbers the cases test. A sheet's rules are tested only by the sheet's own cases, because only these
 * state what they expect for the sheet. Shared rules are tested by all cases.
 */
public record Coverage(List<RuleCoverage> rules, List<BoundaryCoverage> boundaries) {

    /**
     * Whether at least one case makes a rule fire and at least one does not.
     *
     * @param fired the number of cases that make it fire
     * @param notFired the number of cases that do not
     */
    public record RuleCoverage(RuleText rule, int fired, int notFired) {

        public boolean complete() {
            return fired > 0 && notFired > 0;
        }
    }

    /**
     * Which values around a number the cases test, in candidates for which only that number decides whether the condition
     * holds.
     *
     * @param required the number and its neighbours, where such values are possible
     * @param untested the required values that no case tests
     */
    public record BoundaryCoverage(
            RuleText rule, NumberComparison condition, List<Long> required, List<Long> untested) {

        public boolean complete() {
            return untested.isEmpty();
        }
    }

    /** Whether the cases test everything. */
    public boolean complete() {
        return rules.stream().allMatch(RuleCoverage::complete)
                && boundaries.stream().allMatch(BoundaryCoverage::complete);
    }
}
