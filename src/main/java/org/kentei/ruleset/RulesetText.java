package org.kentei.ruleset;

import java.util.List;
import org.kentei.rule.RuleText;
import org.kentei.vocabulary.Vocabulary;

/**
 * A ruleset that was read but not compiled: its files, vocabulary and rules.
 *
 * @param rules in the order of their files and lines
 */
public record RulesetText(RulesetFiles files, Vocabulary vocabulary, List<RuleText> rules) {

    public RulesetText {
        rules = List.copyOf(rules);
    }
}
