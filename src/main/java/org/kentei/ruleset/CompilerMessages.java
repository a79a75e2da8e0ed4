package org.kentei.ruleset;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kentei.vocabulary.Mistake;
import org.kie.api.builder.Message;

/** Puts what Drools says of a file into words for the file's author, cut to file, line and reason. */
final class CompilerMessages {

    private static final int LONGEST = 300;
    private static final Pattern SYNTAX = Pattern.compile("(?s)\\[ERR \\d+] (?:Line \\d+:\\d+ )?(.*)");
    private static final Pattern MISMATCH =
            Pattern.compile("(?s)(?:mismatched input|no viable alternative at input|extraneous input) '([^']*)'(.*)");

    /** The parser's own failure, at a file that ends where it should not, with the exception behind it. */
    private static final Pattern FAILURE = Pattern.compile("(?s).*Line (\\d+):\\d+ unexpected exception at input '([^']*)'.*");

    private CompilerMessages() {}

    /** The line that a message names in its text; 0 where it names none. */
    static int line(String message) {
        Matcher failure = FAILURE.matcher(message);
        return failure.matches() ? Integer.parseInt(failure.group(1)) : 0;
    }

    static String syntax(String message) {
        Matcher failure = FAILURE.matcher(message);
        if (failure.matches()) {
            return (failure.group(2).equals("<eof>") ? "The file ends too early" : "Unexpected `" + failure.group(2) + "`")
                    + "; something before it is missing or misspelt.";
        }
        Matcher numbered = SYNTAX.matcher(message);
        String reason = numbered.matches() ? numbered.group(1) : message;
        Matcher mismatch = MISMATCH.matcher(reason);
        if (mismatch.matches()) {
            String where = mismatch.group(2).strip();
            String unexpected = mismatch.group(1).equals("<eof>")
                    ? "The file ends too early"
                    : "Unexpected `" + mismatch.group(1) + "`";
            reason = unexpected + (where.isEmpty() ? "" : " " + where) + "; something before it is missing or misspelt.";
        }
        return cut(reason);
    }

    static List<Mistake> mistakes(List<Message> messages) {
        return messages.stream()
                .map(message -> new Mistake(
                        String.valueOf(message.getPath()).replaceFirst("^(src/main/resources/)?", ""),
                        Math.max(0, message.getLine()),
                        syntax(String.valueOf(message.getText()))))
                .distinct()
                .toList();
    }

    private static String cut(String reason) {
        String first = reason.strip().lines().findFirst().orElse("");
        return first.length() > LONGEST ? first.substring(0, LONGEST) + "…" : first;
    }
}
