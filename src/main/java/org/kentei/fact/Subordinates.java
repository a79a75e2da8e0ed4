package org.kentei.fact;

import java.util.List;
import org.kentei.candidate.SubordinateDevelopment;
import org.kentei.vocabulary.Sheet;

/** The records of developing subordinates that count, taken together. */
public record Subordinates(Sheet at, List<SubordinateDevelopment> counted, Conclusions conclusions)
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
    public Entry entry() {
        return Entry.SUBORDINATES;
    }

    /** Says that SUBORDINATES of the sheet is satisfied. */
    @Concludes(Statement.SATISFIES_SUBORDINATES)
    public void satisfiesSubordinates() {
        conclude(Statement.SATISFIES_SUBORDINATES);
    }
}
