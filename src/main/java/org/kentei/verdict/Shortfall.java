package org.kentei.verdict;

import org.jspecify.annotations.Nullable;
import org.kentei.vocabulary.Criterion;

/**
 * A condition of an unmet criterion that does not hold, taken from the rule that asks it.
 *
 * @param criterion the unmet criterion
 * @param alternative which way to meet the criterion it belongs to, from 1; all shortfalls of one way have to be closed
 * @param clause the clause that asks the condition
 * @param rule the rule that encodes the clause
 * @param condition the condition as the rule writes it
 * @param property what of the project or entry it looks at
 * @param required what it asks: a number, a code or a truth
 * @param actual what there is: a number, a code, a list of codes or a truth; null where not stated
 * @param missing how much is missing, as a number; null where that is none
 * @param unit the unit of the numbers; null where there are none
 * @param projectId the project that comes closest; null where the condition is not about one, or there is none
 */
public record Shortfall(
        Criterion criterion,
        int alternative,
        String clause,
        String rule,
        String condition,
        String property,
        Object required,
        @Nullable Object actual,
        @Nullable Number missing,
        @Nullable String unit,
        @Nullable String projectId) {}
