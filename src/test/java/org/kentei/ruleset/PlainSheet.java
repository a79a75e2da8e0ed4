package org.kentei.ruleset;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kentei.vocabulary.Criterion;

/**
 * A made-up sheet as plain data: {@link PlainEvaluator} decides by it, and {@link PlainFieldFiles} writes it as rules.
 * Only what the asked criteria need is filled.
 *
 * @param list the sheet's complexity list; empty where the sheet names none
 * @param roles one of them is enough
 * @param accomplishments what every counted project has to show
 * @param months whole months of all counted projects; 0 where they are not asked
 * @param run whole months of the longest run without a break; 0 where they are not asked
 * @param phases what the counted projects have to cover together
 * @param once what the eligible projects have to show together
 * @param complexity one of them is enough
 * @param sizes one of them is enough
 * @param depth the lowest depth that is enough
 */
record PlainSheet(
        String code,
        int level,
        Set<Criterion> asked,
        List<String> list,
        List<Role> roles,
        List<String> accomplishments,
        int months,
        int run,
        List<String> phases,
        List<String> once,
        List<Complexity> complexity,
        List<Size> sizes,
        String depth,
        int kinds,
        int records) {

    /** A role, or a higher one, in one of the phases; in any phase where none is named. */
    record Role(String lowest, List<String> phases) {}

    /** So many criteria of the sheet's list, and these codes among what the project states. */
    record Complexity(int criteria, List<String> codes) {}

    /** One of the bands, and so many criteria of the sheet's list. */
    record Size(List<Band> bands, int criteria) {}

    /** A figure from a lower end up to below an upper end; without an upper end where that is null. */
    record Band(Figure figure, long from, @Nullable Long below) {}

    enum Figure {
        HEADCOUNT("headcount"),
        VALUE("annualContractValue"),
        USERS("annualUsers");

        private final String property;

        Figure(String property) {
            this.property = property;
        }

        String property() {
            return property;
        }
    }

    boolean asks(Criterion criterion) {
        return asked.contains(criterion);
    }
}
