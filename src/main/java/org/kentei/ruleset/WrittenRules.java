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
 * Holds a DRL file to what was read of it. Each rule is written once more from what was understood, and has to come out
 * word for word as its author wrote it, blanks and line ends aside. So nothing can stand in a file that looks as if it
 * meant something and means nothing: no comment within a rule, no second annotation, nothing that Drools' parser passes
 * over.
 */
final class WrittenRules {

    private static final Pattern WORD = Pattern.compile(
            "\"[^\"]*\"|[A-Za-z_$][A-Za-z0-9_$]*|\\d[A-Za-z0-9_]*(?:\\.\\d[A-Za-z0-9_]*)?|&&|\\|\\||[<>=!]=|//|/\\*|\\S");
    private static final String PACKAGE = "package " + DrlReader.PACKAGE;
    private static final String IMPORT = "import " + DrlReader.FACTS;
    private static final int LONGEST_SHOWN = 40;

    private record Word(String text, int line) {}

    /** The rules as they would be written, by the lines on which they begin. */
    private final Map<Integer, String> expected = new TreeMap<>();

    /** Says how the rule that begins on a line would be written. */
    void expect(int line, String rule) {
        expected.put(line, rule);
    }

    /** What a file holds otherwise than it was understood. */
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

    /** For a file that cannot be parsed: the first line that stands between rules and is no part of any; null if none. */
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
                        + "` stands outside of a rule; a file holds its `package`, one `import`, rules that begin with a line `rule \"…\"` and end with a line `end`, and between them"
                        + " blank lines and comments that begin with `//`.");
    }

    /** Takes the words of the rule that begins on a line, and returns the line after its end. */
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
            boolean comment = word.text().equals("//") || word.text().equals("/*");
            mistakes.add(new Mistake(
                    file,
                    word.line(),
                    comment
                            ? "A comment stands within the rule; comments stand between rules, on lines that begin with `//`."
                            : "`" + cut(word.text()) + "` stands here"
                                    + (expected.isEmpty()
                                            ? " after the rule's end."
                                            : ", where `" + cut(expected) + "` is expected.")
                                    + " A rule is written in one way: its name, `@sheet`, `@criterion`, `@clause` and"
                                    + " `@paraphrase` once each and in this order, `when`, `then` and `end`."));
            return;
        }
    }

    private static String cut(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
}
