package org.kentei.candidate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which the candidate developed subordinates.
 *
 * @param from its first day
 * @param to its last day; null while it goes on
 * @param persons how many were developed; null where not stated
 */
public record SubordinateDevelopment(
        String method, LocalDate from, @Nullable LocalDate to, @Nullable Long persons) {

    /** Names the entry by what it says, since entries have no id of their own. */
    public String id() {
        return method + "/" + from + (to == null ? "" : "/" + to) + (persons == null ? "" : "/" + persons);
    }
}
