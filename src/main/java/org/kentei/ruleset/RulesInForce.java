package org.kentei.ruleset;

import java.time.LocalDate;
import java.util.List;
import org.kentei.rule.RulesByConclusion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Validity;

/**
 * What of a ruleset is in force on the days of one period.
 *
 * @param sheets in the order in which results list them
 */
record RulesInForce(Validity days, RulesetText text, RulesByConclusion clauses, List<Sheet> sheets) {

    static RulesInForce of(RulesetText all, Validity days) {
        RulesetText text = all.on(days.day(LocalDate.EPOCH));
        return new RulesInForce(
                days,
                text,
                new RulesByConclusion(text.rules()),
                text.vocabulary().sheets().toList());
    }
}
