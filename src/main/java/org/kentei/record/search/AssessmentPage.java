package org.kentei.record.search;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the record, newest assessment first.
 *
 * @param nextCursor what asks for the stretch that follows; null if nothing does
 */
@Schema(description = "A stretch of the record, newest assessment first.")
public record AssessmentPage(
        List<AssessmentSummary> items,

        @Schema(description = "What asks for the stretch that follows; null where nothing does.", nullable = true)
        @Nullable
        String nextCursor) {

    public AssessmentPage {
        items = List.copyOf(items);
    }
}
