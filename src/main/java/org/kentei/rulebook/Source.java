package org.kentei.rulebook;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where clauses come from.
 *
 * @param source its code, by which files and clauses name it
 * @param standard the standard
 * @param edition its edition
 * @param link where it can be found; null if there is no such place
 * @param lastRead the day on which its text was last compared with the clauses
 */
public record Source(
        String source,
        String standard,
        String edition,
        @Nullable String link,
        LocalDate lastRead) {

    Source with(@Nullable String otherLink, @Nullable LocalDate readOn) {
        return new Source(
                source, standard, edition, otherLink == null ? link : otherLink, readOn == null ? lastRead : readOn);
    }
}
