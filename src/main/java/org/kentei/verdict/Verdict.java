package org.kentei.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict for one candidate.
 *
 * @param certifiedLevel the highest level over the fields; null if no level is certified
 * @param examination a passed examination; null if none counts
 * @param fields all fields in the standard's order
 * @param firings every firing in its order
 */
public record Verdict(
        @Nullable Integer certifiedLevel,
        @Nullable ExaminationVerdict examination,
        List<FieldVerdict> fields,
        List<Firing> firings) {

    /** Whether no sheet is in force on the as-of date. Nothing is decided then. */
    public boolean noSheetInForce() {
        return fields.stream().flatMap(field -> field.sheets().stream()).allMatch(sheet -> sheet.notInForce() != null);
    }
}
