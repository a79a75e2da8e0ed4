package org.kentei.vocabulary;

import java.util.List;
import java.util.Set;

/**
 * A KPI sheet of the standard: one level of one specialty field.
 *
 * @param sheet its code, such as {@code OM7}
 * @param specialtyField the field it belongs to
 * @param level the level it certifies
 * @param complexity the sheet's own complexity list; only these codes count as its criteria met
 * @param criteria the criteria the sheet asks; the others are not applicable
 */
public record Sheet(String sheet, String specialtyField, int level, List<String> complexity, Set<Criterion> criteria) {

    public Sheet {
        complexity = List.copyOf(complexity);
        criteria = Set.copyOf(criteria);
    }

    public boolean asks(Criterion criterion) {
        return criteria.contains(criterion);
    }
}
