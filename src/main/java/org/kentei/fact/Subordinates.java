package org.kentei.fact;

import java.util.List;
import org.kentei.candidate.SubordinateDevelopment;
import org.kentei.vocabulary.Sheet;

/** The records of developing subordinates that count, taken together. */
public record Subordinates(Sheet at, List<SubordinateDevelopment> counted, ConclusionListener conclusions)
        implements SheetFact {

    /** How many records count. */
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

    /** Says that SUBORDINATES of the sheet is satisfied. */
    @Concludes(ConclusionType.SATISFIES_SUBORDINATES)
    public void satisfiesSubordinates() {
        conclude(ConclusionType.SATISFIES_SUBORDINATES);
    }
}
