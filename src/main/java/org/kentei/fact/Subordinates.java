package org.kentei.fact;

import java.time.LocalDate;
import java.util.List;
import org.kentei.candidate.SubordinateDevelopment;
import org.kentei.vocabulary.Sheet;

/**
 * The sum of the records of developing subordinates that count.
 *
 * @param asOf the last day that counts
 */
public record Subordinates(
        Sheet at, List<SubordinateDevelopment> counted, LocalDate asOf, ConclusionListener conclusions)
        implements CriterionFact {

    /** The number of records that count. */
    @Unit("records")
    public int records() {
        return counted.size();
    }

    /** Whole months of these records together, each day counted once ({@code TIME_ADDED_UP}). */
    @Unit("months")
    public int developmentMonths() {
        return WorkedTime.of(counted, SubordinateDevelopment::from, SubordinateDevelopment::to, asOf)
                .months();
    }

    @Override
    public String id() {
        return at.sheet();
    }

    @Override
    public EntryType entry() {
        return EntryType.SUBORDINATES;
    }
}
