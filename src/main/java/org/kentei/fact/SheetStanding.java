package org.kentei.fact;

import org.kentei.vocabulary.Sheet;

/**
 * How a sheet's criteria stand once all of its rules have spoken.
 *
 * @param notMet how many of the criteria it asks are not met
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

    /** Says that the sheet is met. */
    @Concludes(ConclusionType.IS_MET)
    public void isMet() {
        conclude(ConclusionType.IS_MET);
    }
}
