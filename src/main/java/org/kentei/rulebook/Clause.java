package org.kentei.rulebook;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.vocabulary.Validity;

/**
 * A clause of the standard, or a shared clause. The paraphrase of its rule describes it; a clause without a rule has its
 * own description.
 *
 * @param clause its code, such as {@code OM7.SIZE.A}
 * @param place its place in the standard
 * @param says its description; null if it has a rule
 * @param noRule why it has no rule; null if it has one
 * @param see related clauses
 * @param source its source; null if its file does not name one
 * @param validity the as-of dates for which the standard has it
 * @param file its file in the catalogue
 * @param line its line there, counted from 1
 */
public record Clause(
        String clause,
        String place,
        @Nullable String says,
        @Nullable String noRule,
        List<Reading> readings,
        List<Omission> notFormalised,
        List<String> see,
        @Nullable Source source,
        Validity validity,
        String file,
        int line) {

    public Clause {
        readings = List.copyOf(readings);
        notFormalised = List.copyOf(notFormalised);
        see = List.copyOf(see);
    }
}
