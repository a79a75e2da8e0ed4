package org.kentei.meaning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kentei.meaning.Grid.Point;
import org.kentei.rule.Condition.AtLeast;
import org.kentei.rule.Condition.SimpleCondition;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.RulesetText;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Vocabulary;

/** Finds rules that no candidate can meet, that every candidate meets, or that other rules make superfluous. */
public final class RuleReach {

    /** The kind of remark. */
    public enum ReachType {
        /** No candidate can meet it. */
        NEVER,
        /** Every candidate who states the values that it reads meets it. */
        ALWAYS,
        /** Every candidate who meets it meets another rule with the same conclusion. */
        SUPERFLUOUS
    }

    /**
     * A remark about a rule.
     *
     * @param words the message for its author
     */
    public record Remark(ReachType kind, RuleText rule, String words) {}

    private final Vocabulary vocabulary;
    private final List<Remark> remarks = new ArrayList<>();

    private RuleReach(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** All remarks that the conditions prove, in the order of the rules. */
    public static List<Remark> of(RulesetText text) {
        RuleReach reach = new RuleReach(text.vocabulary());
        Map<String, List<RuleText>> alike = new LinkedHashMap<>();
        for (RuleText rule : text.rules()) {
            alike.computeIfAbsent(
                            rule.sheet() + " " + rule.factType().name() + " " + DecidingText.conclusion(rule),
                            any -> new ArrayList<>())
                    .add(rule);
        }
        alike.values().forEach(group -> group.forEach(rule -> reach.look(rule, group)));
        return List.copyOf(reach.remarks);
    }

    private void look(RuleText rule, List<RuleText> group) {
        Sheet sheet = rule.sheet() == null ? null : vocabulary.sheet(rule.sheet());
        Grid grid = grid(group, sheet);
        if (!grid.complete() || sheet == null && counts(group)) {
            return;
        }
        if (grid.everywhere(point -> !meets(rule, point, sheet))) {
            remarks.add(new Remark(
                    ReachType.NEVER,
                    rule,
                    "No candidate can meet the rule `" + rule.name() + "`: `" + asked(rule)
                            + "` is false for all values that a candidate may state."));
            return;
        }
        if (numbersAsked(rule) && grid.everywhere(point -> !point.allStated() || meets(rule, point, sheet))) {
            remarks.add(new Remark(
                    ReachType.ALWAYS,
                    rule,
                    "Every candidate who states the values that the rule `" + rule.name() + "` reads meets it: `"
                            + asked(rule) + "` is always true."));
        }
        if (!rule.matchesOtherFacts()) {
            findSuperfluous(rule, group, grid, sheet);
        }
    }

    private void findSuperfluous(RuleText rule, List<RuleText> group, Grid grid, @Nullable Sheet sheet) {
        List<RuleText> others = group.stream()
                .filter(other -> other != rule && !other.matchesOtherFacts())
                .toList();
        if (others.isEmpty() || !implies(grid, rule, others, sheet)) {
            return;
        }
        RuleText one = others.stream()
                .filter(other -> implies(grid, rule, List.of(other), sheet))
                .findFirst()
                .orElse(null);
        remarks.add(new Remark(
                ReachType.SUPERFLUOUS,
                rule,
                "The rule `" + rule.name() + "` is superfluous: every candidate who meets it also meets "
                        + (one == null
                                ? "another rule that concludes `" + DecidingText.conclusion(rule) + "`."
                                : "`" + one.name() + "`.")));
    }

    private boolean implies(Grid grid, RuleText rule, List<RuleText> others, @Nullable Sheet sheet) {
        return grid.everywhere(
                point -> !meets(rule, point, sheet) || others.stream().anyMatch(other -> meets(other, point, sheet)));
    }

    private boolean meets(RuleText rule, Point point, @Nullable Sheet sheet) {
        return point.at(sheet).satisfy(rule.condition(), vocabulary);
    }

    private Grid grid(Collection<RuleText> rules, @Nullable Sheet sheet) {
        List<Vocabulary> vocabularies = List.of(vocabulary);
        List<Sheet> sheets = sheet == null ? List.of() : List.of(Objects.requireNonNull(sheet));
        return new Grid(rules, vocabularies, ComplexityCodes.of(rules, sheets, vocabularies));
    }

    private static boolean counts(Collection<RuleText> rules) {
        return rules.stream()
                .flatMap(rule -> rule.condition().parts())
                .anyMatch(part -> part.property().baseName().startsWith("criteria"));
    }

    /** Whether it has more than ordinal conditions. The standard itself requires the lowest ordinal level of some sheets. */
    private static boolean numbersAsked(RuleText rule) {
        return rule.condition()
                .parts()
                .anyMatch(part -> !part.property().ofSheet()
                        && !(part instanceof AtLeast)
                        && part.property().number());
    }

    private static String asked(RuleText rule) {
        return String.join(
                ", ",
                rule.condition()
                        .parts()
                        .filter(part -> !part.property().ofSheet())
                        .map(SimpleCondition::text)
                        .toList());
    }
}
