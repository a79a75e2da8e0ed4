package org.kentei.ruleset;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the error messages of Drools' parser into messages for the file's author. */
final class ParserMessages {

    private static final int LONGEST = 300;
    private static final Pattern SYNTAX = Pattern.compile("(?s)\\[ERR \\d+] (?:Line \\d+:\\d+ )?(.*)");
    private static final Pattern MISMATCH =
            Pattern.compile("(?s)(?:mismatched input|no viable alternative at input|extraneous input) '([^']*)'(.*)");

    /** The parser's own failure, with the exception behind it, for a file that ends too early. */
    private static final Pattern FAILURE =
            Pattern.compile("(?s).*Line (\\d+):\\d+ unexpected exception at input '([^']*)'.*");

    /** Names of the grammar, which authors do not know. */
    private static final Pattern TOKENS = Pattern.compile("(?s)expecting one of the following tokens:.*");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern ASSIGNMENT = Pattern.compile("(?<![<>=!])=(?!=)");

    /** The end of a condition, and then a word. */
    private static final Pattern COMMA_MISSING = Pattern.compile("(\"\"|\\b\\d+(e\\d+)?)\\s+[A-Za-z$]");

    private ParserMessages() {}

    /** The line that a message names in its text; 0 where it does not name one. */
    static int line(String message) {
        Matcher failure = FAILURE.matcher(message);
        return failure.matches() ? Integer.parseInt(failure.group(1)) : 0;
    }

    /**
     * What is wrong, and what to write in place of it where that can be told.
     *
     * @param line the text of the line that the parser names
     * @param atEnd whether it is the last line of the file
     */
    static String inLine(String line, String message, boolean atEnd) {
        return syntax(message, atEnd) + hint(line);
    }

    /** What is probably wrong in the line of an error, as a sentence for its author; empty if that cannot be told. */
    private static String hint(String line) {
        if (line.strip().startsWith("#")) {
            return " A comment starts with `//`.";
        }
        String unquoted = QUOTED.matcher(line).replaceAll("\"\"");
        return unquoted.codePoints()
                .filter(character -> character >= 0x80)
                .mapToObj(character -> {
                    String plain = WrittenForm.plain(character);
                    return " Outside of quotes `" + Character.toString(character) + "` is not allowed"
                            + (plain.isEmpty() ? "." : "; write a plain `" + plain + "`.");
                })
                .findFirst()
                .orElse(
                        ASSIGNMENT.matcher(unquoted).find()
                                ? " Compare with `==`, `>=`, `<=`, `>` or `<`."
                                : COMMA_MISSING.matcher(unquoted).find()
                                        ? " Conditions are separated by commas, or by `||` where one of them is enough."
                                        : "");
    }

    /** @param atEnd whether the error is in the last line of the file */
    static String syntax(String message, boolean atEnd) {
        Matcher failure = FAILURE.matcher(message);
        if (failure.matches()) {
            return (failure.group(2).equals("<eof>")
                            ? "The file ends too early"
                            : "Unexpected `" + failure.group(2) + "`")
                    + "; check the text before it.";
        }
        Matcher numbered = SYNTAX.matcher(message);
        String reason = numbered.matches() ? numbered.group(1) : message;
        Matcher mismatch = MISMATCH.matcher(reason);
        if (mismatch.matches()) {
            String where = TOKENS.matcher(mismatch.group(2)).replaceFirst("").strip();
            boolean nothing = Set.of("", "<eof>").contains(mismatch.group(1));
            String unexpected = nothing && atEnd
                    ? "The file ends too early"
                    : nothing ? "Unexpected character" : "Unexpected `" + mismatch.group(1) + "`";
            reason = unexpected + (where.isEmpty() ? "" : " " + where) + "; check the text before it.";
        }
        return cut(reason);
    }

    private static String cut(String reason) {
        String first = reason.strip().lines().findFirst().orElse("");
        return first.length() > LONGEST ? first.substring(0, LONGEST) + "…" : first;
    }
}
