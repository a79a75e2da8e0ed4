package org.kentei.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.Fact;
import org.kentei.rule.FactType.Consequence;
import org.kentei.vocabulary.Criterion;

/**
 * A rule as its author wrote it.
 *
 * @param name a plain sentence, unique in the ruleset
 * @param sheet the sheet whose clause it is; null for a rule that the sheets share
 * @param criterion the criterion it belongs to; null where it belongs to none
 * @param clause the clause of the sheet, or the paragraph of the reading that a shared rule stands for
 * @param paraphrase what the clause asks, in our own words and without figures
 * @param file the file it stands in, relative to the rules folder
 * @param line where it begins, counted from 1
 * @param source the rule's text from {@code rule} to {@code end}
 * @param factType the fact that it speaks of
 * @param condition what has to hold of that fact
 * @param verb what it concludes
 * @param argument the field or the level that it concludes it for; null where the verb takes none
 * @param absences the facts that must not be there besides
 * @param lookedAt the properties that its condition asks, apart from the sheet
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
        Consequence verb,
        @Nullable Object argument,
        List<Absence> absences,
        List<Property> lookedAt) {

    public RuleText {
        absences = List.copyOf(absences);
        lookedAt = List.copyOf(lookedAt);
    }

    /** Whether it looks at other facts besides, so that its condition alone does not decide. */
    public boolean joined() {
        return !absences.isEmpty();
    }

    /** Whether its condition holds for a fact; the engine fires it exactly then, unless the rule is joined. */
    public boolean holds(Fact fact) {
        return factType.type().isInstance(fact) && condition.holds(fact);
    }
}
