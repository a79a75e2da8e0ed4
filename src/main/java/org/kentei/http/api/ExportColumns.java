package org.kentei.http.api;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.csv.Csv;
import org.kentei.record.search.AssessmentSummary;

/**
 * The columns of an export as CSV.
 *
 * @param spreadsheet whether it is for a spreadsheet, which guesses encodings and types
 * @param specialtyFields the codes of the fields whose levels have a column
 */
record ExportColumns(boolean spreadsheet, List<String> specialtyFields) {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    String head() {
        List<String> names = new ArrayList<>(
                List.of("assessmentId", "candidateId", "asOf", "assessedAt", "ruleset.revision", "certifiedLevel"));
        specialtyFields.forEach(field -> names.add("level." + field));
        names.addAll(List.of("client", "erasedAt", "count"));
        return (spreadsheet ? BYTE_ORDER_MARK : "") + Csv.line(names.toArray());
    }

    String line(AssessmentSummary summary, @Nullable Long count) {
        Stream<@Nullable Object> cells = Stream.of(
                summary.assessmentId(),
                id(summary.candidateId()),
                summary.asOf(),
                summary.assessedAt(),
                summary.ruleset().revision(),
                summary.certifiedLevel());
        Stream<@Nullable Object> levels =
                specialtyFields.stream().map(field -> summary.fieldLevels().get(field));
        Stream<@Nullable Object> rest = Stream.of(id(summary.client()), summary.erasedAt(), count);
        return Csv.line(Stream.of(cells, levels, rest).flatMap(some -> some).toArray());
    }

    private @Nullable Object id(@Nullable String id) {
        return spreadsheet && id != null ? Csv.keptText(id) : id;
    }
}
