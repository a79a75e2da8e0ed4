package org.kentei.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.Fact;
import org.kentei.rule.Condition.Part;
import org.kentei.rule.RuleText;

/** One way to meet a criterion, with all that is still missing on it. */
record Way(List<Gap> gaps) {

    static final Way NOTHING_MISSING = new Way(List.of());

    private static final Comparator<Way> NEAREST =
            Comparator.comparingInt((Way way) -> way.gaps.size()).thenComparingDouble(Way::distance);

    /** A condition that does not hold for a fact; the fact is null where the candidate has none. */
    record Gap(RuleText rule, Part part, @Nullable Fact fact) {

        /** How far it is: up to 1 for a number, by its share of what is required, and 1 for anything else. */
        double distance() {
            Number missing = part.missing(fact);
            return missing != null && part.required(fact) instanceof Number required && required.doubleValue() > 0
                    ? Math.min(1, missing.doubleValue() / required.doubleValue())
                    : 1;
        }
    }

    /** This way with what is missing on a further one besides; a gap of both stands once. */
    Way and(Way further) {
        if (gaps.isEmpty() || further.gaps.isEmpty()) {
            return gaps.isEmpty() ? further : this;
        }
        List<Gap> all = new ArrayList<>(gaps);
        further.addTo(all);
        return new Way(all);
    }

    /** Adds what is missing on this way to what is missing already; no gap stands twice. */
    void addTo(List<Gap> missing) {
        for (Gap gap : gaps) {
            if (!missing.contains(gap)) {
                missing.add(gap);
            }
        }
    }

    /** The nearer one of two ways, either of which may be none; the first where they are equally near. */
    static @Nullable Way nearer(@Nullable Way one, @Nullable Way other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return NEAREST.compare(one, other) <= 0 ? one : other;
    }

    private double distance() {
        double distance = 0;
        for (Gap gap : gaps) {
            distance += gap.distance();
        }
        return distance;
    }
}
