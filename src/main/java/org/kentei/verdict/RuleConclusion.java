package org.kentei.verdict;

import org.kentei.fact.Conclusion;
import org.kentei.fact.ConclusionType;
import org.kentei.fact.Fact;
import org.kentei.rule.RuleText;

/**
 * A rule that fired, with what it concluded.
 *
 * @param place the rule's place in the order of files and lines
 * @param sheetPlace the place of the fact's sheet in the order of sheets; -1 for a fact without a sheet
 */
public record RuleConclusion(RuleText rule, int place, int sheetPlace, Conclusion conclusion)
        implements Comparable<RuleConclusion> {

    public ConclusionType type() {
        return conclusion.type();
    }

    public Fact subject() {
        return conclusion.subject();
    }

    /** The order of the record: by rule, then by sheet, then by the id of the fact. */
    @Override
    public int compareTo(RuleConclusion other) {
        if (place != other.place) {
            return Integer.compare(place, other.place);
        }
        return sheetPlace != other.sheetPlace
                ? Integer.compare(sheetPlace, other.sheetPlace)
                : subject().id().compareTo(other.subject().id());
    }
}
