package org.kentei.rulebook;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.kentei.rule.Condition;
import org.kentei.rule.Condition.AtLeast;
import org.kentei.rule.Condition.BooleanCondition;
import org.kentei.rule.Condition.CodeComparison;
import org.kentei.rule.Condition.Contains;
import org.kentei.rule.Condition.LevelLimit;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Condition.PropertyComparison;
import org.kentei.rule.Condition.SimpleCondition;
import org.kentei.rule.Operator;
import org.kentei.rule.Property;
import org.kentei.vocabulary.Term;
import org.kentei.vocabulary.Vocabulary;

/**
 * One requirement of a rule, as a table shows it.
 *
 * @param property the property that it reads
 * @param relation the comparison, as text
 * @param value the required value; a number with its unit
 * @param label the label of the value; empty if it needs none
 */
public record Requirement(String property, String relation, String value, String label) {

    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** The alternatives of a condition with their requirements, without the one on the sheet. */
    static List<List<Requirement>> ways(Condition condition, Vocabulary vocabulary) {
        return condition.alternatives().stream()
                .map(way -> way.stream()
                        .filter(part -> !part.property().name().equals("sheet"))
                        .map(part -> of(part, vocabulary))
                        .distinct()
                        .toList())
                .filter(way -> !way.isEmpty())
                .toList();
    }

    private static Requirement of(SimpleCondition part, Vocabulary vocabulary) {
        String name = part.property().name();
        if (part instanceof NumberComparison number) {
            String unit = number.property().unit();
            return new Requirement(
                    name,
                    words(number.operator()),
                    grouped(number.number()) + (unit == null ? "" : " " + unit),
                    rounded(number.number()));
        }
        if (part instanceof PropertyComparison two) {
            return new Requirement(name, words(two.operator()), two.other().name(), "");
        }
        if (part instanceof CodeComparison code) {
            return new Requirement(
                    name, code.equal() ? "is" : "is not", code.code(), label(code.property(), code.code(), vocabulary));
        }
        if (part instanceof Contains contains) {
            return new Requirement(
                    name, "contains", contains.code(), label(contains.property(), contains.code(), vocabulary));
        }
        if (part instanceof LevelLimit limit) {
            return new Requirement(
                    name,
                    limit.exactly() ? "exactly" : "at most",
                    limit.code(),
                    label(limit.property(), limit.code(), vocabulary));
        }
        if (part instanceof AtLeast reaches) {
            return new Requirement(
                    name, "at least", reaches.code(), label(reaches.property(), reaches.code(), vocabulary));
        }
        return new Requirement(name, "is", ((BooleanCondition) part).expected() ? "true" : "false", "");
    }

    private static String words(Operator operator) {
        return switch (operator) {
            case AT_LEAST -> "at least";
            case MORE_THAN -> "more than";
            case AT_MOST -> "at most";
            case LESS_THAN -> "less than";
            case EQUAL -> "exactly";
            case NOT_EQUAL -> "other than";
        };
    }

    private static String label(Property property, String code, Vocabulary vocabulary) {
        return property.codes() == null
                ? ""
                : vocabulary.terms(property.codes()).stream()
                        .filter(term -> term.code().equals(code) && !term.en().equals(code))
                        .findFirst()
                        .map(Term::en)
                        .orElse("");
    }

    private static String grouped(BigDecimal number) {
        return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }

    /** A large number in words; empty for others. */
    private static String rounded(BigDecimal number) {
        if (number.compareTo(MILLION) < 0) {
            return "";
        }
        boolean billions = number.compareTo(BILLION) >= 0;
        return number.divide(billions ? BILLION : MILLION).stripTrailingZeros().toPlainString()
                + (billions ? " billion" : " million");
    }
}
