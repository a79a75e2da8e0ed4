package org.kentei.meaning;

import java.util.stream.Collectors;
import org.kentei.rule.Absence;
import org.kentei.rule.RuleText;

/** The part of a rule that affects verdicts, as one line of text. */
final class DecidingText {

    private DecidingText() {}

    /** The text. Two rules with the same text decide the same. */
    static String text(RuleText rule) {
        return (rule.sheet() == null ? "" : rule.sheet() + ": ")
                + rule.factType().name() + "(" + rule.condition().text() + ")"
                + rule.absences().stream().map(DecidingText::text).collect(Collectors.joining())
                + " " + conclusion(rule);
    }

    /** The rule's consequence with its argument, such as {@code countsFor( OPERATIONS_MANAGEMENT )}. */
    static String conclusion(RuleText rule) {
        return rule.consequence().name() + (rule.argument() == null ? "()" : "( " + rule.argument() + " )");
    }

    private static String text(Absence absence) {
        return " not " + absence.factType().name() + "(" + absence.condition().text() + " "
                + absence.joins().stream()
                        .map(join -> join.property().name() + " "
                                + join.operator().sign() + " " + join.present().name())
                        .collect(Collectors.joining(", "))
                + ")";
    }
}
