package org.kentei.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kentei.rule.Operator;
import org.kentei.verdict.Shortfall;

/**
 * Writes a shortfall as a sentence, such as "Three kinds of contribution are required, one is there: two are missing." The API,
 * the pages and the command line use it.
 */
public final class ShortfallSentence {

    private static final Pattern COMPARISON =
            Pattern.compile("\\w+(?:\\(.*\\))? (>=|>|<=|<|==|!=) (.+)", Pattern.DOTALL);

    /** Numbers up to this one are written as words if the language has words for them. */
    private static final long WORDS_UP_TO = 10;

    private final Labels labels;
    private final Language language;

    public ShortfallSentence(Labels labels, Language language) {
        this.labels = labels;
        this.language = language;
    }

    /** The sentence for a shortfall; it names the project where there is one. */
    public String of(Shortfall shortfall) {
        return of(shortfall.projectId(), ofNoProject(shortfall));
    }

    /**
     * A whole sentence.
     *
     * @param projectId the project that it names; null for none
     * @param ofNoProject the sentence from {@link #ofNoProject}
     */
    public String of(@Nullable String projectId, String ofNoProject) {
        return capital(
                projectId == null
                        ? ofNoProject
                        : filled("ofProject", Map.of("project", projectId, "sentence", ofNoProject)));
    }

    /** The sentence for a shortfall, without its project and without a capital letter. */
    public String ofNoProject(Shortfall shortfall) {
        String condition = shortfall.condition();
        Matcher comparison = COMPARISON.matcher(condition);
        if (comparison.matches()) {
            Operator operator = operator(comparison.group(1));
            String right = comparison.group(2);
            if (right.startsWith("\"")) {
                return code(operator == Operator.NOT_EQUAL ? "otherThan" : "code", shortfall);
            }
            return Character.isDigit(right.charAt(0))
                    ? number(operator, shortfall)
                    : compared(operator, right, shortfall);
        }
        if (condition.contains(" contains ")) {
            return code("contains", shortfall);
        }
        if (condition.contains(".atMost")) {
            return code("atMost", shortfall);
        }
        if (condition.contains(".exactly")) {
            return code("exactly", shortfall);
        }
        return condition.contains(".atLeast") ? code("reaches", shortfall) : truth(shortfall);
    }

    private static Operator operator(String sign) {
        return Arrays.stream(Operator.values())
                .filter(operator -> operator.sign().equals(sign))
                .findFirst()
                .orElseThrow();
    }

    private static boolean asksLess(Operator operator) {
        return operator == Operator.LESS_THAN || operator == Operator.AT_MOST;
    }

    private String number(Operator operator, Shortfall shortfall) {
        long asked = ((Number) shortfall.required()).longValue();
        Long there = shortfall.actual() instanceof Number number ? Long.valueOf(number.longValue()) : null;
        long missing = shortfall.missing() == null ? 0 : shortfall.missing();
        String unit = String.valueOf(shortfall.unit());
        boolean inWords = asked <= WORDS_UP_TO && (there == null || there <= WORDS_UP_TO) && missing <= WORDS_UP_TO;
        String known = language.words()
                .get("quantity." + Labels.baseName(shortfall.property()) + (asked == 1 ? ".one" : ".many"));
        String quantity = known == null
                ? labels.property(shortfall.property()) + " {n}"
                : labels.withArgument(known, shortfall.property());
        Map<String, String> values = Map.of(
                "asked", quantity.replace("{n}", digits(asked, unit, inWords)),
                "isAsked", is(asked, unit),
                "there", there == null ? "" : counted(there, unit, inWords),
                "isThere", is(there == null ? 1 : there, unit),
                "missing", counted(missing, unit, inWords),
                "isMissing", is(missing, unit));
        String key = there == null && !asksLess(operator) ? "notStated" : "number." + operator;
        return filled(key, values);
    }

    private String digits(long number, String unit, boolean inWords) {
        String digits = Labels.number(number);
        boolean asWord = inWords || number == 0;
        return asWord && !unit.equals("yen") ? language.word("number." + number, digits) : digits;
    }

    private String counted(long number, String unit, boolean inWords) {
        return language.word("count." + unit, "{n}").replace("{n}", digits(number, unit, inWords));
    }

    private String is(long number, String unit) {
        return language.word(number <= 1 || unit.equals("yen") ? "is" : "are", "");
    }

    /** A number that is compared with another number of the same entry. */
    private String compared(Operator operator, String other, Shortfall shortfall) {
        return filled(
                "compared",
                Map.of(
                        "noun", noun(shortfall.property()),
                        "operator", language.word("operator." + operator, operator.sign()),
                        "other", labels.property(other),
                        "asked", shortfall.required() instanceof Number number ? number(number) : notStated(),
                        "there", shortfall.actual() instanceof Number number ? number(number) : notStated()));
    }

    private String code(String key, Shortfall shortfall) {
        String property = shortfall.property();
        @Nullable Object actual = shortfall.actual();
        boolean one = !key.equals("contains") && !key.equals("otherThan");
        return filled(
                one && actual == null ? key + ".notStated" : key,
                Map.of(
                        "noun", noun(property),
                        "code", labels.value(property, shortfall.required()),
                        "there", actual == null ? "" : labels.value(property, actual)));
    }

    private String truth(Shortfall shortfall) {
        String known = language.word("sentence.truth." + shortfall.property(), "");
        return known.isEmpty() || !Boolean.TRUE.equals(shortfall.required())
                ? filled(
                        "truth",
                        Map.of(
                                "noun", noun(shortfall.property()),
                                "value", labels.value(shortfall.property(), shortfall.required())))
                : known;
    }

    private String noun(String property) {
        String noun = language.words().get("noun." + property);
        return noun == null ? labels.property(property) : noun;
    }

    private static String number(Number number) {
        return Labels.number(number.longValue());
    }

    private String notStated() {
        return language.word("notStated", "not stated");
    }

    private String filled(String key, Map<String, String> values) {
        String pattern = language.word("sentence." + key, key);
        StringBuilder filled = new StringBuilder();
        int end = 0;
        for (int begin = pattern.indexOf('{'); begin >= 0; begin = pattern.indexOf('{', end)) {
            filled.append(pattern, end, begin);
            end = pattern.indexOf('}', begin) + 1;
            filled.append(values.getOrDefault(pattern.substring(begin + 1, end - 1), ""));
        }
        return filled.append(pattern, end, pattern.length()).toString();
    }

    private static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }
}
