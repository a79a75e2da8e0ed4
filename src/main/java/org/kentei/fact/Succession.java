package org.kentei.fact;

import java.util.List;
import org.kentei.candidate.Contribution;
import org.kentei.vocabulary.Sheet;

/**
 * The contributions that count for a sheet's field taken together.
 *
 * @param counted the contributions that count
 * @param kinds how many distinct kinds they are of
 */
public record Succession(Sheet at, List<Contribution> counted, int kinds, ConclusionListener conclusions)
        implements SheetFact {

    @Override
    @Unit("kinds")
    public int kinds() {
        return kinds;
    }

    @Override
    public String id() {
        return at.specialtyField();
    }

    @Override
    public EntryType entry() {
        return EntryType.SUCCESSION;
    }

    /** Says that SUCCESSION of the sheet is satisfied. */
    @Concludes(ConclusionType.SATISFIES_SUCCESSION)
    public void satisfiesSuccession() {
        conclude(ConclusionType.SATISFIES_SUCCESSION);
    }
}
