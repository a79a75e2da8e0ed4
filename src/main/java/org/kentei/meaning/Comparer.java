package org.kentei.meaning;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kentei.fact.ConclusionType;
import org.kentei.meaning.Grid.Point;
import org.kentei.rule.Absence;
import org.kentei.rule.Condition.AtLeast;
import org.kentei.rule.Condition.BooleanCondition;
import org.kentei.rule.Condition.Contains;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Condition.PropertyComparison;
import org.kentei.rule.Condition.SimpleCondition;
import org.kentei.rule.Operator;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.RulesetText;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Vocabulary;

/**
 * Compares the conclusions of two revisions for every kind of fact that their conditions distinguish. Its results are
 * proved by the conditions; if it cannot prove a relation, the result is {@link Relation#OTHER}.
 */
final class Comparer {

    /** A project's level is the highest one whose clause it meets, so these clauses are compared together. */
    static final Set<ConclusionType> COUNT_FROM_ABOVE =
            Set.of(ConclusionType.MEETS_COMPLEXITY, ConclusionType.MEETS_SIZE);

    /** Facts that sum up conclusions of other rules. */
    private static final Set<String> SUMS =
            Set.of("RatedProject", "EligibleProject", "Experience", "Specialties", "Succession", "Subordinates");

    private final RulesetText before;
    private final RulesetText after;

    Comparer(RulesetText before, RulesetText after) {
        this.before = before;
        this.after = after;
    }

    /** Compares the rules of a sheet that have the same conclusion as this one. */
    Relation ofClause(RuleText rule) {
        String sheet = rule.sheet();
        Sheet old = sheet == null ? null : before.vocabulary().sheet(sheet);
        Sheet now = sheet == null ? null : after.vocabulary().sheet(sheet);
        if (old == null || now == null) {
            return Relation.OTHER;
        }
        if (COUNT_FROM_ABOVE.contains(rule.consequence().type())) {
            return ofLevels(old.specialtyField(), Set.of(rule.consequence().type()));
        }
        List<RuleText> was = alike(before, rule);
        List<RuleText> is = alike(after, rule);
        List<RuleText> both = join(was, is);
        Grid grid = grid(both, List.of(old, now));
        return !grid.complete() || both.stream().anyMatch(RuleText::matchesOtherFacts)
                ? Relation.OTHER
                : grid.relation(
                        point -> any(was, point.at(old), before.vocabulary()) ? 1 : 0,
                        point -> any(is, point.at(now), after.vocabulary()) ? 1 : 0);
    }

    /**
     * Compares a sheet that requires one criterion more or less, if only the sheet itself depends on that criterion.
     *
     * @param dropped whether the new revision no longer requires it
     */
    static Relation ofCriterion(Criterion criterion, boolean dropped) {
        return switch (criterion) {
            case SPECIALTY, SUCCESSION, SUBORDINATES -> dropped ? Relation.WIDER : Relation.NARROWER;
            case RESPONSIBILITIES, COMPLEXITY, SIZE -> Relation.OTHER;
        };
    }

    /** Compares the highest levels whose complexity or size clauses a project of the field meets. */
    Relation ofLevels(String fieldCode, Set<ConclusionType> types) {
        SpecialtyField old = before.vocabulary().field(fieldCode);
        SpecialtyField now = after.vocabulary().field(fieldCode);
        if (old == null || now == null || countedOutside(types)) {
            return Relation.OTHER;
        }
        Relation all = Relation.SAME;
        for (ConclusionType type : types) {
            Map<Sheet, List<RuleText>> was = bySheet(before, old, type);
            Map<Sheet, List<RuleText>> is = bySheet(after, now, type);
            List<RuleText> rules = Stream.of(was, is)
                    .flatMap(one -> one.values().stream())
                    .flatMap(List::stream)
                    .toList();
            Grid grid = grid(
                    rules,
                    Stream.concat(old.sheets().stream(), now.sheets().stream()).toList());
            if (!grid.complete()) {
                return Relation.OTHER;
            }
            Relation one = grid.relation(
                    point -> level(was, point, before.vocabulary()), point -> level(is, point, after.vocabulary()));
            all = all == Relation.SAME ? one : one == Relation.SAME || one == all ? all : Relation.OTHER;
        }
        return all;
    }

    /** Whether rules with other conclusions count complexity criteria. */
    private boolean countedOutside(Set<ConclusionType> types) {
        return types.size() > 1
                && Stream.of(before, after)
                        .flatMap(text -> text.rules().stream())
                        .anyMatch(rule -> !types.contains(rule.consequence().type())
                                && rule.condition()
                                        .parts()
                                        .anyMatch(part ->
                                                part.property().baseName().startsWith("criteria")));
    }

