package org.kentei.candidate;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which the candidate developed subordinates.
 *
 * @param from its first day
 * @param to its last day; null while it goes on
 * @param persons how many were developed; null where not stated
 */
@Schema(
        description = "A stretch of time in which the candidate developed subordinates.",
        additionalProperties = Schema.False.class,
        requiredProperties = {"method", "from"})
public record SubordinateDevelopment(
        @Schema(extensions = @Extension(name = "x-codes", value = "developmentMethods"))
        String method,

        @Schema(description = "The first day.") LocalDate from,

        @Schema(description = "The last day; left out while it goes on.", nullable = true) @Nullable
        LocalDate to,

        @Schema(
                description = "How many persons.",
                minimum = "0",
                maximum = "" + CandidateLimits.PERSONS,
                nullable = true)
        @Nullable
        Long persons) {

    /** Names the entry by what it says, since entries have no id of their own. */
    public String id() {
        return method + "/" + from + (to == null ? "" : "/" + to) + (persons == null ? "" : "/" + persons);
    }
}
