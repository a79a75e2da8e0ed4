package org.kentei.ruleset;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kentei.fact.Fact;
import org.kentei.rule.RuleText;
import org.kentei.verdict.VerdictRules;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Validity;

/**
 * What of a ruleset is in force on the days of one period.
 *
 * @param sheets in the order in which results list them
 * @param readers for each type of fact, the sheets with a rule that matches it
 * @param silent the sums that no rule matches, whoever the candidate is
 */
record RulesInForce(
        Validity days,
        RulesetText text,
        VerdictRules rules,
        List<Sheet> sheets,
        Map<Class<? extends Fact>, Set<String>> readers,
        SilentSums silent) {

    static RulesInForce of(Ruleset ruleset, Validity days) {
        LocalDate day = days.day(LocalDate.EPOCH);
        RulesetText text = ruleset.text().on(day);
        Map<Class<? extends Fact>, Set<String>> readers = new HashMap<>();
        for (RuleText rule : text.rules()) {
            if (rule.sheet() != null) {
                readers.computeIfAbsent(rule.factType().type(), any -> new HashSet<>())
                        .add(rule.sheet());
            }
        }
        return new RulesInForce(
                days,
                text,
                new VerdictRules(ruleset.vocabulary(), text.rules()),
                text.vocabulary().sheets().toList(),
                readers,
                SilentSums.of(ruleset, text, day));
    }

    /** Whether a rule of the sheet matches that type of fact. */
    boolean reads(Sheet sheet, Class<? extends Fact> type) {
        return readers.getOrDefault(type, Set.of()).contains(sheet.sheet());
    }
}
