package org.kentei.verdict;

import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A passed examination. It shows a minimum capability and certifies no level. */
@Schema(description = "A passed examination; it shows a minimum capability and certifies no level.")
public record ExaminationVerdict(
        @Schema(extensions = @Extension(name = "x-codes", value = "examinations"))
        String code,

        @Schema(description = "The level whose minimum capability it shows.", minimum = "1", maximum = "7")
        int level) {}
