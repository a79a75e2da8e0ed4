package org.kentei.fact;

import java.util.List;
import org.kentei.candidate.SubordinateDevelopment;
import org.kentei.vocabulary.Sheet;

/** The sum of the records of developing subordinates that count. */
public record Subordinates(Sheet at, List<SubordinateDevelopment> counted, ConclusionListener conclusions)
        implements SheetFact {

    /** The number of records that count. */
    @Unit("records")
    public int records() {
        return counted.size();
    }

    @Override
    public String id() {
        return at.sheet();
    }

    @Override
    public EntryType entry() {
        return EntryType.SUBORDINATES;
    }

    /** Concludes that SUBORDINATES of the sheet is satisfied. */
    @Concludes(ConclusionType.SATISFIES_SUBORDINATES)
    public void satisfiesSubordinates() {
        conclude(ConclusionType.SATISFIES_SUBORDINATES);
    }
}
