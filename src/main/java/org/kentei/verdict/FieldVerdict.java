package org.kentei.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a specialty field stands.
 *
 * @param certifiedLevel its highest met sheet's level; null where none is met
 * @param nextLevel the sheet above that with what is missing; null where the highest sheet is met
 * @param sheets all of its sheets, the highest level first
 */
public record FieldVerdict(
        String specialtyField,
        @Nullable Integer certifiedLevel,
        @Nullable NextLevel nextLevel,
        List<SheetVerdict> sheets) {}
