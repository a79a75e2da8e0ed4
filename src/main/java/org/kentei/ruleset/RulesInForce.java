package org.kentei.ruleset;

import java.time.LocalDate;
import java.util.List;
import org.kentei.verdict.VerdictRules;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Validity;

/**
 * What of a ruleset is in force on the days of one period.
 *
 * @param sheets in the order in which results list them
 * @param silent the sums of no entries that no rule matches
 */
record RulesInForce(Validity days, RulesetText text, VerdictRules rules, List<Sheet> sheets, SilentSums silent) {

    static RulesInForce of(Ruleset ruleset, Validity days) {
        LocalDate day = days.day(LocalDate.EPOCH);
        RulesetText text = ruleset.text().on(day);
        return new RulesInForce(
                days,
                text,
                new VerdictRules(ruleset.vocabulary(), text.rules()),
                text.vocabulary().sheets().toList(),
                SilentSums.of(ruleset, text, day));
    }
}
