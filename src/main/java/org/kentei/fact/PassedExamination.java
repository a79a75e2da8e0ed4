package org.kentei.fact;

import org.kentei.candidate.Examination;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Sheet;

/** An examination passed on the as-of date or earlier, at a sheet whose rules ask for examinations. */
public record PassedExamination(Sheet at, Examination claim, ConclusionListener conclusions) implements CriterionFact {

    @CodeOf(CodeList.EXAMINATIONS)
    public String code() {
        return claim.code();
    }

    @Override
    public String id() {
        return claim.id();
    }

    @Override
    public EntryType entry() {
        return EntryType.EXAMINATION;
    }
}
