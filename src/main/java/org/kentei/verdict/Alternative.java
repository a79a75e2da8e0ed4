package org.kentei.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.Fact;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Condition.SimpleCondition;
import org.kentei.rule.Operator;
import org.kentei.rule.RuleText;

/** One way to meet a criterion, with the conditions that are not met yet. */
record Alternative(List<UnmetCondition> unmet) {

    static final Alternative NOTHING_MISSING = new Alternative(List.of());

    private static final Comparator<Alternative> NEAREST = Comparator.comparingInt(
                    (Alternative alternative) -> alternative.unmet.size())
            .thenComparingDouble(Alternative::distance)
            // of two figures of which nothing is stated, all is missing, and yet the smaller one is nearer
            .thenComparingLong(Alternative::missing);

    /** A condition that does not hold for a fact; the fact is null if the candidate has none. */
    record UnmetCondition(
            RuleText rule, SimpleCondition part, @Nullable Fact fact) {

        /** How much is missing: for a number the missing share of the required value, at most 1; otherwise 1. */
        double distance() {
            Number missing = part.missing(fact);
            return missing != null && part.required(fact) instanceof Number required && required.doubleValue() > 0
                    ? Math.min(1, missing.doubleValue() / required.doubleValue())
                    : 1;
        }

        /**
         * Whether the other condition is met too once this one is met. This includes the same condition on another fact: if
         * a project meets it, so does the sum of the projects.
         */
        private boolean covers(UnmetCondition other) {
            return part.text().equals(other.part.text())
                    || part instanceof NumberComparison more
                            && other.part instanceof NumberComparison less
                            && more.operator() == Operator.AT_LEAST
                            && less.operator() == Operator.AT_LEAST
                            && more.property().name().equals(less.property().name())
                            && more.number().compareTo(less.number()) >= 0
                            && Objects.equals(id(), other.id());
        }

        /** Whether both require the same of the candidate, even if by different clauses. */
        private boolean saysTheSame(UnmetCondition other) {
            return part.text().equals(other.part.text())
                    && Objects.equals(id(), other.id())
                    && Objects.equals(part.actual(fact), other.part.actual(other.fact));
        }

        private @Nullable String id() {
            return fact == null ? null : fact.id();
        }
    }

    /** This alternative together with another; conditions of both are listed once. */
    Alternative and(Alternative further) {
        if (unmet.isEmpty() || further.unmet.isEmpty()) {
            return unmet.isEmpty() ? further : this;
        }
        List<UnmetCondition> all = new ArrayList<>(unmet);
        further.addTo(all);
        return new Alternative(all);
    }

    /** Adds the unmet conditions of this alternative, except those that others already cover. */
    void addTo(List<UnmetCondition> missing) {
        for (int place = 0; place < unmet.size(); place++) {
            add(unmet.get(place), missing);
        }
    }

    /** Adds an unmet condition, unless others already cover it. */
    static void add(UnmetCondition condition, List<UnmetCondition> missing) {
        if (!covered(condition, missing)) {
            if (!missing.isEmpty()) {
                missing.removeIf(condition::covers);
            }
            missing.add(condition);
        }
    }

    private static boolean covered(UnmetCondition condition, List<UnmetCondition> missing) {
        for (int place = 0; place < missing.size(); place++) {
            if (missing.get(place).covers(condition)) {
                return true;
            }
        }
        return false;
    }

    /** The nearer of two alternatives; the first if they are equally near. Each may be null. */
    static @Nullable Alternative nearer(@Nullable Alternative one, @Nullable Alternative other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return NEAREST.compare(one, other) <= 0 ? one : other;
    }

    /**
     * The alternatives, the nearest first. An alternative that requires everything that a nearer one requires is left out.
     *
     * @param deadlineCheck throws when the evaluation's time is over
     */
    static List<Alternative> nearestFirst(List<Alternative> alternatives, Runnable deadlineCheck) {
        List<Alternative> sorted = new ArrayList<>(alternatives);
        sorted.sort(NEAREST);
        List<Alternative> nearestFirst = new ArrayList<>(sorted.size());
        for (Alternative alternative : sorted) {
            deadlineCheck.run();
            if (!alternative.requiresAllOfOne(nearestFirst)) {
                nearestFirst.add(alternative);
            }
        }
        return nearestFirst;
    }

    private boolean requiresAllOfOne(List<Alternative> nearer) {
        for (Alternative one : nearer) {
            if (requiresAllOf(one)) {
                return true;
            }
        }
        return false;
    }

    private boolean requiresAllOf(Alternative nearer) {
        for (UnmetCondition condition : nearer.unmet) {
            if (!has(condition)) {
                return false;
            }
        }
        return true;
    }

    private boolean has(UnmetCondition required) {
        for (UnmetCondition condition : unmet) {
            if (required.saysTheSame(condition)) {
                return true;
            }
        }
        return false;
    }

    /** The missing numbers added up, whatever their units are. */
    private long missing() {
        long sum = 0;
        for (UnmetCondition condition : unmet) {
            Number missing = condition.part.missing(condition.fact);
            sum += missing == null ? 0 : missing.longValue();
        }
        return sum;
    }

    private double distance() {
        double distance = 0;
        for (UnmetCondition condition : unmet) {
            distance += condition.distance();
        }
        return distance;
    }
}
