package org.kentei.meaning;

import java.util.ArrayList;
import java.util.List;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetText;
import org.kentei.vocabulary.Vocabulary;

/** Makes hypothetical rulesets, to find the effect of a single change. */
final class WhatIf {

    private WhatIf() {}

    /**
     * A revision with some of its rules replaced.
     *
     * @param vocabulary the vocabulary to use
     */
    static RulesetText text(RulesetText revision, Vocabulary vocabulary, List<RuleText> without, List<RuleText> with) {
        List<RuleText> rules = new ArrayList<>(revision.rules());
        rules.removeAll(without);
        rules.addAll(with);
        return new RulesetText(revision.files(), vocabulary, rules);
    }

    /** The same, compiled. */
    static Ruleset ruleset(RulesetText revision, RulesetText vocabulary, List<RuleText> without, List<RuleText> with) {
        return RulesetCompiler.compile(text(revision, vocabulary.vocabulary(), without, with));
    }
}
