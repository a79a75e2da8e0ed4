package org.kentei.meaning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.CandidateLimits;
import org.kentei.rule.Condition.CodeComparison;
import org.kentei.rule.Condition.Contains;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Condition.PropertyComparison;
import org.kentei.rule.Condition.SimpleCondition;
import org.kentei.rule.Property;
import org.kentei.rule.Property.Argument;
import org.kentei.rule.RuleText;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Vocabulary;

/**
 * All combinations of values that some rules can distinguish in the facts of one type: for each number the values at and
 * around those in the rules, for each list the codes in the rules, for each ordinal scale all levels. These rules do not
 * distinguish two facts at the same point of the grid, so what holds at every point holds for every fact.
 */
final class Grid {

    private static final long MOST_POINTS = 400_000;
    private static final int MOST_CODES = 12;
    private static final List<String> PARTS_OF_MONTHS = List.of("longestRunMonths", "monthsInPhase", "monthsInRole");
    private static final Object NOT_STATED = new Object();

    private final Map<String, List<Object>> dimensions = new LinkedHashMap<>();
    private boolean complete = true;

    /**
     * @param rules rules of one fact type, possibly of several revisions
     * @param vocabularies the vocabularies of all these revisions
     * @param complexity the codes that affect the number of criteria
     */
    Grid(Collection<RuleText> rules, List<Vocabulary> vocabularies, ComplexityCodes complexity) {
        List<SimpleCondition> parts =
                rules.stream().flatMap(rule -> rule.condition().parts()).toList();
        boolean counted = parts.stream().anyMatch(part -> part.property().name().equals("criteria"));
        Map<String, Set<String>> amongCodes = new LinkedHashMap<>();
        for (SimpleCondition part : parts) {
            String list = among(part.property());
            if (list != null) {
                amongCodes
                        .computeIfAbsent(list, any -> new LinkedHashSet<>())
                        .addAll(Objects.requireNonNull(part.property().argument())
                                .codes());
            }
        }
        Map<String, List<SimpleCondition>> byProperty = new LinkedHashMap<>();
        for (SimpleCondition part : parts) {
            if (among(part.property()) != null) {
                continue;
            }
            byProperty
                    .computeIfAbsent(part.property().name(), any -> new ArrayList<>())
                    .add(part);
            if (part instanceof PropertyComparison two) {
                byProperty.computeIfAbsent(two.other().name(), any -> new ArrayList<>());
                dimensions.put(two.other().name(), levels(two.other()));
            }
        }
        byProperty.forEach((name, mentioned) -> {
            if (!mentioned.isEmpty() && !name.equals("criteria") && !(counted && name.equals("complexity"))) {
                dimensions.put(name, values(mentioned, vocabularies));
            }
        });
        amongCodes.forEach((list, codes) -> {
            for (SimpleCondition part : byProperty.getOrDefault(list, List.of())) {
                if (part instanceof Contains contains) {
                    codes.add(contains.code());
                }
            }
            dimensions.put(list, subsets(List.copyOf(codes)));
        });
        if (counted) {
            dimensions.put("complexity", List.copyOf(complexity.sets()));
        }
        complete &= size() <= MOST_POINTS;
    }

    /** Whether the grid has a point for every fact. If not, it proves nothing. */
    boolean complete() {
        return complete;
    }

    /** Compares two results over all points; a higher number accepts more. */
    Relation relation(ToIntFunction<Point> before, ToIntFunction<Point> after) {
        boolean[] never = {true, true};
        everywhere(point -> {
            int difference = Integer.compare(after.applyAsInt(point), before.applyAsInt(point));
            never[0] &= difference >= 0;
            never[1] &= difference <= 0;
            return never[0] || never[1];
        });
        return Relation.of(never[0], never[1]);
    }

    /** Whether a condition holds at every point. */
    boolean everywhere(Predicate<Point> condition) {
        List<String> names = List.copyOf(dimensions.keySet());
        for (long index = 0; index < size(); index++) {
            Map<String, Object> values = new HashMap<>();
            long rest = index;
            for (String name : names) {
                List<Object> own = Objects.requireNonNull(dimensions.get(name));
                values.put(name, own.get((int) (rest % own.size())));
                rest /= own.size();
            }
            Point point = new Point(values);
            if (point.possible() && !condition.test(point)) {
                return false;
            }
        }
        return true;
    }

    private long size() {
        long size = 1;
        for (List<Object> values : dimensions.values()) {
            size = Math.min(MOST_POINTS + 1, size * values.size());
        }
        return size;
    }

    /** One point: the values of a fact. */
    static final class Point {

        private final Map<String, Object> values;

        private Point(Map<String, Object> values) {
            this.values = values;
        }

        /** Whether every optional number is stated. */
        boolean allStated() {
            return !values.containsValue(NOT_STATED);
        }

        /** The longest run, and the months in a phase or a role, cannot exceed the sum of all. */
        private boolean possible() {
            return !(values.get("months") instanceof Long months)
                    || values.entrySet().stream()
                            .noneMatch(value -> PARTS_OF_MONTHS.stream().anyMatch(value.getKey()::startsWith)
                                    && value.getValue() instanceof Long part
                                    && part > months);
        }

        /** The values at a sheet; null for a fact that belongs to no sheet. */
        FactValues at(@Nullable Sheet sheet) {
            return property -> value(property, sheet);
        }

