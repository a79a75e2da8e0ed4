package org.kentei.command;

import java.util.ArrayList;
import java.util.List;

/** Formats text for a terminal. */
final class TerminalText {

    static final int WIDTH = 96;

    private TerminalText() {}

    /** A number with its word, such as {@code no case}, {@code 1 case} or {@code 2 cases}. */
    static String count(long number, String word) {
        return (number == 0 ? "no" : String.format("%,d", number)) + " " + word + (number == 1 ? "" : "s");
    }

    /** Breaks a text between words; lines after the first are indented. */
    static List<String> wrapped(String text, int indent, int hanging) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(" ".repeat(indent));
        boolean begun = false;
        for (String word : text.split(" ")) {
            if (begun && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(indent + hanging));
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        lines.add(line.toString());
        return lines;
    }
}
