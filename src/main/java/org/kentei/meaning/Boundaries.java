package org.kentei.meaning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.kentei.rule.Condition.CodeComparison;
import org.kentei.rule.Condition.Contains;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Condition.SimpleCondition;
import org.kentei.rule.Property.Argument;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.RulesetText;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Term;

/** For each aspect of a candidate, the values at which the result of some rule of a field changes, the simplest first. */
final class Boundaries {

    /** The value of an aspect that is not claimed, because lists cannot contain null. */
    static final Object NOTHING = new Object();

    private final Map<Aspect, List<Object>> values = new EnumMap<>(Aspect.class);

    private Boundaries() {}

    static Boundaries of(List<RulesetText> texts, String field) {
        Boundaries boundaries = new Boundaries();
        List<Sheet> sheets = texts.stream()
                .map(text -> text.vocabulary().field(field))
                .filter(Objects::nonNull)
                .flatMap(one -> one.sheets().stream())
                .toList();
        Set<String> codes = new LinkedHashSet<>();
        sheets.forEach(sheet -> codes.add(sheet.sheet()));
        List<RuleText> rules = texts.stream()
                .flatMap(text -> text.rules().stream())
                .filter(rule -> rule.sheet() == null || codes.contains(rule.sheet()))
                .toList();
        Map<Aspect, List<SimpleCondition>> parts = new EnumMap<>(Aspect.class);
        for (RuleText rule : rules) {
            rule.condition().parts().forEach(part -> {
                Aspect.all(rule.factType(), part.property())
                        .forEach(aspect -> parts.computeIfAbsent(aspect, any -> new ArrayList<>())
                                .add(part));
            });
        }
        parts.forEach((aspect, mentioned) -> boundaries.values.put(
                aspect,
                switch (aspect) {
                    case SUCCESSFUL, BEGUN, MADE, DEVELOPMENT_BEGUN, PASSED -> List.of(NOTHING, false);
                    case ROLE -> ladder(texts, CodeList.ROLES, field);
                    case DEPTH -> ladder(texts, CodeList.DEPTHS, field);
                    case METHOD -> codes(texts, CodeList.DEVELOPMENT_METHODS);
                    case CONTRIBUTION_FIELD -> codes(texts, CodeList.CONTRIBUTION_FIELDS);
                    case EXAMINATION -> codes(texts, CodeList.EXAMINATIONS);
                    case DEPTHS -> depths(mentioned);
                    case CONTRIBUTION_YEARS -> years(mentioned);
                    case AREA -> areas(texts, field);
                    case PHASES, ACCOMPLISHMENTS -> sets(rules, aspect);
                    case COMPLEXITY ->
                        List.copyOf(ComplexityCodes.of(
                                        rules,
                                        sheets,
                                        texts.stream()
                                                .map(RulesetText::vocabulary)
                                                .toList())
                                .sets());
                    case HEADCOUNT, ANNUAL_CONTRACT_VALUE, ANNUAL_USERS -> numbers(mentioned, true);
                    case MONTHS, LONGEST_RUN, PROJECTS, RECORDS, DEVELOPMENT_MONTHS -> numbers(mentioned, false);
                    case KINDS -> kinds(texts, mentioned);
                }));
        if (boundaries.values.containsKey(Aspect.LONGEST_RUN)) {
            Set<Object> months = new LinkedHashSet<>(boundaries.of(Aspect.MONTHS));
            months.addAll(boundaries.of(Aspect.LONGEST_RUN));
            months.remove(NOTHING);
            boundaries.values.put(Aspect.MONTHS, List.copyOf(months));
        }
        return boundaries;
    }

    /** The values of an aspect; only {@link #NOTHING} if no rule reads it. */
    List<Object> of(Aspect aspect) {
        return values.getOrDefault(aspect, List.of(NOTHING));
    }

    /** The aspects that rules of the field read. */
    Set<Aspect> aspects() {
        return values.keySet();
    }

    static ClaimDraft with(ClaimDraft claims, Aspect aspect, Object value) {
        return claims.with(aspect, value == NOTHING ? null : value);
    }

    private static List<Object> codes(List<RulesetText> texts, CodeList list) {
        Set<Object> codes = new LinkedHashSet<>(List.of(NOTHING));
        texts.forEach(text -> codes.addAll(text.vocabulary().codes(list)));
        return List.copyOf(codes);
    }

    private static List<Object> ladder(List<RulesetText> texts, CodeList list, String field) {
        Set<Object> codes = new LinkedHashSet<>(List.of(NOTHING));
        texts.forEach(text ->
                text.vocabulary().ladder(list, field).stream().map(Term::code).forEach(codes::add));
        return List.copyOf(codes);
    }

    private static List<Object> areas(List<RulesetText> texts, String field) {
        Set<Object> areas = new LinkedHashSet<>(List.of(NOTHING));
        texts.stream()
                .map(text -> text.vocabulary().field(field))
                .filter(Objects::nonNull)
                .forEach(one -> one.areas().stream().map(Term::code).forEach(areas::add));
        return List.copyOf(areas);
    }

    private static List<Object> numbers(Collection<SimpleCondition> mentioned, boolean large) {
        TreeSet<Long> numbers = new TreeSet<>();
        for (SimpleCondition part : mentioned) {
            if (part instanceof NumberComparison comparison) {
                long number = comparison.number().longValueExact();
                numbers.addAll(List.of(Math.max(0, number - 1), number, number + 1));
            }
        }
        List<Object> values = new ArrayList<>(List.of(NOTHING));
        numbers.forEach(number -> values.add(large ? (Object) number : (Object) number.intValue()));
        return values;
    }

