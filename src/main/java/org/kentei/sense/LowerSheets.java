package org.kentei.sense;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.Statement;
import org.kentei.meaning.HigherWithoutLower;
import org.kentei.rule.Clauses;
import org.kentei.rule.Condition.Contains;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Condition.Part;
import org.kentei.rule.Condition.Reaches;
import org.kentei.rule.Operator;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.Ruleset;
import org.kentei.sense.Finding.Kind;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Ladder.Rung;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Vocabulary;

/**
 * Whether a sheet asks anything that the sheet above it in the field does not, so that who meets the higher one could
 * fail the lower. Complexity and size are left out: a clause of the level above counts for them by a shared rule.
 */
final class LowerSheets {

    private static final Set<Statement> COUNT_FROM_ABOVE = Set.of(Statement.MEETS_COMPLEXITY, Statement.MEETS_SIZE);

    private final Ruleset ruleset;
    private final boolean withExamples;
    private final Vocabulary vocabulary;
    private final Clauses clauses;
    private final Map<String, Optional<String>> examples = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private LowerSheets(Ruleset ruleset, boolean withExamples) {
        this.ruleset = ruleset;
        this.withExamples = withExamples;
        this.vocabulary = ruleset.vocabulary();
        this.clauses = new Clauses(ruleset.rules());
    }

    static List<Finding> findings(Ruleset ruleset, boolean withExamples) {
        LowerSheets lowerSheets = new LowerSheets(ruleset, withExamples);
        for (SpecialtyField field : lowerSheets.vocabulary.fields()) {
            for (int place = 1; place < field.sheets().size(); place++) {
                lowerSheets.compare(field.sheets().get(place), field.sheets().get(place - 1));
            }
        }
        return lowerSheets.findings;
    }

    private void compare(Sheet lower, Sheet higher) {
        for (Statement statement : Statement.values()) {
            List<RuleText> asks = clauses.of(lower.sheet(), statement);
            if (asks.isEmpty() || COUNT_FROM_ABOVE.contains(statement)) {
                continue;
            }
            Optional<Criterion> criterion = statement.criterion();
            if (criterion.isPresent() && !higher.asks(criterion.get())) {
                add(asks.get(0), lower, higher, criterion.get() + ", which " + higher.sheet() + " does not");
                continue;
            }
            for (RuleText above : clauses.of(higher.sheet(), statement)) {
                for (List<Part> held : above.condition().alternatives()) {
                    compare(lower, higher, asks, held);
                }
            }
        }
    }

    /** Finds the clause that comes nearest to following from what the higher sheet's holder is known to have. */
    private void compare(Sheet lower, Sheet higher, List<RuleText> asks, List<Part> held) {
        record Missing(RuleText rule, List<Part> parts) {}
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

    private boolean follows(Part asked, List<Part> held) {
        return asked.property().ofSheet()
                || held.contains(asked)
                || held.stream().anyMatch(one -> follows(asked, one));
    }

    private boolean follows(Part asked, Part held) {
        if (asked instanceof NumberComparison lower && held instanceof NumberComparison higher) {
            return atLeast(lower)
                    && atLeast(higher)
                    && measuresAtLeast(
                            higher.property().name(), lower.property().name())
                    && higher.number().compareTo(lower.number()) >= 0;
        }
        if (asked instanceof Reaches lower && held instanceof Reaches higher) {
            CodeList ladder = lower.property().codes();
            Rung rung = ladder == null || !lower.property().equals(higher.property())
                    ? null
                    : vocabulary.ladder(ladder).rung(higher.code());
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
        Finding finding = Finding.at(
                Kind.LOWER_SHEET_ASKS_MORE,
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
