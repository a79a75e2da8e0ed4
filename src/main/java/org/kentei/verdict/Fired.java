package org.kentei.verdict;

import org.kentei.fact.Conclusion;
import org.kentei.fact.SheetFact;
import org.kentei.fact.Statement;
import org.kentei.rule.RuleText;

/** A rule that fired, with what it concluded. */
public record Fired(RuleText rule, Conclusion conclusion) {

    Statement statement() {
        return conclusion.statement();
    }

    /** Whether it was fired for that sheet. */
    boolean of(String sheet) {
        return conclusion.subject() instanceof SheetFact fact && fact.sheet().equals(sheet);
    }
}
