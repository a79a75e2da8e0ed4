package org.kentei.verdict;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The next higher sheet, or the lowest sheet if no level is certified. */
@Schema(description = "The next higher sheet, or the lowest sheet if no level is certified; null at the top.")
public record NextLevel(
        @Schema(extensions = @Extension(name = "x-codes", value = "sheets"))
        String sheet,

        @Schema(description = "The level it certifies.", minimum = "1", maximum = "7")
        int level,

        @Schema(
                description =
                        "The shortfalls of each unmet criterion. To meet a criterion, close all shortfalls of one of its"
                                + " alternatives.")
        List<Shortfall> shortfalls) {}
