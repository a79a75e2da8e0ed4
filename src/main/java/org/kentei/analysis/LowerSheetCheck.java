package org.kentei.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.analysis.Warning.WarningType;
import org.kentei.fact.ConclusionType;
import org.kentei.meaning.HigherWithoutLower;
import org.kentei.rule.Condition.AtLeast;
import org.kentei.rule.Condition.Contains;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Condition.SimpleCondition;
import org.kentei.rule.Operator;
import org.kentei.rule.RuleText;
import org.kentei.rule.RulesByConclusion;
import org.kentei.ruleset.Ruleset;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.OrdinalScale.OrdinalLevel;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Vocabulary;

/**
 * Whether a sheet asks anything that the sheet above it in the field does not, so that who meets the higher one could
 * fail the lower. Complexity and size are left out: a clause of the level above counts for them by a shared rule.
 */
final class LowerSheetCheck {

    private static final Set<ConclusionType> COUNT_FROM_ABOVE =
            Set.of(ConclusionType.MEETS_COMPLEXITY, ConclusionType.MEETS_SIZE);

    private final Ruleset ruleset;
    private final boolean withExamples;
    private final Vocabulary vocabulary;
    private final RulesByConclusion clauses;
    private final Map<String, Optional<String>> examples = new HashMap<>();
    private final List<Warning> findings = new ArrayList<>();

    private LowerSheetCheck(Ruleset ruleset, boolean withExamples) {
        this.ruleset = ruleset;
        this.withExamples = withExamples;
        this.vocabulary = ruleset.vocabulary();
        this.clauses = new RulesByConclusion(ruleset.rules());
    }

    static List<Warning> findings(Ruleset ruleset, boolean withExamples) {
        LowerSheetCheck lowerSheets = new LowerSheetCheck(ruleset, withExamples);
        for (SpecialtyField field : lowerSheets.vocabulary.fields()) {
            for (int place = 1; place < field.sheets().size(); place++) {
                lowerSheets.compare(field.sheets().get(place), field.sheets().get(place - 1));
            }
        }
        return lowerSheets.findings;
    }

    private void compare(Sheet lower, Sheet higher) {
        for (ConclusionType type : ConclusionType.values()) {
            List<RuleText> asks = clauses.of(lower.sheet(), type);
            if (asks.isEmpty() || COUNT_FROM_ABOVE.contains(type)) {
                continue;
            }
            Optional<Criterion> criterion = type.criterion();
            if (criterion.isPresent() && !higher.requires(criterion.get())) {
                add(asks.get(0), lower, higher, criterion.get() + ", which " + higher.sheet() + " does not");
                continue;
            }
            for (RuleText above : clauses.of(higher.sheet(), type)) {
                for (List<SimpleCondition> held : above.condition().alternatives()) {
                    compare(lower, higher, asks, held);
                }
            }
        }
    }

    /** Finds the clause that comes nearest to following from what the higher sheet's holder is known to have. */
    private void compare(Sheet lower, Sheet higher, List<RuleText> asks, List<SimpleCondition> held) {
        record Missing(RuleText rule, List<SimpleCondition> parts) {}
        Missing nearest = asks.stream()
                .flatMap(rule -> rule.condition().alternatives().stream()
                        .map(way -> new Missing(
                                rule,
                                way.stream()
                                        .filter(part -> !follows(part, held))
                                        .toList())))
                .min(Comparator.comparingInt(missing -> missing.parts().size()))
                .orElseThrow();
        if (!nearest.parts().isEmpty()) {
            add(
                    nearest.rule(),
                    lower,
                    higher,
                    nearest.parts().stream()
                                    .map(part -> "`" + part.text() + "`")
                                    .collect(Collectors.joining(" and "))
                            + ", which does not follow from what " + higher.sheet() + " asks");
        }
    }

    private boolean follows(SimpleCondition asked, List<SimpleCondition> held) {
        return asked.property().ofSheet()
                || held.contains(asked)
                || held.stream().anyMatch(one -> follows(asked, one));
    }

    private boolean follows(SimpleCondition asked, SimpleCondition held) {
        if (asked instanceof NumberComparison lower && held instanceof NumberComparison higher) {
            return atLeast(lower)
                    && atLeast(higher)
                    && measuresAtLeast(
                            higher.property().name(), lower.property().name())
                    && higher.number().compareTo(lower.number()) >= 0;
        }
        if (asked instanceof AtLeast lower && held instanceof AtLeast higher) {
            CodeList ladder = lower.property().codes();
            OrdinalLevel rung = ladder == null || !lower.property().equals(higher.property())
                    ? null
                    : vocabulary.scale(ladder).level(higher.code());
            return rung != null && rung.atLeast(lower.code());
        }
        return asked instanceof Contains lower
                && held instanceof Contains higher
                && lower.property().equals(higher.property())
                && lower.code().equals(higher.code());
    }

    private static boolean atLeast(NumberComparison comparison) {
        return comparison.operator() == Operator.AT_LEAST;
    }

    /** All months together are never fewer than those of the longest run. */
    private static boolean measuresAtLeast(String held, String asked) {
        return held.equals(asked) || held.equals("longestRunMonths") && asked.equals("months");
    }

    private void add(RuleText rule, Sheet lower, Sheet higher, String what) {
        Warning finding = Warning.at(
                WarningType.LOWER_SHEET_ASKS_MORE,
                rule,
                "Who meets " + higher.sheet() + " could fail " + lower.sheet() + ": it asks " + what + ".");
        if (findings.stream().noneMatch(known -> known.place().equals(finding.place()))) {
            findings.add(finding.with(example(rule, lower, higher)));
        }
    }

    /** The smallest candidate found who meets the higher sheet and fails the lower one in the rule's criterion. */
    private @Nullable String example(RuleText rule, Sheet lower, Sheet higher) {
        Criterion criterion = rule.criterion();
        return criterion == null || !withExamples
                ? null
                : examples.computeIfAbsent(
                                lower.sheet() + criterion,
                                any -> Optional.ofNullable(
                                        HigherWithoutLower.example(ruleset, higher, lower, criterion)))
                        .orElse(null);
    }
}
