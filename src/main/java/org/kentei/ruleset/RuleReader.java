package org.kentei.ruleset;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;
import org.kentei.rule.Condition;
import org.kentei.rule.Condition.PropertyComparison;
import org.kentei.rule.Property;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.ConsequenceReader.NamedConsequence;
import org.kentei.ruleset.PatternReader.MatchedFact;
import org.kentei.source.MistakeCollector;
import org.kentei.vocabulary.Vocabulary;

/**
 * Reads one rule and checks the form that rules must have: one matched fact, conditions that can be explained, one
 * consequence, and no other feature of Drools.
 */
final class RuleReader {

    private final Vocabulary vocabulary;
    private final String text;
    private final MistakeCollector mistakes;
    private final WrittenRules written;

    /**
     * @param text the text of the whole file
     * @param written receives how each rule is written if its text contains only what was read
     */
    RuleReader(Vocabulary vocabulary, String text, MistakeCollector mistakes, WrittenRules written) {
        this.vocabulary = vocabulary;
        this.text = text;
        this.mistakes = mistakes;
        this.written = written;
    }

    /** The rule; null, with a mistake, where it does not have the required form. */
    @Nullable
    RuleText read(RuleDescr rule) {
        int line = rule.getLine();
        if (rule.isQuery()) {
            mistakes.add(line, "`" + rule.getName() + "` is a query; only rules are allowed.");
            return null;
        }
        checkRule(rule);
        StringBuilder asWritten = new StringBuilder();
        MatchedFact matched = new PatternReader(vocabulary, mistakes, asWritten).read(rule);
        if (matched == null) {
            return null;
        }
        NamedConsequence concluded = new ConsequenceReader(vocabulary, mistakes, asWritten).read(rule, matched);
        RuleMetadata metadata = RuleMetadata.read(rule, mistakes);
        if (metadata == null || concluded == null) {
            return null;
        }
        BigInteger ways = matched.condition().ways();
        if (ways.compareTo(BigInteger.valueOf(Condition.MOST_WAYS)) > 0) {
            mistakes.add(
                    matched.line(),
                    "The condition can hold in " + shown(ways) + " ways; at most " + Condition.MOST_WAYS
                            + " are allowed. Simplify it, or write several rules with a clause each.");
            return null;
        }
        written.expect(line, metadata.asWritten() + asWritten);
        return new RuleText(
                metadata.name(),
                metadata.sheet(),
                metadata.criterion(),
                metadata.clause(),
                metadata.paraphrase(),
                mistakes.file(),
                line,
                source(rule),
                matched.factType(),
                matched.condition(),
                concluded.consequence(),
                concluded.argument(),
                matched.absences(),
                metadata.validity(),
                propertiesRead(matched.condition()));
    }

    private void checkRule(RuleDescr rule) {
        int line = rule.getLine();
        if (rule.getName().matches("(?s).*[\"\\\\].*")) {
            mistakes.add(line, "The rule's name contains a quote or a backslash.");
        }
        if (rule.getParentName() != null) {
            mistakes.add(line, "`extends` is not allowed; each rule states its whole clause.");
        }
        if (rule.getNamedConsequences() != null && !rule.getNamedConsequences().isEmpty()) {
            mistakes.add(line, "The rule has more than one `then`; a rule has one consequence.");
        }
    }

    /** The number of ways, or that there are too many to count. */
    private static String shown(BigInteger ways) {
        return ways.bitLength() > Long.SIZE ? "more than 10^18" : ways.toString();
    }

    private String source(RuleDescr rule) {
        String[] lines = text.split("\n", -1);
        StringBuilder source = new StringBuilder();
        for (int index = rule.getLine() - 1; index < lines.length; index++) {
            source.append(lines[index].stripTrailing()).append('\n');
            if (lines[index].strip().equals("end")) {
                break;
            }
        }
        return source.toString();
    }

    /** The properties that a firing record shows. The sheet is left out, since the record names it elsewhere. */
    private static List<Property> propertiesRead(Condition condition) {
        return condition
                .parts()
                .flatMap(part -> part instanceof PropertyComparison two
                        ? Stream.of(two.property(), two.other())
                        : Stream.of(part.property()))
                .filter(property -> !property.name().equals("sheet"))
                .distinct()
                .toList();
    }
}
