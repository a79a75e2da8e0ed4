package org.kentei.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the rules concluded of one candidate.
 *
 * @param certifiedLevel the highest level over the fields; null where none is certified
 * @param examination what a passed examination says; null where none does
 * @param fields all fields in the standard's order
 * @param firings every firing in its order
 */
public record Verdict(
        @Nullable Integer certifiedLevel,
        @Nullable ExaminationVerdict examination,
        List<FieldVerdict> fields,
        List<Firing> firings) {}
