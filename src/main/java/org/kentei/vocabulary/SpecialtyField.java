package org.kentei.vocabulary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A specialty field of a category with its sheets.
 *
 * @param field its code, such as {@code OPERATIONS_MANAGEMENT}
 * @param position its position in the standard's table of fields, from 1
 * @param en its English label
 * @param ja its Japanese label
 * @param category the category that it belongs to; null if its file names none
 * @param areas the areas of this field's specialties
 * @param sheets its sheets, the highest level first; of one level, the earliest first
 * @param validity the as-of dates for which candidates may use it
 */
public record SpecialtyField(
        String field,
        int position,
        String en,
        String ja,
        @Nullable String category,
        List<Term> areas,
        List<Sheet> sheets,
        Validity validity) {

    public SpecialtyField {
        areas = List.copyOf(areas);
        sheets = List.copyOf(sheets);
    }
}
