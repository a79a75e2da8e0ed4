package org.kentei.source;

import java.util.Comparator;
import java.util.Map;
import org.kentei.source.YamlNodes.InvalidYamlException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Explains in plain words why a file is not valid YAML. */
final class YamlSyntax {

    private static final Map<String, String> IN_PLAIN_WORDS = Map.ofEntries(
            Map.entry("could not find expected ':'", "A colon is missing after a name, or a space after the colon."),
            Map.entry("TAB", "There is a tab here; indent YAML with spaces."),
            Map.entry("expected ',' or", "A comma or a closing bracket is missing."),
            Map.entry(
                    "mapping values are not allowed here",
                    "There is a colon where none is allowed: the indent is wrong, a text with a colon has no quotes, or a space"
                            + " after a colon is missing."),
            Map.entry(
                    "expected <block end>",
                    "The indent does not match the lines before, or a text before it has no closing quote."),
            Map.entry("found unexpected end of stream", "The file ends within a text whose closing quote is missing."),
            Map.entry("undefined alias", "A text that starts with `*` needs quotes."),
            Map.entry(
                    "cannot start any token",
                    "A text that starts with a sign such as `@`, `%` or a backquote needs quotes."),
            Map.entry("expected a single document", "The file continues after a line of three hyphens, which ends it."),
            Map.entry("Nesting Depth exceeded", "Lists are nested more than " + YamlNodes.DEEPEST + " deep."),
            Map.entry("Number of aliases", "The file has a reference (`*…`) to a list; write the list out."));

    private YamlSyntax() {}

    static InvalidYamlException explained(YAMLException unreadable) {
        if (!(unreadable instanceof MarkedYAMLException marked)) {
            return new InvalidYamlException(
                    0, reason(String.valueOf(unreadable.getMessage()), "The file cannot be read as YAML."));
        }
        Mark mark = start(marked);
        return new InvalidYamlException(
                mark == null ? 0 : mark.getLine() + 1,
                reason(
                        marked.getProblem() + " " + marked.getContext(),
                        "The file cannot be read as YAML from here on."));
    }

    private static String reason(String problem, String otherwise) {
        return IN_PLAIN_WORDS.entrySet().stream()
                .filter(known -> problem.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .min(Comparator.naturalOrder())
                .orElse(otherwise);
    }

    /** A missing colon, bracket or quote is best fixed where its text starts, not where the parser notices it. */
    private static Mark start(MarkedYAMLException unreadable) {
        String context = String.valueOf(unreadable.getContext());
        boolean begun = context.contains("simple key") || context.contains("flow") || context.contains("quoted");
        return begun && unreadable.getContextMark() != null ? unreadable.getContextMark() : unreadable.getProblemMark();
    }
}
