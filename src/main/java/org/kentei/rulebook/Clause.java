package org.kentei.rulebook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clause of the standard, or of what is read into all sheets. Its words stand in the rule that cites it; a clause that
 * no rule can hold carries its own.
 *
 * @param clause its code, such as {@code OM7.SIZE.A}
 * @param place where it stands in the standard
 * @param says what it says; null where a rule's paraphrase says it
 * @param noRule why there is no rule for it; null where there is one
 * @param see other clauses that belong to its understanding
 * @param file the catalogue's file that holds it
 * @param line where it stands there, counted from 1
 */
public record Clause(
        String clause,
        String place,
        @Nullable String says,
        @Nullable String noRule,
        List<Reading> readings,
        List<Omission> notFormalised,
        List<String> see,
        String file,
        int line) {

    public Clause {
        readings = List.copyOf(readings);
        notFormalised = List.copyOf(notFormalised);
        see = List.copyOf(see);
    }
}
