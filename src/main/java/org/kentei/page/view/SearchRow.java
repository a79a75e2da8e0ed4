package org.kentei.page.view;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kentei.record.search.AssessmentSummary;

/**
 * An assessment in a list.
 *
 * @param before the same candidate's assessment before it, where the list shows that too
 */
public record SearchRow(AssessmentSummary summary, @Nullable UUID before) {

    /** The rows of a list, newest first. */
    public static List<SearchRow> of(List<AssessmentSummary> items) {
        List<SearchRow> found = new ArrayList<>();
        for (int place = 0; place < items.size(); place++) {
            AssessmentSummary one = items.get(place);
            UUID before = items.subList(place + 1, items.size()).stream()
                    .filter(other ->
                            one.candidateId() != null && one.candidateId().equals(other.candidateId()))
                    .map(AssessmentSummary::assessmentId)
                    .findFirst()
                    .orElse(null);
            found.add(new SearchRow(one, before));
        }
        return found;
    }
}
