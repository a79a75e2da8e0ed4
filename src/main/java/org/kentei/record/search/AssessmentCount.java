package org.kentei.record.search;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many assessments a search finds.
 *
 * @param number how many; {@link AssessmentSearch#MOST_COUNTED} if there are more
 * @param exact whether there are not more
 */
@Schema(description = "How many assessments there are.")
public record AssessmentCount(
        @Schema(description = "The number of assessments; if there are more than 10000, it is 10000.", minimum = "0")
        int number,

        @Schema(description = "Whether this is the exact number. If not, there are more.")
        boolean exact) {}
