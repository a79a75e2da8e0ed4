package org.kentei.assessment;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.kentei.record.search.IndexTerm;
import org.kentei.verdict.CriterionVerdict;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.Firing;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.Status;
import org.kentei.verdict.Verdict;
import org.kentei.vocabulary.Criterion;

/**
 * Makes the index terms of a verdict. {@code record.audit.IndexTermCheck} makes them again from the stored documents, by
 * other code on purpose, so that an error in one of the two shows.
 */
final class VerdictTerms {

    /** Terms are kept, since those of a ruleset come up in each verdict: up to this number of each kind. */
    private static final int KEPT = 50_000;

    private static final BoundedCache<String, IndexTerm> RULES = new BoundedCache<>(KEPT);
    private static final BoundedCache<String, IndexTerm> CLAUSES = new BoundedCache<>(KEPT);
    private static final BoundedCache<SheetStatus, IndexTerm> SHEETS = new BoundedCache<>(KEPT);
    private static final BoundedCache<CriterionStatus, IndexTerm> CRITERIA = new BoundedCache<>(KEPT);

    private record SheetStatus(String sheet, boolean met) {}

    private record CriterionStatus(String sheet, Criterion criterion, Status status) {}

    private VerdictTerms() {}

    static Set<IndexTerm> of(Verdict verdict) {
        Set<IndexTerm> terms = new HashSet<>(512);
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
                terms.add(kept(
                        SHEETS,
                        new SheetStatus(sheet.sheet(), sheet.met()),
                        of -> IndexTerm.sheet(of.sheet(), of.met())));
                for (CriterionVerdict criterion : sheet.criteria()) {
                    terms.add(kept(
                            CRITERIA,
                            new CriterionStatus(sheet.sheet(), criterion.criterion(), criterion.status()),
                            VerdictTerms::criterion));
                }
            }
        }
        for (Firing firing : verdict.firings()) {
            terms.add(kept(RULES, firing.rule(), IndexTerm::rule));
            terms.add(kept(CLAUSES, firing.clause(), IndexTerm::clause));
        }
        return terms;
    }

    private static IndexTerm criterion(CriterionStatus of) {
        return IndexTerm.criterion(
                of.sheet(), of.criterion().name(), of.status().name());
    }

    private static <K> IndexTerm kept(BoundedCache<K, IndexTerm> terms, K key, Function<K, IndexTerm> made) {
        IndexTerm term = terms.get(key);
        return term == null ? terms.put(key, made.apply(key)) : term;
    }
}