        private @Nullable Object value(Property property, @Nullable Sheet sheet) {
            String name = property.name();
            if (sheet != null) {
                switch (name) {
                    case "sheet" -> {
                        return sheet.sheet();
                    }
                    case "criteria" -> {
                        return criteria(sheet);
                    }
                    case "level" -> {
                        return (long) sheet.level();
                    }
                    case "specialtyField" -> {
                        return sheet.specialtyField();
                    }
                    default -> {
                        // any other property is the same for all sheets
                    }
                }
            }
            String list = among(property);
            if (list != null) {
                return amongCodes(Objects.requireNonNull(property.argument()).codes(), list, sheet);
            }
            Object value = values.get(name);
            return value == NOT_STATED ? null : value;
        }

        private long amongCodes(List<String> codes, String list, @Nullable Sheet sheet) {
            Collection<?> claimed = values.get(list) instanceof Collection<?> stated ? stated : List.of();
            return codes.stream()
                    .filter(claimed::contains)
                    .filter(code -> !list.equals("complexity")
                            || sheet != null && sheet.complexity().contains(code))
                    .count();
        }

        private long criteria(Sheet sheet) {
            long criteria = 0;
            for (Object code : values.get("complexity") instanceof Collection<?> codes ? codes : List.of()) {
                criteria += sheet.complexity().contains(code) ? 1 : 0;
            }
            return criteria;
        }
    }

    /** For a property that counts some codes, the property that lists them; null for others. */
    private static @Nullable String among(Property property) {
        return switch (property.baseName()) {
            case "accomplishmentsAmong" -> "accomplishments";
            case "criteriaAmong" -> "complexity";
            default -> null;
        };
    }

    private List<Object> values(List<SimpleCondition> mentioned, List<Vocabulary> vocabularies) {
        Property property = mentioned.get(0).property();
        CodeList codes = property.codes();
        if (property.truth()) {
            return List.of(true, false);
        }
        if (property.number()) {
            return numbers(property, mentioned, vocabularies);
        }
        if (mentioned.get(0) instanceof Contains) {
            Set<String> named = new LinkedHashSet<>();
            mentioned.forEach(part -> {
                if (part instanceof Contains contains) {
                    named.add(contains.code());
                }
            });
            return subsets(List.copyOf(named));
        }
        Set<Object> all = new LinkedHashSet<>();
        vocabularies.forEach(vocabulary -> all.addAll(codes == null ? List.of() : vocabulary.codes(codes)));
        mentioned.forEach(part -> {
            if (part instanceof CodeComparison comparison) {
                all.add(comparison.code());
            }
        });
        return List.copyOf(all);
    }

    private List<Object> numbers(Property property, List<SimpleCondition> mentioned, List<Vocabulary> vocabularies) {
        if (mentioned.stream().anyMatch(PropertyComparison.class::isInstance)) {
            return levels(property);
        }
        TreeSet<Long> numbers = new TreeSet<>(List.of(0L));
        for (SimpleCondition part : mentioned) {
            if (part instanceof NumberComparison comparison) {
                long number = comparison.number().longValueExact();
                numbers.addAll(List.of(Math.max(0, number - 1), number, number + 1));
            }
        }
        long most = most(property, vocabularies);
        numbers.removeIf(number -> number > most);
        List<Object> values = new ArrayList<>(numbers);
        if (property.type() == Long.class) {
            values.add(0, NOT_STATED);
        }
        return values;
    }

    /** The largest number that a candidate may state. */
    private static long most(Property property, List<Vocabulary> vocabularies) {
        Argument argument = property.argument();
        long times = argument == null ? 1 : Math.max(1, argument.number());
        return switch (property.baseName()) {
            case "headcountOfLargest" -> times * CandidateLimits.PERSONS;
            case "annualContractValueOfLargest" -> times * CandidateLimits.ANNUAL_CONTRACT_VALUE;
            case "projects" -> CandidateLimits.PROJECTS;
            case "contributionsOfLastYears" -> CandidateLimits.CONTRIBUTIONS;
            case "areasAtDepth" ->
                vocabularies.stream()
                        .flatMap(vocabulary -> vocabulary.fields().stream())
                        .mapToLong(field -> field.areas().size())
                        .max()
                        .orElse(0);
            case "headcount" -> CandidateLimits.PERSONS;
            case "annualContractValue" -> CandidateLimits.ANNUAL_CONTRACT_VALUE;
            case "annualUsers" -> CandidateLimits.ANNUAL_USERS;
            case "records" -> CandidateLimits.SUBORDINATE_DEVELOPMENT;
            case "months", "longestRunMonths", "monthsInPhase", "monthsInRole", "developmentMonths" ->
                12L * (CandidateLimits.LAST_YEAR - CandidateLimits.FIRST_YEAR + 1);
            case "kinds", "kindsOfLastYears" ->
                vocabularies.stream()
                        .mapToLong(vocabulary ->
                                vocabulary.codes(CodeList.CONTRIBUTION_KINDS).size())
                        .max()
                        .orElse(0);
            default -> Long.MAX_VALUE;
        };
    }

    /** The grid is complete only if each number that is compared with another one of the fact is a level. */
    private List<Object> levels(Property property) {
        complete &= "levels".equals(property.unit());
        List<Object> levels = new ArrayList<>();
        for (long level = 0; level <= Sheet.HIGHEST_LEVEL + 1; level++) {
            levels.add(level);
        }
        return levels;
    }

    private List<Object> subsets(List<String> codes) {
        if (codes.size() > MOST_CODES) {
            complete = false;
            return List.of(Set.of());
        }
        List<Object> subsets = new ArrayList<>();
        for (int bits = 0; bits < 1 << codes.size(); bits++) {
            Set<String> subset = new LinkedHashSet<>();
            for (int place = 0; place < codes.size(); place++) {
                if ((bits >> place & 1) == 1) {
                    subset.add(codes.get(place));
                }
            }
            subsets.add(Collections.unmodifiableSet(subset));
        }
        return subsets;
    }
}
