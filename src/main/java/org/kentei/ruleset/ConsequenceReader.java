package org.kentei.ruleset;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;
import org.kentei.rule.FactType.Consequence;
import org.kentei.ruleset.PatternReader.MatchedFact;
import org.kentei.source.MistakeCollector;
import org.kentei.source.Suggestion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Vocabulary;

/** Reads the part of a rule after {@code then}: one consequence on the matched fact. */
final class ConsequenceReader {

    private static final Pattern CALL = Pattern.compile("(\\$\\w+)\\.(\\w+)\\(\\s*(?:\"([A-Z0-9_]+)\"|(\\d))?\\s*\\);");

    /** A consequence with its argument: the code of a specialty field, a level, or null. */
    record NamedConsequence(
            Consequence consequence, @Nullable Object argument) {}

    private final Vocabulary vocabulary;
    private final MistakeCollector mistakes;
    private final StringBuilder asWritten;

    /** @param asWritten receives what was read, as an author writes it */
    ConsequenceReader(Vocabulary vocabulary, MistakeCollector mistakes, StringBuilder asWritten) {
        this.vocabulary = vocabulary;
        this.mistakes = mistakes;
        this.asWritten = asWritten;
    }

    /** The consequence; null, with a mistake, where the rule does not have exactly one that its fact has. */
    @Nullable
    NamedConsequence read(RuleDescr rule, MatchedFact matched) {
        int line = rule.getConsequenceLine() + 1;
        String text = String.valueOf(rule.getConsequence()).strip();
        Map<String, Consequence> known = matched.factType().consequences();
        Matcher call = CALL.matcher(text);
        if (!call.matches() || !call.group(1).equals(matched.variable())) {
            mistakes.add(
                    line,
                    "After `then`, write one consequence on the matched fact, such as `" + matched.variable() + "."
                            + known.keySet().stream()
                                    .filter(text::contains)
                                    .findFirst()
                                    .or(() -> known.keySet().stream().findFirst())
                                    .orElse("…")
                            + "();`.");
            return null;
        }
        String name = call.group(2);
        Consequence consequence = known.get(name);
        if (consequence == null) {
            mistakes.add(
                    line,
                    "A " + matched.factType().name() + " has no consequence `" + name + "`."
                            + Suggestion.hint(name, known.keySet()));
            return null;
        }
        String code = call.group(3);
        Integer level = call.group(4) == null ? null : Integer.valueOf(call.group(4));
        if (level != null && (level < 1 || level > Sheet.HIGHEST_LEVEL)) {
            mistakes.add(line, "There is no level " + level + "; levels are 1 to " + Sheet.HIGHEST_LEVEL + ".");
            return null;
        }
        if (!takes(consequence, code, level)) {
            mistakes.add(line, "`" + text + "` does not have the argument that `" + name + "` takes.");
            return null;
        }
        if (code != null && vocabulary.field(code) == null) {
            mistakes.add(line, "The vocabulary has no specialty field `" + code + "`.");
        }
        asWritten.append(" then ").append(text).append(" end");
        return new NamedConsequence(consequence, code == null ? level : code);
    }

    private static boolean takes(Consequence consequence, @Nullable String code, @Nullable Integer level) {
        Class<?> parameter = consequence.parameter();
        if (parameter == null) {
            return code == null && level == null;
        }
        return parameter == String.class ? code != null : level != null;
    }
}
