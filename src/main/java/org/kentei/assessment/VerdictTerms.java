package org.kentei.assessment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kentei.record.search.IndexTerm;
import org.kentei.record.search.VerdictOutcome;
import org.kentei.record.search.VerdictOutcome.OutcomePart;
import org.kentei.verdict.CriterionVerdict;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.Firing;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.Verdict;

/**
 * Makes the index terms of a verdict. {@code record.audit.IndexTermCheck} makes them again from the stored documents, by
 * other code on purpose, so that an error in one of the two shows.
 */
final class VerdictTerms {

    private VerdictTerms() {}

    static VerdictOutcome of(Verdict verdict) {
        List<IndexTerm> ofNoField = new ArrayList<>();
        ofNoField.add(IndexTerm.level(verdict.certifiedLevel()));
        Map<String, List<IndexTerm>> bySheet = new HashMap<>();
        List<List<IndexTerm>> parts = new ArrayList<>();
        parts.add(ofNoField);
        for (FieldVerdict field : verdict.fields()) {
            List<IndexTerm> words = new ArrayList<>();
            words.add(IndexTerm.level(field.specialtyField(), field.certifiedLevel()));
            if (field.certifiedLevel() != null) {
                words.add(IndexTerm.certified(field.specialtyField()));
            }
            for (SheetVerdict sheet : field.sheets()) {
                if (sheet.notInForce() != null) {
                    continue;
                }
                words.add(IndexTerm.sheet(sheet.sheet(), sheet.met()));
                for (CriterionVerdict criterion : sheet.criteria()) {
                    words.add(IndexTerm.criterion(
                            sheet.sheet(),
                            criterion.criterion().name(),
                            criterion.status().name()));
                }
                bySheet.put(sheet.sheet(), words);
            }
            parts.add(words);
        }
        for (Firing firing : verdict.firings()) {
            List<IndexTerm> words =
                    firing.sheet() == null ? ofNoField : bySheet.getOrDefault(firing.sheet(), ofNoField);
            words.add(IndexTerm.rule(firing.rule()));
            words.add(IndexTerm.clause(firing.clause()));
        }
        return new VerdictOutcome(parts.stream().map(OutcomePart::of).toList());
    }
}
