package org.kentei.csv;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes lines of CSV (RFC 4180) that a spreadsheet shows as text and never calculates. */
public final class Csv {

    /** What a formula may begin with; the wide forms too, which spreadsheets set to Japanese take for the same. */
    private static final String BEGINNINGS_OF_FORMULAS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private Csv() {}

    /** A line with its end. */
    public static String line(@Nullable Object... cells) {
        return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        if (!text.isEmpty() && BEGINNINGS_OF_FORMULAS.indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        boolean quoted = text.chars().anyMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
