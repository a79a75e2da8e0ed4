package org.kentei.candidate;

import java.util.List;
import java.util.stream.Collectors;

/** Quotes input in a message: short, on one line, and with special characters escaped. */
final class QuotedInput {

    private static final int LONGEST = 60;

    private QuotedInput() {}

    static String inBackticks(String given) {
        return "`" + plain(given) + "`";
    }

    /** A list of words, each in backticks. */
    static String all(List<String> words) {
        return words.stream().map(QuotedInput::inBackticks).collect(Collectors.joining(", "));
    }

    private static String plain(String given) {
        StringBuilder shown = new StringBuilder();
        given.codePoints().limit(LONGEST).forEach(character -> {
            if (safe(character)) {
                shown.appendCodePoint(character);
            } else if (Character.isBmpCodePoint(character)) {
                shown.append(String.format("\\u%04x", character));
            } else {
                shown.append(String.format(
                        "\\u%04x\\u%04x",
                        (int) Character.highSurrogate(character), (int) Character.lowSurrogate(character)));
            }
        });
        boolean whole = given.length() <= LONGEST || given.codePointCount(0, given.length()) <= LONGEST;
        return whole ? shown.toString() : shown + "…";
    }

    /** Invisible characters could hide or reorder parts of a message, and a backtick could end the quotation. */
    private static boolean safe(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> character != '`';
        };
    }
}
