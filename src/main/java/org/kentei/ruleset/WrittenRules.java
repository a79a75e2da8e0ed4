package org.kentei.ruleset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kentei.source.Mistake;

/**
 * Compares a DRL file with what was read from it. Each rule is written again from what was read, and must be the same,
 * word for word, as its author wrote it, except for spaces and line ends. So a file cannot contain text that seems to
 * have a meaning but has none: a comment within a rule, a second annotation, or anything that Drools' parser ignores.
 */
final class WrittenRules {

    private static final Pattern WORD = Pattern.compile(
            "\"[^\"]*\"|[A-Za-z_$][A-Za-z0-9_$]*|\\d[A-Za-z0-9_]*(?:\\.\\d[A-Za-z0-9_]*)?|&&|\\|\\||[<>=!]=|//|/\\*|\\S");
    private static final String PACKAGE = "package " + DrlReader.PACKAGE;
    private static final String IMPORT = "import " + DrlReader.FACTS;
    private static final int LONGEST_SHOWN = 40;

    private record Word(String text, int line) {}

    /** The rules as they would be written, by the lines on which they start. */
    private final Map<Integer, String> expected = new TreeMap<>();

    /** Sets how the rule that starts on a line would be written. */
    void expect(int line, String rule) {
        expected.put(line, rule);
    }

    /** The differences between a file and what was read from it. */
    List<Mistake> differences(String file, String text) {
        List<Mistake> mistakes = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        int line = 1;
        List<String> head = new ArrayList<>(List.of(PACKAGE, IMPORT));
        while (line <= lines.length) {
            String rule = expected.get(line);
            if (rule != null) {
                List<Word> written = new ArrayList<>();
                line = collect(lines, line, written);
                compare(file, written, rule, mistakes);
                head.clear();
                continue;
            }
            String outside = lines[line - 1].strip();
            if (!head.isEmpty() && outside.equals(head.get(0))) {
                head.remove(0);
            } else if (!outside.isEmpty() && !outside.startsWith("//")) {
                mistakes.add(outside(file, line, outside));
            }
            line++;
        }
        return mistakes;
    }

    /** For a file that cannot be parsed: the first line between rules that is neither blank nor a comment; null if none. */
    static @Nullable Mistake strayLine(String file, String text) {
        String[] lines = text.split("\n", -1);
        boolean begun = false;
        boolean inRule = false;
        for (int index = 0; index < lines.length; index++) {
            String line = lines[index].strip();
            boolean begins = line.startsWith("rule ");
            if (begun && !inRule && !begins && !line.isEmpty() && !line.startsWith("//")) {
                return outside(file, index + 1, line);
            }
            begun |= begins;
            inRule = begins || inRule && !line.equals("end");
        }
        return null;
    }

    private static Mistake outside(String file, int line, String text) {
        return new Mistake(
                file,
                line,
                "`" + cut(text)
                        + "` is outside of a rule. A file has its `package`, one `import`, rules that start with a line"
                        + " `rule \"…\"` and end with a line `end`, and between them blank lines and comments that start"
                        + " with `//`.");
    }

    /** Collects the words of the rule that starts on a line, and returns the line after its end. */
    private static int collect(String[] lines, int from, List<Word> words) {
        for (int line = from; line <= lines.length; line++) {
            for (Matcher word = WORD.matcher(lines[line - 1]); word.find(); ) {
                words.add(new Word(word.group(), line));
            }
            if (lines[line - 1].strip().equals("end")) {
                return line + 1;
            }
        }
        return lines.length + 1;
    }

    private static void compare(String file, List<Word> written, String rule, List<Mistake> mistakes) {
        Matcher understood = WORD.matcher(rule);
        for (Word word : written) {
            String expected = understood.find() ? understood.group() : "";
            if (word.text().equals(expected)) {
                continue;
            }
            if (word.text().startsWith("'")) {
                mistakes.add(new Mistake(
                        file, word.line(), "There is `'`; write text in double quotes, such as `\"SD4\"`."));
                return;
            }
            boolean comment = word.text().equals("//") || word.text().equals("/*");
            mistakes.add(new Mistake(
                    file,
                    word.line(),
                    comment
                            ? "A comment within a rule is not allowed; write it between rules, on a line that starts with `//`."
                            : (expected.isEmpty()
                                            ? "There is `" + cut(word.text()) + "` after the end of the rule."
                                            : "There is `" + cut(word.text()) + "` where `" + cut(expected)
                                                    + "` is expected.")
                                    + " A rule has its name, `@sheet`, `@criterion`, `@clause`, `@paraphrase`,"
                                    + " `date-effective` and `date-expires`, at most once each and in this order, then"
                                    + " `when`, `then` and `end`."));
            return;
        }
    }

    private static String cut(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
}
