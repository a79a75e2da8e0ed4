package org.kentei.rulebook;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.kentei.page.Labels;
import org.kentei.page.Language;
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
    private static final BigDecimal HUNDRED_MILLION = BigDecimal.valueOf(100_000_000);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

    /** The alternatives of a condition with their requirements, without the one on the sheet. */
    static List<List<Requirement>> ways(Condition condition, Vocabulary vocabulary, Language language) {
        return condition.alternatives().stream()
                .map(way -> way.stream()
                        .filter(part -> !part.property().name().equals("sheet"))
                        .map(part -> of(part, new Labels(vocabulary, language), language))
                        .distinct()
                        .toList())
                .filter(way -> !way.isEmpty())
                .toList();
    }

    private static Requirement of(SimpleCondition part, Labels labels, Language language) {
        String name = part.property().name();
        if (part instanceof NumberComparison number) {
            String unit = number.property().unit();
            String grouped = grouped(number.number());
            return new Requirement(
                    name,
                    relation(number.operator(), language),
                    unit == null
                            ? grouped
                            : language.word("count." + unit, language == Language.EN ? "{n} " + unit : "{n}")
                                    .replace("{n}", grouped),
                    rounded(number.number(), language));
        }
        if (part instanceof PropertyComparison two) {
            return new Requirement(
                    name, relation(two.operator(), language), two.other().name(), "");
        }
        if (part instanceof CodeComparison code) {
            return ofCode(
                    code.property(),
                    language.word(code.equal() ? "relation.is" : "relation.isNot", ""),
                    code.code(),
                    labels);
        }
        if (part instanceof Contains contains) {
            return ofCode(contains.property(), language.word("relation.contains", ""), contains.code(), labels);
        }
        if (part instanceof LevelLimit limit) {
            Operator operator = limit.exactly() ? Operator.EQUAL : Operator.AT_MOST;
            return ofCode(limit.property(), relation(operator, language), limit.code(), labels);
        }
        if (part instanceof AtLeast reaches) {
            return ofCode(reaches.property(), relation(Operator.AT_LEAST, language), reaches.code(), labels);
        }
        return new Requirement(
                name, language.word("relation.is", ""), ((BooleanCondition) part).expected() ? "true" : "false", "");
    }

    private static Requirement ofCode(Property property, String relation, String code, Labels labels) {
        String label = property.codes() == null
                ? ""
                : labels.of(property.codes(), code).text();
        return new Requirement(property.name(), relation, code, label.equals(code) ? "" : label);
    }

    private static String relation(Operator operator, Language language) {
        return language.word("relation." + operator, "");
    }

    private static String grouped(BigDecimal number) {
        return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }

    /** A large number in words; empty for others. */
    private static String rounded(BigDecimal number, Language language) {
        if (number.compareTo(MILLION) < 0) {
            return "";
        }
        if (language == Language.JA) {
            boolean large = number.compareTo(HUNDRED_MILLION) >= 0;
            return shortened(number, large ? HUNDRED_MILLION : TEN_THOUSAND) + (large ? "億" : "万");
        }
        boolean billions = number.compareTo(BILLION) >= 0;
        return shortened(number, billions ? BILLION : MILLION) + (billions ? " billion" : " million");
    }

    private static String shortened(BigDecimal number, BigDecimal unit) {
        return number.divide(unit).stripTrailingZeros().toPlainString();
    }
}
