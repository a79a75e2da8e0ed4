package org.kentei.source;

import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in plain words why a file is no YAML. */
final class YamlSyntax {

    private static final Map<String, String> IN_PLAIN_WORDS = Map.of(
            "could not find expected ':'", "A colon is missing after a name.",
            "TAB", "A tab stands here; YAML is indented with spaces.",
            "expected ',' or", "A comma or a closing bracket is missing.",
            "mapping values are not allowed here",
                    "A colon stands where none can be: the indent is wrong, or a text with a colon lacks its quotes.",
            "expected <block end>", "The indent does not fit the lines before.",
            "found unexpected end of stream", "The file ends within a text whose closing quote is missing.",
            "undefined alias", "A text that begins with `*` needs quotes.",
            "cannot start any token", "A text that begins with a sign such as `@`, `%` or a backquote needs quotes.",
            "expected a single document", "The file goes on after its end; a line of three hyphens ends it.");

    private YamlSyntax() {}

    static Mistake mistake(String file, MarkedYAMLException unreadable) {
        String problem = String.valueOf(unreadable.getProblem()) + " " + unreadable.getContext();
        String reason = IN_PLAIN_WORDS.entrySet().stream()
                .filter(known -> problem.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .min(java.util.Comparator.naturalOrder())
                .orElse("The file cannot be read as YAML from here on.");
        Mark mark = begunIn(unreadable);
        return new Mistake(file, mark == null ? 0 : mark.getLine() + 1, reason);
    }

    /** A name or a bracket is best mended where it begins, not where its lack is noticed. */
    private static Mark begunIn(MarkedYAMLException unreadable) {
        String context = String.valueOf(unreadable.getContext());
        boolean begun = context.contains("simple key") || context.contains("flow") || context.contains("quoted");
        return begun && unreadable.getContextMark() != null ? unreadable.getContextMark() : unreadable.getProblemMark();
    }
}
