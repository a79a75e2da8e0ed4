package org.kentei.vocabulary;

import org.jspecify.annotations.Nullable;

/**
 * A code of the vocabulary with its labels.
 *
 * @param code the code in candidate JSON and in DRL
 * @param en its English label
 * @param ja its Japanese label
 * @param category the category to whose ladder it belongs; null for the ladder of all categories without one of their own,
 *     and for a code that is on no ladder
 * @param validity the as-of dates for which candidates may use it
 */
public record Term(
        String code, String en, String ja, @Nullable String category, Validity validity) {

    /** A code that is on no ladder of a category. */
    public Term(String code, String en, String ja, Validity validity) {
        this(code, en, ja, null, validity);
    }
}
