package org.kentei.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.kentei.cases.Coverage.BoundaryCoverage;
import org.kentei.cases.Coverage.RuleCoverage;
import org.kentei.fact.Fact;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Condition.SimpleCondition;
import org.kentei.rule.Property;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.Ruleset;
import org.kentei.verdict.Firing;
import org.kentei.verdict.Verdict;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;

/** Records for each case which rules fired and which numbers were tested. */
final class CoverageCollector {

    private static final class TestedRule {
        private final RuleText rule;
        private final List<List<SimpleCondition>> alternatives;
        private final Map<SimpleCondition, Set<Long>> values = new IdentityHashMap<>();
        private int fired;
        private int notFired;

        private TestedRule(RuleText rule) {
            this.rule = rule;
            this.alternatives = rule.condition().alternatives();
        }

        private void add(Fact fact) {
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
    private final Map<String, TestedRule> byRule = new HashMap<>();

    CoverageCollector(Ruleset ruleset) {
        this.ruleset = ruleset;
        ruleset.rules().forEach(rule -> byRule.put(rule.name(), new TestedRule(rule)));
    }

    /** @param asOf the case's as-of date: a rule that is not in force then is not tested */
    void add(Sheet sheet, LocalDate asOf, Verdict verdict, List<Fact> facts) {
        Set<String> fired = verdict.firings().stream().map(Firing::rule).collect(Collectors.toSet());
        for (RuleText rule : ruleset.on(asOf).rules()) {
            TestedRule tested = byRule.get(rule.name());
            if (tested == null || rule.sheet() != null && !rule.sheet().equals(sheet.sheet())) {
                continue;
            }
            if (fired.contains(tested.rule.name())) {
                tested.fired++;
            } else {
                tested.notFired++;
            }
            facts.stream().filter(tested.rule.factType().type()::isInstance).forEach(tested::add);
        }
    }

    Coverage coverage() {
        List<RuleCoverage> rules = new ArrayList<>();
        List<BoundaryCoverage> boundaries = new ArrayList<>();
        for (RuleText rule : ruleset.rules()) {
            TestedRule tested = Objects.requireNonNull(byRule.get(rule.name()));
            rules.add(new RuleCoverage(rule, tested.fired, tested.notFired));
            rule.condition().parts().filter(NumberComparison.class::isInstance).forEach(part -> {
                NumberComparison number = (NumberComparison) part;
                List<Long> required = required(rule, number);
                Set<Long> values = tested.values.getOrDefault(part, Set.of());
                boundaries.add(new BoundaryCoverage(
                        rule,
                        number,
                        required,
                        required.stream()
                                .filter(value -> !values.contains(value))
                                .toList()));
            });
        }
        return new Coverage(rules, boundaries);
    }

    /** A count cannot be negative, and the number of codes from a list cannot exceed the length of the list. */
    private List<Long> required(RuleText rule, NumberComparison number) {
        long at = number.number().longValueExact();
        Property.Argument argument = number.property().argument();
        long most = switch (number.property().baseName()) {
            case "criteria" -> complexity(rule);
            case "criteriaAmong", "accomplishmentsAmong" ->
                Objects.requireNonNull(argument).codes().size();
            case "areasAtDepth" -> areas(rule);
            case "kinds", "kindsOfLastYears" ->
                ruleset.vocabulary().codes(CodeList.CONTRIBUTION_KINDS).size();
            default -> Long.MAX_VALUE;
        };
        return LongStream.of(at - 1, at, at + 1)
                .filter(value -> value >= 0 && value <= most)
                .boxed()
                .toList();
    }

    private long areas(RuleText rule) {
        Sheet sheet = rule.sheet() == null ? null : ruleset.vocabulary().sheet(rule.sheet());
        SpecialtyField field = sheet == null ? null : ruleset.vocabulary().field(sheet.specialtyField());
        return field == null ? Long.MAX_VALUE : field.areas().size();
    }

    private long complexity(RuleText rule) {
        Sheet sheet = rule.sheet() == null ? null : ruleset.vocabulary().sheet(rule.sheet());
        return sheet == null ? Long.MAX_VALUE : sheet.complexity().size();
    }
}
