package org.kentei.fact;

import org.kentei.vocabulary.Sheet;

/**
 * The criteria of a sheet after all its rules have fired.
 *
 * @param notMet the number of required criteria that are not met
 */
public record SheetStanding(Sheet at, int notMet, ConclusionListener conclusions) implements SheetFact {

    @Override
    @Unit("criteria")
    public int notMet() {
        return notMet;
    }

    @Override
    public String id() {
        return at.sheet();
    }

    @Override
    public EntryType entry() {
        return EntryType.SHEET;
    }

    /** Concludes that the sheet is met. */
    @Concludes(ConclusionType.IS_MET)
    public void isMet() {
        conclude(ConclusionType.IS_MET);
    }
}
