package org.kentei.verdict;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The verdict for a sheet. A sheet is met if all its applicable criteria are met. */
@Schema(description = "The verdict for a KPI sheet. It is met if all its applicable criteria are met.")
public record SheetVerdict(
        @Schema(extensions = @Extension(name = "x-codes", value = "sheets"))
        String sheet,

        @Schema(description = "The level it certifies.", minimum = "1", maximum = "7")
        int level,

        boolean met,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description =
                        "Present only if the sheet is not in force on the as-of date. The sheet is not decided then:"
                                + " it is not met, and every criterion is `NOT_APPLICABLE`.")
        @Nullable
        NotInForce notInForce,

        @Schema(description = "All six criteria, always in the same order.")
        List<CriterionVerdict> criteria) {

    /** The days on which a sheet is in force that is not in force on the as-of date. */
    @Schema(description = "The days on which the sheet is in force; the as-of date is not one of them.")
    public record NotInForce(
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "The first day in force. Left out if it has always been in force.")
            @Nullable
            LocalDate from,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "The first day no longer in force. Left out if it has no end.")
            @Nullable
            LocalDate until) {}
}
