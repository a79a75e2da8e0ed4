package org.kentei.rule;

import java.util.List;
import org.kentei.fact.Fact;

/**
 * A fact that must be absent for a rule to fire, such as {@code not CertifiedField( level > $field.level )}.
 *
 * @param factType the type of the absent fact
 * @param condition the conditions on the absent fact alone
 * @param joins the comparisons with the matched fact
 */
public record Absence(FactType factType, Condition condition, List<Join> joins) {

    /**
     * A property of the absent fact compared with one of the matched fact. Both are numbers, or both are codes.
     *
     * @param property of the absent fact
     * @param present of the matched fact
     */
    public record Join(Property property, Operator operator, Property present) {

        boolean holds(Fact absent, Fact matched) {
            Object left = property.value(absent);
            Object right = present.value(matched);
            if (left == null || right == null) {
                return false;
            }
            return property.number()
                    ? operator.holds(Long.compare(((Number) left).longValue(), ((Number) right).longValue()))
                    : left.equals(right) == (operator == Operator.EQUAL);
        }
    }

    public Absence {
        joins = List.copyOf(joins);
    }

    /** Whether a fact is one that must be absent, given the matched fact. */
    public boolean holds(Fact absent, Fact matched) {
        if (!condition.holds(absent)) {
            return false;
        }
        for (Join join : joins) {
            if (!join.holds(absent, matched)) {
                return false;
            }
        }
        return true;
    }
}
