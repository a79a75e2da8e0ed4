package org.kentei.page.search;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kentei.record.AssessmentSummary;

/**
 * An assessment in a list.
 *
 * @param before the same candidate's assessment before it, where the list shows that too
 */
public record Found(AssessmentSummary summary, @Nullable UUID before) {

    /** Lays a list out, newest first. */
    public static List<Found> of(List<AssessmentSummary> items) {
        List<Found> found = new ArrayList<>();
        for (int place = 0; place < items.size(); place++) {
            AssessmentSummary one = items.get(place);
            UUID before = items.subList(place + 1, items.size()).stream()
                    .filter(other ->
                            one.candidateId() != null && one.candidateId().equals(other.candidateId()))
                    .map(AssessmentSummary::assessmentId)
                    .findFirst()
                    .orElse(null);
            found.add(new Found(one, before));
        }
        return found;
    }
}
