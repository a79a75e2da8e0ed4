package org.kentei.ruleset;

import org.kentei.verdict.CriterionVerdict;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.Verdict;

/** What a verdict comes to, in one line: the levels, the examination and one letter for each criterion of a sheet. */
final class VerdictSummary {

    private VerdictSummary() {}

    static String of(Verdict verdict) {
        StringBuilder summary = new StringBuilder();
        summary.append(verdict.certifiedLevel()).append(' ');
        summary.append(
                        verdict.examination() == null
                                ? null
                                : verdict.examination().code())
                .append(' ');
        for (FieldVerdict field : verdict.fields()) {
            summary.append(field.specialtyField())
                    .append('=')
                    .append(field.certifiedLevel())
                    .append(' ');
        }
        for (FieldVerdict field : verdict.fields()) {
            for (SheetVerdict sheet : field.sheets()) {
                summary.append(sheet.sheet()).append('=').append(letters(sheet)).append(' ');
            }
        }
        return summary.toString();
    }

    private static String letters(SheetVerdict sheet) {
        StringBuilder letters = new StringBuilder();
        for (CriterionVerdict criterion : sheet.criteria()) {
            letters.append(
                    switch (criterion.status()) {
                        case MET -> 'M';
                        case NOT_MET -> 'N';
                        case NOT_APPLICABLE -> '-';
                    });
        }
        return letters.toString();
    }
}
