package org.kentei.page.view;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.NextLevel;
import org.kentei.verdict.Shortfall;
import org.kentei.vocabulary.Criterion;

/**
 * The specialty field in which a candidate without a level lacks least.
 *
 * @param unmet how many criteria of its next sheet are not met
 */
public record NearestField(String specialtyField, NextLevel next, int unmet) {

    /** The nearest field, by the shortfalls of the nearest alternative of each criterion; null if no field has a next sheet. */
    static @Nullable NearestField of(List<FieldVerdict> fields) {
        NearestField nearest = null;
        double least = Double.MAX_VALUE;
        for (FieldVerdict field : fields) {
            NextLevel next = field.nextLevel();
            if (next == null) {
                continue;
            }
            double distance = distance(next.shortfalls());
            if (distance < least) {
                Set<Criterion> unmet = new HashSet<>();
                next.shortfalls().forEach(one -> unmet.add(one.criterion()));
                nearest = new NearestField(field.specialtyField(), next, unmet.size());
                least = distance;
            }
        }
        return nearest;
    }

    /** A number counts by the share that is missing, and anything else counts as missing in full. */
    private static double distance(List<Shortfall> shortfalls) {
        double distance = 0;
        for (Shortfall one : shortfalls) {
            Long missing = one.missing();
            if (one.alternative() != 1) {
                continue;
            }
            distance += missing != null && one.required() instanceof Number required && required.longValue() > 0
                    ? Math.min(1, missing / required.doubleValue())
                    : 1;
        }
        return distance;
    }
}