    /** Compares the shared rules that have the same conclusion as this one. */
    Relation ofShared(RuleText rule) {
        if (rule.consequence().type() == ConclusionType.SHOWS_MINIMUM_CAPABILITY) {
            // examinations do not affect levels
            return Relation.SAME;
        }
        List<RuleText> was = alike(before, rule);
        List<RuleText> is = alike(after, rule);
        List<RuleText> both = join(was, is);
        boolean apart = both.stream()
                .anyMatch(one -> one.matchesOtherFacts()
                        || one.condition()
                                .parts()
                                .anyMatch(part -> part.property().baseName().startsWith("criteria")));
        Grid grid = grid(both, List.of());
        return apart || !grid.complete()
                ? Relation.OTHER
                : grid.relation(
                        point -> any(was, point.at(null), before.vocabulary()) ? 1 : 0,
                        point -> any(is, point.at(null), after.vocabulary()) ? 1 : 0);
    }

    /**
     * Whether a candidate with more conclusions never loses any: no rule that sums up conclusions requires that there are
     * fewer of them.
     */
    boolean moreIsNeverWorse() {
        return Stream.of(before, after).flatMap(text -> text.rules().stream()).allMatch(Comparer::growing);
    }

    private static boolean growing(RuleText rule) {
        if (rule.matchesOtherFacts()) {
            return rule.absences().stream().allMatch(Comparer::ofHigherLevel);
        }
        if (rule.factType().name().equals("SheetStanding")) {
            return rule.condition()
                    .parts()
                    .allMatch(part -> part instanceof NumberComparison number
                            && (number.operator() == Operator.AT_MOST
                                    || number.operator() == Operator.LESS_THAN
                                    || number.operator() == Operator.EQUAL
                                            && number.number().signum() == 0));
        }
        return !SUMS.contains(rule.factType().name())
                || rule.condition().parts().allMatch(part -> part.property().ofSheet() || growing(part));
    }

    /** Whether only a higher level must be absent, so that the highest one counts. */
    private static boolean ofHigherLevel(Absence absence) {
        return absence.condition().parts().findAny().isEmpty()
                && absence.joins().stream()
                        .anyMatch(join -> join.property().name().equals("level")
                                && join.present().name().equals("level")
                                && join.operator() == Operator.MORE_THAN)
                && absence.joins().stream()
                        .allMatch(join -> join.property().name().equals("level")
                                || join.operator() == Operator.EQUAL
                                        && join.property().name().equals("specialtyField")
                                        && join.present().name().equals("specialtyField"));
    }

    private static boolean growing(SimpleCondition part) {
        if (part instanceof NumberComparison number) {
            return atLeast(number.operator());
        }
        if (part instanceof PropertyComparison numbers) {
            return atLeast(numbers.operator()) && numbers.other().ofSheet();
        }
        return part instanceof Contains
                || part instanceof AtLeast
                || part instanceof BooleanCondition truth && truth.expected();
    }

    private static boolean atLeast(Operator operator) {
        return operator == Operator.AT_LEAST || operator == Operator.MORE_THAN;
    }

    private static int level(Map<Sheet, List<RuleText>> clauses, Point point, Vocabulary vocabulary) {
        for (Map.Entry<Sheet, List<RuleText>> sheet : clauses.entrySet()) {
            if (any(sheet.getValue(), point.at(sheet.getKey()), vocabulary)) {
                return sheet.getKey().level();
            }
        }
        return 0;
    }

    private static boolean any(List<RuleText> rules, FactValues values, Vocabulary vocabulary) {
        for (RuleText rule : rules) {
            if (values.satisfy(rule.condition(), vocabulary)) {
                return true;
            }
        }
        return false;
    }

    private Grid grid(Collection<RuleText> rules, Collection<Sheet> sheets) {
        List<Vocabulary> vocabularies = List.of(before.vocabulary(), after.vocabulary());
        return new Grid(rules, vocabularies, ComplexityCodes.of(rules, sheets, vocabularies));
    }

    private static Map<Sheet, List<RuleText>> bySheet(RulesetText text, SpecialtyField field, ConclusionType type) {
        Map<Sheet, List<RuleText>> bySheet =
                new TreeMap<>(Comparator.comparingInt(Sheet::level).reversed().thenComparing(Sheet::sheet));
        for (Sheet sheet : field.sheets()) {
            bySheet.put(
                    sheet,
                    text.rules().stream()
                            .filter(rule -> sheet.sheet().equals(rule.sheet())
                                    && rule.consequence().type() == type)
                            .toList());
        }
        return bySheet;
    }

    private static List<RuleText> alike(RulesetText text, RuleText rule) {
        return text.rules().stream()
                .filter(other -> Objects.equals(other.sheet(), rule.sheet())
                        && other.factType().equals(rule.factType())
                        && DecidingText.conclusion(other).equals(DecidingText.conclusion(rule)))
                .toList();
    }

    private static List<RuleText> join(List<RuleText> one, List<RuleText> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
