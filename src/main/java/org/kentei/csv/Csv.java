package org.kentei.csv;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines of CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe before it, so
 * that it is shown as text.
 */
public final class Csv {

    /**
     * Every text with a digit, of any script, and the words for truth: spreadsheets know numbers with signs of currencies,
     * and dates such as `2026年1月`. It allows no character that could end the text in a formula.
     */
    private static final Pattern CHANGED_BY_SPREADSHEETS =
            Pattern.compile("(?i:true|false)|[^\"\\p{Cntrl}]*\\p{Nd}[^\"\\p{Cntrl}]*");

    private Csv() {}

    /**
     * A text that a spreadsheet keeps as it is. It takes some texts with digits for a number or a date, and changes them.
     */
    public record KeptText(String text) {}

    /** A cell with a text that a spreadsheet keeps as it is. */
    public static Object keptText(String text) {
        return CHANGED_BY_SPREADSHEETS.matcher(text).matches() && !startsFormula(text) ? new KeptText(text) : text;
    }

    /** A line with its line break. A cell that is null is empty. */
    public static String line(@Nullable Object... cells) {
        return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        if (value instanceof KeptText kept) {
            return "\"=\"\"" + kept.text() + "\"\"\"";
        }
        String text = value == null ? "" : value.toString();
        if (startsFormula(text)) {
            text = "'" + text;
        }
        boolean quoted = text.chars().anyMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** Spreadsheets skip blanks before a formula, and those set to Japanese accept full-width signs. */
    private static boolean startsFormula(String text) {
        if (text.startsWith("\t") || text.startsWith("\r") || text.startsWith("\n")) {
            return true;
        }
        int first = 0;
        while (first < text.length() && isBlank(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return false;
        }
        String sign = Normalizer.normalize(text.substring(first, first + 1), Normalizer.Form.NFKC);
        return !sign.isEmpty() && "=+-@".indexOf(sign.charAt(0)) >= 0;
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT;
    }
}
