package org.kentei.verdict;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The verdict for a sheet. A sheet is met if all its applicable criteria are met. */
@Schema(description = "The verdict for a KPI sheet. It is met if all its applicable criteria are met.")
public record SheetVerdict(
        @Schema(extensions = @Extension(name = "x-codes", value = "sheets"))
        String sheet,

        @Schema(description = "The level it certifies.", minimum = "1", maximum = "7")
        int level,

        boolean met,

        @Schema(description = "All six criteria, always in the same order.")
        List<CriterionVerdict> criteria) {}
