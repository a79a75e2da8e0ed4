package org.kentei.page.view;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kentei.page.Labels;
import org.kentei.record.search.AssessmentSummary;

/**
 * An assessment in a list.
 *
 * @param levels the level certified in each field
 * @param before the same candidate's assessment before it, where the list shows that too
 */
public record SearchRow(
        AssessmentSummary summary,
        List<FieldLevel> levels,
        @Nullable UUID before) {

    /** The level certified in a field, by the field's name. */
    public record FieldLevel(String field, int level) {}

    public SearchRow {
        levels = List.copyOf(levels);
    }

    /** The rows of a list, newest first. */
    public static List<SearchRow> of(List<AssessmentSummary> items, Labels labels) {
        List<SearchRow> found = new ArrayList<>();
        for (int place = 0; place < items.size(); place++) {
            AssessmentSummary one = items.get(place);
            UUID before = items.subList(place + 1, items.size()).stream()
                    .filter(other ->
                            one.candidateId() != null && one.candidateId().equals(other.candidateId()))
                    .map(AssessmentSummary::assessmentId)
                    .findFirst()
                    .orElse(null);
            found.add(new SearchRow(one, levels(one, labels), before));
        }
        return found;
    }

    private static List<FieldLevel> levels(AssessmentSummary one, Labels labels) {
        return one.fieldLevels().entrySet().stream()
                .map(level -> new FieldLevel(labels.field(level.getKey()).text(), level.getValue()))
                .toList();
    }
}
