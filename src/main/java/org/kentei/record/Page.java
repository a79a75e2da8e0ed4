package org.kentei.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the record, newest assessment first.
 *
 * @param nextCursor what asks for the stretch that follows; null if nothing does
 */
public record Page(List<AssessmentSummary> items, @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }
}
