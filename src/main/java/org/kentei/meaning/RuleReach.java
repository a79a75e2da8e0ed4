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

/** Which rules no candidate can meet, every candidate meets, or other rules of the same conclusion make superfluous. */
public final class RuleReach {

    /** What is remarkable about a rule's reach. */
    public enum ReachType {
        /** No candidate can meet it. */
        NEVER,
        /** Whoever states what it looks at meets it, whatever they state. */
        ALWAYS,
        /** Whoever meets it meets another rule that concludes the same. */
        SUPERFLUOUS
    }

    /**
     * A rule with what is remarkable about its reach.
     *
     * @param words in words for its author
     */
    public record Remark(ReachType kind, RuleText rule, String words) {}

    private final Vocabulary vocabulary;
    private final List<Remark> remarks = new ArrayList<>();

    private RuleReach(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Every remark that follows from the conditions, in the order of the rules. */
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
                            + "` holds for nothing that a candidate may state."));
            return;
        }
        if (numbersAsked(rule) && grid.everywhere(point -> !point.allStated() || meets(rule, point, sheet))) {
            remarks.add(new Remark(
                    ReachType.ALWAYS,
                    rule,
                    "Every candidate who states what the rule `" + rule.name() + "` looks at meets it: `" + asked(rule)
                            + "` refuses nothing."));
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
                "The rule `" + rule.name() + "` is superfluous: whoever meets it meets "
                        + (one == null
                                ? "one of the others that conclude `" + DecidingText.conclusion(rule) + "` as well."
                                : "`" + one.name() + "` as well.")));
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
                .anyMatch(part -> part.property().name().equals("criteria"));
    }

    /** Whether it asks more than a rung: the lowest rung of a ladder is asked on purpose, as the standard has it. */
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
