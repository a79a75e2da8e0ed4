package org.kentei.meaning;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.kentei.rule.Condition;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Condition.SimpleCondition;
import org.kentei.rule.RuleText;

/** Describes as text how the rule of a clause changed. */
final class ClauseText {

    private ClauseText() {}

    static List<String> changed(RuleText before, RuleText after) {
        List<String> words = new ArrayList<>();
        if (!String.valueOf(before.sheet()).equals(String.valueOf(after.sheet()))) {
            words.add("It now belongs to " + owner(after) + ", not to " + owner(before) + ".");
        }
        if (!before.factType().equals(after.factType())) {
            words.add("It now matches `" + after.factType().name() + "`, not `"
                    + before.factType().name() + "`.");
        }
        List<SimpleCondition> was = asked(before);
        List<SimpleCondition> is = asked(after);
        if (sameParts(was, is)) {
            words.add("Its conditions are joined differently: " + conditions(after) + ".");
        } else if (skeleton(before).equals(skeleton(after)) && was.size() == is.size()) {
            for (int place = 0; place < was.size(); place++) {
                if (!was.get(place).text().equals(is.get(place).text())) {
                    words.add(becomes(was.get(place), is.get(place)));
                }
            }
        } else if (!before.condition().text().equals(after.condition().text())) {
            is.stream()
                    .filter(part -> was.stream().noneMatch(other -> other.text().equals(part.text())))
                    .forEach(part -> words.add("It now requires `" + part.text() + "`."));
            was.stream()
                    .filter(part -> is.stream().noneMatch(other -> other.text().equals(part.text())))
                    .forEach(part -> words.add("It no longer requires `" + part.text() + "`."));
            words.add("Before: " + conditions(before) + ". Now: " + conditions(after) + ".");
        }
        if (!DecidingText.conclusion(before).equals(DecidingText.conclusion(after))) {
            words.add("It now concludes `" + DecidingText.conclusion(after) + "`, not `"
                    + DecidingText.conclusion(before) + "`.");
        }
        if (words.isEmpty()) {
            words.add("Before: `" + DecidingText.text(before) + "`. Now: `" + DecidingText.text(after) + "`.");
        }
        return words;
    }

    static String added(RuleText rule) {
        return "The clause is new. It requires: " + conditions(rule) + ".";
    }

    static String removed(RuleText rule) {
        return "The clause is removed. It required: " + conditions(rule) + ".";
    }

    private static String owner(RuleText rule) {
        return rule.sheet() == null ? "all sheets" : rule.sheet();
    }

    private static String conditions(RuleText rule) {
        String text = asked(rule).isEmpty()
                ? ""
                : topLevel(rule).stream().map(Condition::text).collect(Collectors.joining(", "));
        return text.isEmpty() ? "nothing" : "`" + text + "`";
    }

    /** The conditions of the rule, without the one that names its sheet. */
    private static List<SimpleCondition> asked(RuleText rule) {
        return rule.condition().parts().filter(part -> !namesSheet(part)).toList();
    }

    private static List<Condition> topLevel(RuleText rule) {
        List<Condition> conditions =
                rule.condition() instanceof Condition.AllOf all ? all.conditions() : List.of(rule.condition());
        return conditions.stream()
                .filter(condition -> !(condition instanceof SimpleCondition part && namesSheet(part)))
                .toList();
    }

    private static boolean namesSheet(SimpleCondition part) {
        return part.property().ofSheet() && part.property().name().equals("sheet");
    }

    /** The condition without its parts, so that only brackets, `&&` and `||` are compared. */
    private static String skeleton(RuleText rule) {
        String text = rule.condition().text();
        for (SimpleCondition part : rule.condition().parts().toList()) {
            int at = text.indexOf(part.text());
            text = at < 0
                    ? text
                    : text.substring(0, at) + "?"
                            + text.substring(at + part.text().length());
        }
        return text;
    }

    private static boolean sameParts(List<SimpleCondition> was, List<SimpleCondition> is) {
        return !was.isEmpty()
                && was.stream()
                        .map(ClauseText::meaning)
                        .sorted()
                        .toList()
                        .equals(is.stream().map(ClauseText::meaning).sorted().toList());
    }

    private static String meaning(SimpleCondition part) {
        return part instanceof NumberComparison number
                ? part.property().name()
                        + number.operator()
                        + number.number().stripTrailingZeros().toPlainString()
                : part.text();
    }

    private static String unit(BigDecimal number, String unit) {
        return number.abs().compareTo(BigDecimal.ONE) != 0
                ? unit
                : unit.equals("criteria") ? "criterion" : unit.replaceFirst("s$", "");
    }

    private static String becomes(SimpleCondition was, SimpleCondition is) {
        String words = "`" + was.text() + "` becomes `" + is.text() + "`";
        if (was instanceof NumberComparison old
                && is instanceof NumberComparison now
                && old.property().equals(now.property())
                && old.operator() == now.operator()
                && now.property().unit() != null) {
            BigDecimal difference = now.number().subtract(old.number());
            words += ": " + String.format("%,d", difference.abs().toBigInteger()) + " "
                    + unit(difference, now.property().unit()) + (difference.signum() > 0 ? " more" : " fewer");
        }
        return words + ".";
    }
}
