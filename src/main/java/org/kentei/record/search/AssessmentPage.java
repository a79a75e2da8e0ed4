package org.kentei.record.search;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of assessments, newest first.
 *
 * @param nextCursor the cursor of the next page; null on the last page
 * @param count how many assessments all pages have together; null on the pages after the first
 */
@Schema(description = "A page of assessments, newest first.")
public record AssessmentPage(
        List<AssessmentSummary> items,

        @Schema(description = "The cursor of the next page; null on the last page.", nullable = true) @Nullable
        String nextCursor,

        @Schema(
                description = "How many assessments are found in all; null on the pages after the first.",
                nullable = true)
        @Nullable
        AssessmentCount count) {

    public AssessmentPage {
        items = List.copyOf(items);
    }
}
