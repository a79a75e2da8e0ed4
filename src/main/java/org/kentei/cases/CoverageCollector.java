package org.kentei.cases;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.kentei.cases.Coverage.BoundaryCoverage;
import org.kentei.cases.Coverage.RuleCoverage;
import org.kentei.fact.Fact;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Condition.SimpleCondition;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.Ruleset;
import org.kentei.verdict.Firing;
import org.kentei.verdict.Verdict;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Sheet;

/** Takes down, case by case, which rules fired and which numbers were tried. */
final class CoverageCollector {

    private static final class RuleTrials {
        private final RuleText rule;
        private final List<List<SimpleCondition>> alternatives;
        private final Map<SimpleCondition, Set<Long>> values = new IdentityHashMap<>();
        private int fired;
        private int notFired;

        private RuleTrials(RuleText rule) {
            this.rule = rule;
            this.alternatives = rule.condition().alternatives();
        }

        private void look(Fact fact) {
            for (List<SimpleCondition> alternative : alternatives) {
                for (SimpleCondition part : alternative) {
                    if (part instanceof NumberComparison number
                            && number.property().value(fact) instanceof Number value
                            && alternative.stream().allMatch(other -> other == part || other.holds(fact))) {
                        values.computeIfAbsent(part, any -> new HashSet<>()).add(value.longValue());
                    }
                }
            }
        }
    }

    private final Ruleset ruleset;
    private final Map<String, RuleTrials> byRule = new HashMap<>();

    CoverageCollector(Ruleset ruleset) {
        this.ruleset = ruleset;
        ruleset.rules().forEach(rule -> byRule.put(rule.name(), new RuleTrials(rule)));
    }

    void take(Sheet sheet, Verdict verdict, List<Fact> facts) {
        Set<String> fired = verdict.firings().stream().map(Firing::rule).collect(Collectors.toSet());
        for (RuleTrials tried : byRule.values()) {
            if (tried.rule.sheet() != null && !tried.rule.sheet().equals(sheet.sheet())) {
                continue;
            }
            if (fired.contains(tried.rule.name())) {
                tried.fired++;
            } else {
                tried.notFired++;
            }
            facts.stream().filter(tried.rule.factType().type()::isInstance).forEach(tried::look);
        }
    }

    Coverage coverage() {
        List<RuleCoverage> rules = new ArrayList<>();
        List<BoundaryCoverage> boundaries = new ArrayList<>();
        for (RuleText rule : ruleset.rules()) {
            RuleTrials tried = byRule.get(rule.name());
            rules.add(new RuleCoverage(rule, tried.fired, tried.notFired));
            rule.condition().parts().filter(NumberComparison.class::isInstance).forEach(part -> {
                NumberComparison number = (NumberComparison) part;
                List<Long> wanted = wanted(rule, number);
                Set<Long> values = tried.values.getOrDefault(part, Set.of());
                boundaries.add(new BoundaryCoverage(
                        rule,
                        number,
                        wanted,
                        wanted.stream().filter(value -> !values.contains(value)).toList()));
            });
        }
        return new Coverage(rules, boundaries);
    }

    /** Counts do not go below none, and codes on a list not above how many the list has. */
    private List<Long> wanted(RuleText rule, NumberComparison number) {
        long at = number.number().longValueExact();
        long most = switch (number.property().name()) {
            case "criteria" -> complexity(rule);
            case "kinds" ->
                ruleset.vocabulary().codes(CodeList.CONTRIBUTION_KINDS).size();
            default -> Long.MAX_VALUE;
        };
        return LongStream.of(at - 1, at, at + 1)
                .filter(value -> value >= 0 && value <= most)
                .boxed()
                .toList();
    }

    private long complexity(RuleText rule) {
        Sheet sheet = rule.sheet() == null ? null : ruleset.vocabulary().sheet(rule.sheet());
        return sheet == null ? Long.MAX_VALUE : sheet.complexity().size();
    }
}
