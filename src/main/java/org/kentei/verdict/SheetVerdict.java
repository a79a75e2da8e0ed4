package org.kentei.verdict;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a sheet stands: met when none of its criteria is unmet. */
@Schema(description = "How a KPI sheet stands: met when none of its criteria is unmet.")
public record SheetVerdict(
        @Schema(extensions = @Extension(name = "x-codes", value = "sheets"))
        String sheet,

        @Schema(description = "The level it certifies.", minimum = "1", maximum = "7")
        int level,

        boolean met,

        @Schema(description = "All six criteria, always in the same order.")
        List<CriterionVerdict> criteria) {}
