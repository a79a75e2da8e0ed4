package org.kentei.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats a file of rules. It changes only spaces, line ends and indents, so the meaning of the file stays the same.
 * Comments stay where they are. Formatting a file twice gives the same text as formatting it once.
 */
public final class RulesFormatter {

    private static final String INDENT = "    ";
    private static final Pattern OUTSIDE_OF_TEXTS = Pattern.compile("\"[^\"\n]*\"|[^\"]+|\"");
    private static final Pattern YAML_INDENT = Pattern.compile("^ *");

    private RulesFormatter() {}

    /** Whether it can format files of that name. */
    public static boolean knows(String file) {
        return file.endsWith(".drl") || file.endsWith(".yaml");
    }

    /** The formatted text of a file. */
    public static String of(String file, String text) {
        List<String> lines = new ArrayList<>();
        text.replace("\r\n", "\n").replace('\r', '\n').lines().forEach(lines::add);
        return joined(file.endsWith(".drl") ? rules(lines) : yaml(lines));
    }

    /** The text ends with one line feed, and has no blank lines at the start and at most one in a row. */
    private static String joined(List<String> lines) {
        StringBuilder text = new StringBuilder();
        boolean blank = true;
        for (String line : lines) {
            if (line.isEmpty() && blank) {
                continue;
            }
            blank = line.isEmpty();
            text.append(line).append('\n');
        }
        while (text.length() > 1 && text.charAt(text.length() - 1) == '\n' && text.charAt(text.length() - 2) == '\n') {
            text.setLength(text.length() - 1);
        }
        return text.toString();
    }

    /** In YAML, spaces at the end of a line have no meaning. Those at the start have one, so they stay. */
    private static List<String> yaml(List<String> lines) {
        return lines.stream()
                .map(line -> {
                    Matcher indent = YAML_INDENT.matcher(line);
                    return line.isBlank() || !indent.find() ? "" : indent.group() + line.strip();
                })
                .toList();
    }

    /** `rule`, `when`, `then` and `end` start their lines; the text between them is indented by its brackets. */
    private static List<String> rules(List<String> lines) {
        List<String> laidOut = new ArrayList<>();
        boolean inRule = false;
        int open = 0;
        for (String line : lines) {
            String words = line.strip().startsWith("//") ? line.strip() : singleBlanks(line.strip());
            boolean begins = words.startsWith("rule ");
            if (begins && !inRule && !laidOut.isEmpty() && !lastIsBlankOrComment(laidOut)) {
                laidOut.add("");
            }
            inRule |= begins;
            if (words.isEmpty()) {
                if (!inRule) {
                    laidOut.add("");
                }
                continue;
            }
            boolean atMargin = !inRule || begins || words.equals("when") || words.equals("then") || words.equals("end");
            laidOut.add((atMargin ? "" : open > 0 ? INDENT + INDENT : INDENT) + words);
            open = inRule ? Math.max(0, open + brackets(words)) : 0;
            if (words.equals("end")) {
                inRule = false;
                open = 0;
            }
        }
        return laidOut;
    }

    private static boolean lastIsBlankOrComment(List<String> laidOut) {
        String last = laidOut.get(laidOut.size() - 1);
        return last.isEmpty() || last.startsWith("//");
    }

    private static String singleBlanks(String line) {
        Matcher parts = OUTSIDE_OF_TEXTS.matcher(line);
        StringBuilder single = new StringBuilder();
        while (parts.find()) {
            String part = parts.group();
            single.append(part.startsWith("\"") ? part : part.replaceAll("[ \t]+", " "));
        }
        return single.toString();
    }

    /** The number of brackets that are opened but not closed on a line, without those in strings. */
    private static int brackets(String line) {
        int open = 0;
        boolean inText = false;
        for (char sign : line.toCharArray()) {
            inText ^= sign == '"';
            open += inText ? 0 : sign == '(' ? 1 : sign == ')' ? -1 : 0;
        }
        return open;
    }
}
