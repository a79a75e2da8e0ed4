package org.kentei.vocabulary;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A KPI sheet of the standard: one level of one specialty field.
 *
 * @param sheet its code, such as {@code OM7}
 * @param specialtyField the field it belongs to
 * @param level the level it certifies
 * @param complexity the sheet's own complexity list; only these codes count
 * @param criteria the required criteria; the others are not applicable
 * @param together those of the criteria that projects meet together, so that no project needs to meet them alone
 * @param validity the as-of dates for which it is decided
 */
public record Sheet(
        String sheet,
        String specialtyField,
        int level,
        List<String> complexity,
        Set<Criterion> criteria,
        Set<Criterion> together,
        Validity validity) {

    /** The highest level of the standard; the lowest is 1. */
    public static final int HIGHEST_LEVEL = 7;

    public Sheet {
        complexity = List.copyOf(complexity);
        criteria = unmodifiable(criteria);
        together = unmodifiable(together);
    }

    private static Set<Criterion> unmodifiable(Set<Criterion> criteria) {
        Set<Criterion> copy = EnumSet.noneOf(Criterion.class);
        copy.addAll(criteria);
        return Collections.unmodifiableSet(copy);
    }

    public boolean requires(Criterion criterion) {
        return criteria.contains(criterion);
    }

    /** Whether a project has to meet the criterion alone. */
    public boolean requiresOfEachProject(Criterion criterion) {
        return requires(criterion) && !together.contains(criterion);
    }
}
