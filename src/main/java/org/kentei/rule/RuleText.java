package org.kentei.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.Fact;
import org.kentei.rule.FactType.Consequence;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Validity;

/**
 * A rule as its author wrote it.
 *
 * @param name a sentence, unique in the ruleset
 * @param sheet the sheet of its clause; null for a shared rule
 * @param criterion the criterion it belongs to; null if it belongs to none
 * @param clause the clause that it encodes, such as {@code OM7.SIZE.A}
 * @param paraphrase what the clause requires, in our own words and without numbers
 * @param file its file, relative to the rules folder
 * @param line where it starts, counted from 1
 * @param source the rule's text from {@code rule} to {@code end}
 * @param factType the type of the fact that it matches
 * @param condition what must hold for that fact
 * @param consequence its consequence
 * @param argument the field or the level of the consequence; null if it has no parameter
 * @param absences the facts that must be absent
 * @param validity the as-of dates for which it is in force
 * @param propertiesRead the properties in its condition, except the sheet
 */
public record RuleText(
        String name,
        @Nullable String sheet,
        @Nullable Criterion criterion,
        String clause,
        String paraphrase,
        String file,
        int line,
        String source,
        FactType factType,
        Condition condition,
        Consequence consequence,
        @Nullable Object argument,
        List<Absence> absences,
        Validity validity,
        List<Property> propertiesRead) {

    public RuleText {
        absences = List.copyOf(absences);
        propertiesRead = List.copyOf(propertiesRead);
    }

    /** Whether it depends on other facts too, so that its condition alone does not decide. */
    public boolean matchesOtherFacts() {
        return !absences.isEmpty();
    }

    /** Whether its condition holds for a fact. The engine fires it exactly then, unless it depends on other facts. */
    public boolean holds(Fact fact) {
        return factType.type().isInstance(fact) && condition.holds(fact);
    }
}
