package org.kentei.rule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.Fact;
import org.kentei.vocabulary.OrdinalScale.OrdinalLevel;

/**
 * A rule's condition as data, read from the rule's text. It decides exactly as the engine does. If it does not hold, it
 * reports what is missing.
 */
public sealed interface Condition {

    /** Whether it holds for a fact. */
    boolean holds(Fact fact);

    /** The largest number of ways in which a rule's condition may hold. */
    int MOST_WAYS = 64;

    /** The number of ways in which it can hold, counted without listing them. */
    BigInteger ways();

    /**
     * The ways in which it can hold; each needs all of its parts.
     *
     * @throws IllegalStateException when there are more than {@link #MOST_WAYS}
     */
    List<List<SimpleCondition>> alternatives();

    /** The condition on one line, in almost the form of the rule. */
    String text();

    /** Its simple conditions, in the order of the rule. */
    Stream<SimpleCondition> parts();

    /** All of several conditions. */
    record AllOf(List<Condition> conditions, BigInteger ways, List<List<SimpleCondition>> expanded)
            implements Condition {

        public AllOf(List<Condition> conditions) {
            this(
                    List.copyOf(conditions),
                    conditions.stream().map(Condition::ways).reduce(BigInteger.ONE, BigInteger::multiply));
        }

        private AllOf(List<Condition> conditions, BigInteger ways) {
            this(conditions, ways, fewEnough(ways) ? combined(conditions) : List.of());
        }

        /** Every choice of one alternative of each condition. */
        @Override
        public List<List<SimpleCondition>> alternatives() {
            return listed(ways, expanded);
        }

        @Override
        public boolean holds(Fact fact) {
            for (int place = 0; place < conditions.size(); place++) {
                if (!conditions.get(place).holds(fact)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String text() {
            return conditions.stream()
                    .map(condition -> condition instanceof AnyOf ? "(" + condition.text() + ")" : condition.text())
                    .collect(Collectors.joining(" && "));
        }

        @Override
        public Stream<SimpleCondition> parts() {
            return conditions.stream().flatMap(Condition::parts);
        }

        private static List<List<SimpleCondition>> combined(List<Condition> conditions) {
            List<List<SimpleCondition>> ways = List.of(List.of());
            for (Condition condition : conditions) {
                List<List<SimpleCondition>> longer = new ArrayList<>();
                for (List<SimpleCondition> way : ways) {
                    for (List<SimpleCondition> more : condition.alternatives()) {
                        longer.add(Stream.concat(way.stream(), more.stream()).toList());
                    }
                }
                ways = longer;
            }
            return List.copyOf(ways);
        }
    }

    /** Any one of several conditions. */
    record AnyOf(List<Condition> conditions, BigInteger ways, List<List<SimpleCondition>> expanded)
            implements Condition {

        public AnyOf(List<Condition> conditions) {
            this(
                    List.copyOf(conditions),
                    conditions.stream().map(Condition::ways).reduce(BigInteger.ZERO, BigInteger::add));
        }

        private AnyOf(List<Condition> conditions, BigInteger ways) {
            this(
                    conditions,
                    ways,
                    fewEnough(ways)
                            ? conditions.stream()
                                    .flatMap(condition -> condition.alternatives().stream())
                                    .toList()
                            : List.of());
        }

        /** The alternatives of all conditions. */
        @Override
        public List<List<SimpleCondition>> alternatives() {
            return listed(ways, expanded);
        }

        @Override
        public boolean holds(Fact fact) {
            for (int place = 0; place < conditions.size(); place++) {
                if (conditions.get(place).holds(fact)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String text() {
            return conditions.stream()
                    .map(condition -> condition instanceof AllOf ? "(" + condition.text() + ")" : condition.text())
                    .collect(Collectors.joining(" || "));
        }

        @Override
        public Stream<SimpleCondition> parts() {
            return conditions.stream().flatMap(Condition::parts);
        }
    }

    /** A condition that cannot be divided further. */
    sealed interface SimpleCondition extends Condition {

        Property property();

        /** The condition as the rule writes it. */
        @Override
        String text();

        /** The value that it requires of a fact: a number, a code or a boolean. */
        Object required(@Nullable Fact fact);

        /** How far a fact is from it; null where that is not a number. The fact is null if there is none. */
        default @Nullable Number missing(@Nullable Fact fact) {
            return null;
        }

        /** The fact's value, as results show it; null if the candidate did not state it. */
        default @Nullable Object actual(@Nullable Fact fact) {
            return fact == null ? null : shown(property().value(fact));
        }

        @Override
        default BigInteger ways() {
            return BigInteger.ONE;
        }

        @Override
        default List<List<SimpleCondition>> alternatives() {
            return List.of(List.of(this));
        }

        @Override
        default Stream<SimpleCondition> parts() {
            return Stream.of(this);
        }
    }

    /**
     * A number compared with a number of the rule, such as {@code headcount >= 250}.
     *
     * @param number whole, and no larger than a long
     */
    record NumberComparison(Property property, Operator operator, BigDecimal number, String text)
            implements SimpleCondition {

        public NumberComparison {
            // a plain whole number, so that comparing needs no arithmetic
            number = BigDecimal.valueOf(number.longValueExact());
        }

        @Override
        public boolean holds(Fact fact) {
            Object value = property.value(fact);
            return value != null && operator.holds(Long.compare(((Number) value).longValue(), number.longValue()));
        }

        @Override
        public Object required(@Nullable Fact fact) {
            return number.longValueExact();
        }

        @Override
        public Number missing(@Nullable Fact fact) {
            Object value = fact == null ? null : property.value(fact);
            return operator.distance(value == null ? 0 : ((Number) value).longValue(), number.longValue());
        }
    }

    /** A number compared with another number of the same fact, such as {@code complexityLevel >= level}. */
    record PropertyComparison(Property property, Operator operator, Property other, String text)
            implements SimpleCondition {

        @Override
        public boolean holds(Fact fact) {
            Object left = property.value(fact);
            Object right = other.value(fact);
            return left != null
                    && right != null
                    && operator.holds(Long.compare(((Number) left).longValue(), ((Number) right).longValue()));
        }

        @Override
        public Object required(@Nullable Fact fact) {
            return fact == null ? other.name() : Objects.requireNonNullElse(other.value(fact), other.name());
        }

        @Override
        public @Nullable Number missing(@Nullable Fact fact) {
            Object left = fact == null ? null : property.value(fact);
            Object right = fact == null ? null : other.value(fact);
            return left == null || right == null
                    ? null
                    : operator.distance(((Number) left).longValue(), ((Number) right).longValue());
        }
    }

    /** A code compared with a code of the rule, such as {@code sheet == "OM7"}. */
    record CodeComparison(Property property, boolean equal, String code, String text) implements SimpleCondition {

        @Override
        public boolean holds(Fact fact) {
            return code.equals(property.value(fact)) == equal;
        }

        @Override
        public Object required(@Nullable Fact fact) {
            return code;
        }
    }

    /** A list that must contain a code, such as {@code phases contains "PLANNING"}. */
    record Contains(Property property, String code, String text) implements SimpleCondition {

        @Override
        public boolean holds(Fact fact) {
            return property.value(fact) instanceof List<?> list && list.contains(code);
        }

        @Override
        public Object required(@Nullable Fact fact) {
            return code;
        }
    }

    /** An ordinal property that must have at least a level, such as {@code role.atLeast( "LEADER" )}. */
    record AtLeast(Property property, String code, String text) implements SimpleCondition {

        @Override
        public boolean holds(Fact fact) {
            return property.value(fact) instanceof OrdinalLevel level && level.atLeast(code);
        }

        @Override
        public Object required(@Nullable Fact fact) {
            return code;
        }
    }

    /**
     * An ordinal property that must not be above a level, such as {@code role.atMost( "LEADER" )}, or must be that very
     * level, such as {@code role.exactly( "LEADER" )}.
     */
    record LevelLimit(Property property, boolean exactly, String code, String text) implements SimpleCondition {

        @Override
        public boolean holds(Fact fact) {
            return property.value(fact) instanceof OrdinalLevel level && includes(level);
        }

        /** Whether a level is one of those that it accepts. */
        public boolean includes(OrdinalLevel level) {
            return exactly ? level.exactly(code) : level.atMost(code);
        }

        @Override
        public Object required(@Nullable Fact fact) {
            return code;
        }
    }

    /** A property that must be true, or false, such as {@code successful}. */
    record BooleanCondition(Property property, boolean expected, String text) implements SimpleCondition {

        @Override
        public boolean holds(Fact fact) {
            return Boolean.valueOf(expected).equals(property.value(fact));
        }

        @Override
        public Object required(@Nullable Fact fact) {
            return expected;
        }
    }

    /** A property's value as results and firing records show it. */
    static @Nullable Object shown(@Nullable Object value) {
        return value instanceof OrdinalLevel level ? level.code() : value;
    }

    private static boolean fewEnough(BigInteger ways) {
        return ways.bitLength() < Integer.SIZE && ways.intValue() <= MOST_WAYS;
    }

    private static List<List<SimpleCondition>> listed(BigInteger ways, List<List<SimpleCondition>> expanded) {
        if (!fewEnough(ways)) {
            throw new IllegalStateException("A condition that can hold in " + ways + " ways is not expanded");
        }
        return expanded;
    }
}
