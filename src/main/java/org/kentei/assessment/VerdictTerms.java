package org.kentei.assessment;

import java.util.HashSet;
import java.util.Set;
import org.kentei.record.search.IndexTerm;
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

    static Set<IndexTerm> of(Verdict verdict) {
        Set<IndexTerm> terms = new HashSet<>();
        terms.add(IndexTerm.level(verdict.certifiedLevel()));
        for (FieldVerdict field : verdict.fields()) {
            terms.add(IndexTerm.level(field.specialtyField(), field.certifiedLevel()));
            if (field.certifiedLevel() != null) {
                terms.add(IndexTerm.certified(field.specialtyField()));
            }
            for (SheetVerdict sheet : field.sheets()) {
                if (sheet.notInForce() != null) {
                    continue;
                }
                terms.add(IndexTerm.sheet(sheet.sheet(), sheet.met()));
                for (CriterionVerdict criterion : sheet.criteria()) {
                    terms.add(IndexTerm.criterion(
                            sheet.sheet(),
                            criterion.criterion().name(),
                            criterion.status().name()));
                }
            }
        }
        for (Firing firing : verdict.firings()) {
            terms.add(IndexTerm.rule(firing.rule()));
            terms.add(IndexTerm.clause(firing.clause()));
        }
        return terms;
    }
}
