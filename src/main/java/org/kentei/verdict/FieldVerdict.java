package org.kentei.verdict;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The verdict for a specialty field. */
@Schema(description = "The verdict for a specialty field.")
public record FieldVerdict(
        @Schema(extensions = @Extension(name = "x-codes", value = "specialtyFields"))
        String specialtyField,

        @Schema(
                description = "The level of its highest met sheet; null if none is met.",
                nullable = true,
                minimum = "1",
                maximum = "7")
        @Nullable
        Integer certifiedLevel,

        @Schema(nullable = true) @Nullable NextLevel nextLevel,

        @Schema(description = "All of its sheets, the highest level first.")
        List<SheetVerdict> sheets) {}
