package org.kentei.verdict;

import org.kentei.fact.Conclusion;
import org.kentei.fact.Fact;
import org.kentei.fact.Statement;
import org.kentei.rule.RuleText;

/** A rule that fired, with what it concluded. */
public record Fired(RuleText rule, Conclusion conclusion) {

    Statement statement() {
        return conclusion.statement();
    }

    Fact subject() {
        return conclusion.subject();
    }
}
