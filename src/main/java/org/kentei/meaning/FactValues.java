package org.kentei.meaning;

import java.math.BigDecimal;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.kentei.rule.Condition;
import org.kentei.rule.Condition.AllOf;
import org.kentei.rule.Condition.AnyOf;
import org.kentei.rule.Condition.AtLeast;
import org.kentei.rule.Condition.BooleanCondition;
import org.kentei.rule.Condition.CodeComparison;
import org.kentei.rule.Condition.Contains;
import org.kentei.rule.Condition.LevelLimit;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Condition.PropertyComparison;
import org.kentei.rule.Property;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.OrdinalScale.OrdinalLevel;
import org.kentei.vocabulary.Vocabulary;

/** Values for the properties of a hypothetical fact. */
interface FactValues {

    /** The value of a property: a number, a code, a collection of codes or a boolean; null if it is not stated. */
    @Nullable
    Object of(Property property);

    /**
     * Whether a condition holds for these values.
     *
     * @param vocabulary has the order of ordinal scales
     */
    default boolean satisfy(Condition condition, Vocabulary vocabulary) {
        if (condition instanceof AllOf all) {
            for (Condition one : all.conditions()) {
                if (!satisfy(one, vocabulary)) {
                    return false;
                }
            }
            return true;
        }
        if (condition instanceof AnyOf any) {
            for (Condition one : any.conditions()) {
                if (satisfy(one, vocabulary)) {
                    return true;
                }
            }
            return false;
        }
        if (condition instanceof NumberComparison comparison) {
            Object value = of(comparison.property());
            return value instanceof Number number
                    && comparison.operator().holds(decimal(number).compareTo(comparison.number()));
        }
        if (condition instanceof PropertyComparison comparison) {
            return of(comparison.property()) instanceof Number left
                    && of(comparison.other()) instanceof Number right
                    && comparison.operator().holds(decimal(left).compareTo(decimal(right)));
        }
        if (condition instanceof CodeComparison comparison) {
            return comparison.code().equals(of(comparison.property())) == comparison.equal();
        }
        if (condition instanceof Contains contains) {
            return of(contains.property()) instanceof Collection<?> codes && codes.contains(contains.code());
        }
        if (condition instanceof AtLeast reaches) {
            CodeList ladder = reaches.property().codes();
            OrdinalLevel rung = ladder != null && of(reaches.property()) instanceof String code
                    ? vocabulary.scale(ladder).level(code)
                    : null;
            return rung != null && rung.atLeast(reaches.code());
        }
        if (condition instanceof LevelLimit limit) {
            CodeList ladder = limit.property().codes();
            OrdinalLevel rung = ladder != null && of(limit.property()) instanceof String code
                    ? vocabulary.scale(ladder).level(code)
                    : null;
            return rung != null && limit.includes(rung);
        }
        if (condition instanceof BooleanCondition truth) {
            return Boolean.valueOf(truth.expected()).equals(of(truth.property()));
        }
        throw new IllegalStateException("The condition `" + condition.text() + "` has an unknown form");
    }

    private static BigDecimal decimal(Number number) {
        return BigDecimal.valueOf(number.longValue());
    }
}
