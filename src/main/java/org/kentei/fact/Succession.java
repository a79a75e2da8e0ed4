package org.kentei.fact;

import java.util.List;
import org.kentei.candidate.Contribution;
import org.kentei.vocabulary.Sheet;

/**
 * The sum of the contributions that count for a sheet's field.
 *
 * @param counted the contributions that count
 * @param kinds the number of distinct kinds
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

    /** Concludes that SUCCESSION of the sheet is satisfied. */
    @Concludes(ConclusionType.SATISFIES_SUCCESSION)
    public void satisfiesSuccession() {
        conclude(ConclusionType.SATISFIES_SUCCESSION);
    }
}
