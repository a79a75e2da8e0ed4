package org.kentei.analysis;

import java.time.LocalDate;
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
import org.kentei.ruleset.RulesetText;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.OrdinalScale.OrdinalLevel;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Vocabulary;

/**
 * Finds sheets with a requirement that the next higher sheet of the field does not have, so that a candidate could meet
 * only the higher one. Complexity and size are left out, because clauses of higher levels count for them by a shared rule.
 */
final class LowerSheetCheck {

    private static final Set<ConclusionType> COUNT_FROM_ABOVE =
            Set.of(ConclusionType.MEETS_COMPLEXITY, ConclusionType.MEETS_SIZE);

    private final Ruleset ruleset;
    private final LocalDate asOf;
    private final boolean withExamples;
    private final Vocabulary vocabulary;
    private final RulesByConclusion clauses;
    private final Map<String, Optional<String>> examples = new HashMap<>();
    private final List<Warning> warnings = new ArrayList<>();

    private LowerSheetCheck(Ruleset ruleset, LocalDate asOf, boolean withExamples) {
        this.ruleset = ruleset;
        this.asOf = asOf;
        this.withExamples = withExamples;
        RulesetText inForce = ruleset.text().on(asOf);
        this.vocabulary = inForce.vocabulary();
        this.clauses = new RulesByConclusion(inForce.rules());
    }

    static List<Warning> warnings(Ruleset ruleset, LocalDate asOf, boolean withExamples) {
        LowerSheetCheck lowerSheets = new LowerSheetCheck(ruleset, asOf, withExamples);
        for (SpecialtyField field : lowerSheets.vocabulary.fields()) {
            for (int place = 1; place < field.sheets().size(); place++) {
                lowerSheets.compare(field.sheets().get(place), field.sheets().get(place - 1));
            }
        }
        return lowerSheets.warnings;
    }

    private void compare(Sheet lower, Sheet higher) {
        for (ConclusionType type : ConclusionType.values()) {
            List<RuleText> required = clauses.of(lower.sheet(), type);
            if (required.isEmpty() || COUNT_FROM_ABOVE.contains(type)) {
                continue;
            }
            Optional<Criterion> criterion = type.criterion();
            if (criterion.isPresent() && !higher.requires(criterion.get())) {
                add(required.get(0), lower, higher, criterion.get() + ", which " + higher.sheet() + " does not");
                continue;
            }
            for (RuleText above : clauses.of(higher.sheet(), type)) {
                for (List<SimpleCondition> held : above.condition().alternatives()) {
                    compare(lower, higher, required, held);
                }
            }
        }
    }

    /** Finds the clause with the fewest conditions that do not follow from those of the higher sheet. */
    private void compare(Sheet lower, Sheet higher, List<RuleText> required, List<SimpleCondition> held) {
        record Missing(RuleText rule, List<SimpleCondition> parts) {}
        Missing nearest = required.stream()
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
                            + ", which does not follow from the conditions of " + higher.sheet());
        }
    }

    private boolean follows(SimpleCondition required, List<SimpleCondition> held) {
        return required.property().ofSheet()
                || held.contains(required)
                || held.stream().anyMatch(one -> follows(required, one));
    }

    private boolean follows(SimpleCondition required, SimpleCondition held) {
        if (required instanceof NumberComparison lower && held instanceof NumberComparison higher) {
            return atLeast(lower)
                    && atLeast(higher)
                    && measuresAtLeast(
                            higher.property().name(), lower.property().name())
                    && higher.number().compareTo(lower.number()) >= 0;
        }
        if (required instanceof AtLeast lower && held instanceof AtLeast higher) {
            CodeList list = lower.property().codes();
            OrdinalLevel level = list == null || !lower.property().equals(higher.property())
                    ? null
                    : vocabulary.scale(list).level(higher.code());
            return level != null && level.atLeast(lower.code());
        }
        return required instanceof Contains lower
                && held instanceof Contains higher
                && lower.property().equals(higher.property())
                && lower.code().equals(higher.code());
    }

    private static boolean atLeast(NumberComparison comparison) {
        return comparison.operator() == Operator.AT_LEAST;
    }

    /** The sum of all months is at least the longest run. */
    private static boolean measuresAtLeast(String held, String required) {
        return held.equals(required)
                || (held.equals("longestRunMonths") || held.startsWith("monthsIn")) && required.equals("months");
    }

    private void add(RuleText rule, Sheet lower, Sheet higher, String what) {
        Warning warning = Warning.at(
                WarningType.LOWER_SHEET_ASKS_MORE,
                rule,
                "A candidate who meets " + higher.sheet() + " may not meet " + lower.sheet() + ", which requires "
                        + what + ".");
        if (warnings.stream().noneMatch(known -> known.equals(warning.with(known.example())))) {
            warnings.add(warning.with(example(rule, lower, higher)));
        }
    }

    /** The smallest candidate found who meets the higher sheet but not the rule's criterion of the lower one. */
    private @Nullable String example(RuleText rule, Sheet lower, Sheet higher) {
        Criterion criterion = rule.criterion();
        return criterion == null || !withExamples
                ? null
                : examples.computeIfAbsent(
                                lower.sheet() + criterion,
                                any -> Optional.ofNullable(
                                        HigherWithoutLower.example(ruleset, asOf, higher, lower, criterion)))
                        .orElse(null);
    }
}