    private static List<Object> kinds(List<RulesetText> texts, Collection<SimpleCondition> mentioned) {
        Set<String> kinds = new LinkedHashSet<>();
        texts.forEach(text -> kinds.addAll(text.vocabulary().codes(CodeList.CONTRIBUTION_KINDS)));
        List<String> all = List.copyOf(kinds);
        Set<Object> sets = new LinkedHashSet<>(List.of(NOTHING));
        for (Object number : numbers(mentioned, false)) {
            if (number instanceof Integer count && count <= all.size()) {
                sets.add(new LinkedHashSet<>(all.subList(0, count)));
            }
        }
        for (SimpleCondition part : mentioned) {
            if (part instanceof CodeComparison comparison) {
                sets.add(new LinkedHashSet<>(List.of(comparison.code())));
                all.stream()
                        .filter(kind -> !kind.equals(comparison.code()))
                        .findFirst()
                        .ifPresent(kind -> sets.add(new LinkedHashSet<>(List.of(kind))));
            }
        }
        return List.copyOf(sets);
    }

    /** The sets of codes that an alternative of a clause requires, each of them without one code, and each two of them together. */
    private static List<Object> sets(List<RuleText> rules, Aspect aspect) {
        Set<Set<String>> asked = new LinkedHashSet<>();
        for (RuleText rule : rules) {
            for (List<SimpleCondition> way : rule.condition().alternatives()) {
                Set<String> codes = new LinkedHashSet<>();
                way.stream()
                        .filter(part ->
                                Aspect.all(rule.factType(), part.property()).anyMatch(one -> one == aspect))
                        .forEach(part -> codes(part).forEach(codes::add));
                asked.add(codes);
            }
        }
        Set<Set<String>> sets = new LinkedHashSet<>(asked);
        for (Set<String> one : asked) {
            for (String code : one) {
                Set<String> fewer = new LinkedHashSet<>(one);
                fewer.remove(code);
                sets.add(fewer);
            }
            for (Set<String> other : asked) {
                Set<String> both = new LinkedHashSet<>(one);
                both.addAll(other);
                sets.add(both);
            }
        }
        List<Object> values = new ArrayList<>(List.of(NOTHING));
        sets.stream()
                .filter(set -> !set.isEmpty())
                .sorted(java.util.Comparator.comparingInt(Set::size))
                .forEach(values::add);
        return values;
    }

    /** The codes that a condition needs: those that it names, or enough of those among which it counts. */
    private static Stream<String> codes(SimpleCondition part) {
        if (part instanceof Contains contains) {
            return Stream.of(contains.code());
        }
        Argument argument = part.property().argument();
        return argument == null || !(part instanceof NumberComparison comparison)
                ? Stream.of()
                : argument.codes().stream()
                        .limit(
                                argument.codes().size() == 1
                                        ? 1
                                        : comparison.number().longValueExact());
    }

    /** The codes of a list in the brackets of a condition's property. */
    static Stream<String> codesInBrackets(SimpleCondition part, CodeList list) {
        Argument argument = part.property().argument();
        return argument == null || argument.list() != list ? Stream.of() : argument.codes().stream();
    }

    /** As many areas as a condition asks at a depth, one fewer, and one more. */
    private static List<Object> depths(Collection<SimpleCondition> mentioned) {
        Set<Object> depths = new LinkedHashSet<>(List.of(NOTHING));
        for (SimpleCondition one : mentioned) {
            for (Object number : numbers(mentioned, false)) {
                codesInBrackets(one, CodeList.DEPTHS)
                        .filter(depth -> number instanceof Integer)
                        .map(depth -> Collections.nCopies((int) number, depth))
                        .filter(several -> !several.isEmpty())
                        .forEach(depths::add);
            }
        }
        return List.copyOf(depths);
    }

    /** The years for which a contribution counts, and a year more. */
    private static List<Object> years(Collection<SimpleCondition> mentioned) {
        TreeSet<Integer> years = new TreeSet<>();
        for (SimpleCondition part : mentioned) {
            Argument argument = part.property().argument();
            if (argument != null) {
                years.addAll(List.of(argument.number() - 1, argument.number()));
            }
        }
        List<Object> values = new ArrayList<>(List.of(NOTHING));
        values.addAll(years);
        return values;
    }

    /** Every combination of values for some aspects; the unchanged claims come first. */
    Stream<ClaimDraft> combinations(ClaimDraft base, List<Aspect> aspects) {
        Stream<ClaimDraft> combinations = Stream.of(base);
        for (Aspect aspect : aspects) {
            Set<Object> options = new LinkedHashSet<>();
            Object own = base.get(aspect);
            options.add(own == null ? NOTHING : own);
            options.addAll(of(aspect));
            combinations = combinations.flatMap(claims -> options.stream().map(value -> with(claims, aspect, value)));
        }
        return combinations;
    }

    /** The number of these combinations. */
    long count(List<Aspect> aspects) {
        long count = 1;
        for (Aspect aspect : aspects) {
            count = Math.min(Integer.MAX_VALUE, count * (of(aspect).size() + 1));
        }
        return count;
    }
}
