package org.kentei.verdict;

import org.kentei.fact.Conclusion;
import org.kentei.fact.ConclusionType;
import org.kentei.fact.Fact;
import org.kentei.rule.RuleText;

/** A rule that fired, with what it concluded. */
public record RuleConclusion(RuleText rule, Conclusion conclusion) {

    public ConclusionType type() {
        return conclusion.type();
    }

    public Fact subject() {
        return conclusion.subject();
    }
}
