package org.kentei.fact;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kentei.candidate.Contribution;
import org.kentei.vocabulary.Sheet;

/**
 * The sum of the contributions that count for a sheet's field.
 *
 * @param counted the contributions that count
 * @param kinds the number of distinct kinds
 * @param asOf the day on which the last years end
 */
public record Succession(
        Sheet at, List<Contribution> counted, int kinds, LocalDate asOf, ConclusionListener conclusions)
        implements CriterionFact {

    @Override
    @Unit("kinds")
    public int kinds() {
        return kinds;
    }

    /** The number of different kinds among the contributions of the years up to the as-of date. */
    @Unit("kinds")
    public int kindsOfLastYears(int years) {
        Set<String> kinds = new HashSet<>();
        ofLastYears(years).forEach(contribution -> kinds.add(contribution.kind()));
        return kinds.size();
    }

    /** The number of contributions of the years up to the as-of date, of whatever kind. */
    @Unit("contributions")
    public int contributionsOfLastYears(int years) {
        return ofLastYears(years).size();
    }

    /** As of 31 March 2026, the last three years begin on 1 April 2023. */
    private List<Contribution> ofLastYears(int years) {
        LocalDate before = asOf.plusDays(1).minusYears(years);
        return counted.stream()
                .filter(contribution -> !contribution.date().isBefore(before))
                .toList();
    }

    @Override
    public String id() {
        return at.specialtyField();
    }

    @Override
    public EntryType entry() {
        return EntryType.SUCCESSION;
    }
}
