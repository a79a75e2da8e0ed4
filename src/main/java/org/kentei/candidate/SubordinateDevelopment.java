package org.kentei.candidate;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A period in which the candidate developed subordinates.
 *
 * @param from its first day
 * @param to its last day; null while it continues
 * @param persons the number of persons; null if not stated
 */
@Schema(
        description = "A period in which the candidate developed subordinates.",
        additionalProperties = Schema.False.class,
        requiredProperties = {"method", "from"})
public record SubordinateDevelopment(
        @Schema(extensions = @Extension(name = "x-codes", value = "developmentMethods"))
        String method,

        @Schema(description = "The first day.") LocalDate from,

        @Schema(description = "The last day; omitted while it continues.", nullable = true) @Nullable
        LocalDate to,

        @Schema(
                description = "The number of persons.",
                minimum = "0",
                maximum = "" + CandidateLimits.PERSONS,
                nullable = true)
        @Nullable
        Long persons) {

    /** The values of the entry as its id, since entries have no id of their own. */
    public String id() {
        return method + "/" + from + (to == null ? "" : "/" + to) + (persons == null ? "" : "/" + persons);
    }
}
