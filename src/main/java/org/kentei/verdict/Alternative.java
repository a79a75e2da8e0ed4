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

/** One way to meet a criterion, with all that is still missing on it. */
record Alternative(List<UnmetCondition> gaps) {

    static final Alternative NOTHING_MISSING = new Alternative(List.of());

    private static final Comparator<Alternative> NEAREST =
            Comparator.comparingInt((Alternative way) -> way.gaps.size()).thenComparingDouble(Alternative::distance);

    /** A condition that does not hold for a fact; the fact is null where the candidate has none. */
    record UnmetCondition(
            RuleText rule, SimpleCondition part, @Nullable Fact fact) {

        /** How far it is: up to 1 for a number, by its share of what is required, and 1 for anything else. */
        double distance() {
            Number missing = part.missing(fact);
            return missing != null && part.required(fact) instanceof Number required && required.doubleValue() > 0
                    ? Math.min(1, missing.doubleValue() / required.doubleValue())
                    : 1;
        }

        /**
         * Whether closing this one closes the other too. The same condition on one way is such a case: what a project
         * gains, the sum over the projects has as well.
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

        /** Whether both say the same to the candidate, by whichever clause. */
        private boolean saysTheSame(UnmetCondition other) {
            return part.text().equals(other.part.text())
                    && Objects.equals(id(), other.id())
                    && Objects.equals(part.actual(fact), other.part.actual(other.fact));
        }

        private @Nullable String id() {
            return fact == null ? null : fact.id();
        }
    }

    /** This way with what is missing on a further one besides; nothing is missing twice. */
    Alternative and(Alternative further) {
        if (gaps.isEmpty() || further.gaps.isEmpty()) {
            return gaps.isEmpty() ? further : this;
        }
        List<UnmetCondition> all = new ArrayList<>(gaps);
        further.addTo(all);
        return new Alternative(all);
    }

    /** Adds what is missing on this way to what is missing already, unless closing that closes this as well. */
    void addTo(List<UnmetCondition> missing) {
        for (UnmetCondition gap : gaps) {
            if (!covered(gap, missing)) {
                missing.removeIf(gap::covers);
                missing.add(gap);
            }
        }
    }

    private static boolean covered(UnmetCondition gap, List<UnmetCondition> missing) {
        for (UnmetCondition one : missing) {
            if (one.covers(gap)) {
                return true;
            }
        }
        return false;
    }

    /** The nearer one of two ways, either of which may be none; the first where they are equally near. */
    static @Nullable Alternative nearer(@Nullable Alternative one, @Nullable Alternative other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return NEAREST.compare(one, other) <= 0 ? one : other;
    }

    /**
     * The ways with the nearest one first. A way that asks all that a nearer one asks is left out.
     *
     * @param stillInTime throws when the evaluation's time is over
     */
    static List<Alternative> nearestFirst(List<Alternative> ways, Runnable stillInTime) {
        List<Alternative> sorted = new ArrayList<>(ways);
        sorted.sort(NEAREST);
        List<Alternative> nearestFirst = new ArrayList<>(sorted.size());
        for (Alternative way : sorted) {
            stillInTime.run();
            if (!way.asksAllOfOne(nearestFirst)) {
                nearestFirst.add(way);
            }
        }
        return nearestFirst;
    }

    private boolean asksAllOfOne(List<Alternative> nearer) {
        for (Alternative one : nearer) {
            if (asksAllOf(one)) {
                return true;
            }
        }
        return false;
    }

    private boolean asksAllOf(Alternative nearer) {
        for (UnmetCondition gap : nearer.gaps) {
            if (!says(gap)) {
                return false;
            }
        }
        return true;
    }

    private boolean says(UnmetCondition asked) {
        for (UnmetCondition gap : gaps) {
            if (asked.saysTheSame(gap)) {
                return true;
            }
        }
        return false;
    }

    private double distance() {
        double distance = 0;
        for (UnmetCondition gap : gaps) {
            distance += gap.distance();
        }
        return distance;
    }
}
