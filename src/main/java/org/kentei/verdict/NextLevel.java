package org.kentei.verdict;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The next sheet up from what is certified, the lowest one where nothing is. */
@Schema(description = "The next sheet up from what is certified, the lowest one where nothing is; null at the top.")
public record NextLevel(
        @Schema(extensions = @Extension(name = "x-codes", value = "sheets"))
        String sheet,

        @Schema(description = "The level it certifies.", minimum = "1", maximum = "7")
        int level,

        @Schema(
                description = "What is missing for it, criterion by criterion. To meet a criterion, all shortfalls of"
                        + " one of its alternatives have to be closed.")
        List<Shortfall> shortfalls) {}
