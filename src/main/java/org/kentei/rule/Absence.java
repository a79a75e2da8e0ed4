package org.kentei.rule;

import java.util.List;
import org.kentei.fact.Fact;

/**
 * A fact that must not be there for a rule to fire, such as {@code not CertifiedField( level > $field.level )}.
 *
 * @param factType the type of the absent fact
 * @param condition what is asked of the absent fact alone
 * @param joins how it is compared with the fact that the rule speaks of
 */
public record Absence(FactType factType, Condition condition, List<Join> joins) {

    /**
     * A property of the absent fact compared with one of the fact that is there. Both are numbers, or both are codes.
     *
     * @param property of the absent fact
     * @param present of the fact that is there
     */
    public record Join(Property property, Operator operator, Property present) {

        boolean holds(Fact absent, Fact there) {
            Object left = property.value(absent);
            Object right = present.value(there);
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

    /** Whether a fact is one that must not be there beside another. */
    public boolean holds(Fact absent, Fact there) {
        if (!condition.holds(absent)) {
            return false;
        }
        for (Join join : joins) {
            if (!join.holds(absent, there)) {
                return false;
            }
        }
        return true;
    }
}
