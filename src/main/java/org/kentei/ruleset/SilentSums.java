package org.kentei.ruleset;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kentei.fact.Experience;
import org.kentei.fact.Fact;
import org.kentei.fact.FactMaker;
import org.kentei.fact.SheetFact;
import org.kentei.fact.SheetStanding;
import org.kentei.fact.Subordinates;
import org.kentei.fact.Succession;
import org.kentei.rule.FactType;
import org.kentei.rule.RuleText;
import org.kentei.verdict.RuleConclusion;
import org.kentei.vocabulary.Sheet;

/**
 * The sums that no rule matches and that are the same for every candidate: sums of no entries, such as the experience of a
 * candidate without projects at a sheet, and the standing of a sheet with a number of unmet criteria. The rules are asked
 * once, and not again for each candidate.
 */
final class SilentSums {

    private static final Duration WITHOUT_LIMIT = Duration.ofDays(1);

    private final Set<Sheet> experiences = newSet();
    private final Set<Sheet> successions = newSet();
    private final Set<Sheet> subordinates = newSet();

    /** For each sheet the numbers of unmet criteria. */
    private final Map<Sheet, BitSet> standings = new IdentityHashMap<>();

    private SilentSums() {}

    /**
     * Asks the rules.
     *
     * @param day a day of the period
     */
    static SilentSums of(Ruleset ruleset, RulesetText inForce, LocalDate day) {
        List<Sheet> sheets = inForce.vocabulary().sheets().toList();
        Deadline deadline = new Deadline(WITHOUT_LIMIT);
        return EngineLoader.with(() -> {
            EngineSessions sessions = ruleset.sessions();
            try (RuleSession session =
                    new RuleSession(ruleset, sessions, sessions.take(day), deadline, new SilentSums(), unseen -> {})) {
                FactMaker maker = new FactMaker(ruleset.vocabulary(), day, session);
                List<Fact> sums = new ArrayList<>();
                for (Sheet sheet : sheets) {
                    sums.add(maker.experience(sheet, List.of(), List.of()));
                    sums.add(maker.succession(sheet, List.of()));
                    sums.add(maker.subordinates(sheet, List.of()));
                    // no ruleset is silent about a sheet whose criteria are all met
                    for (int notMet = 1; notMet <= sheet.criteria().size(); notMet++) {
                        sums.add(maker.standing(sheet, notMet));
                    }
                }
                Set<Fact> spoken = newSet();
                for (RuleConclusion one : session.fire(sums)) {
                    spoken.add(one.subject());
                }
                SilentSums silent = new SilentSums();
                for (Fact sum : sums) {
                    if (!spoken.contains(sum) && !mayBeRequiredAbsent(inForce.rules(), sum)) {
                        silent.add(sum);
                    }
                }
                return silent;
            }
        });
    }

    /** Whether a rule does not match because a fact of this type is there. */
    private static boolean mayBeRequiredAbsent(List<RuleText> rules, Fact sum) {
        FactType type = FactType.of(sum);
        return rules.stream()
                .flatMap(rule -> rule.absences().stream())
                .anyMatch(absence -> absence.factType().equals(type));
    }

    /** Whether a fact is such a sum. */
    boolean contain(Fact fact) {
        if (fact instanceof Experience experience) {
            return experience.eligible().isEmpty()
                    && experience.counted().isEmpty()
                    && experiences.contains(experience.at());
        }
        if (fact instanceof Succession succession) {
            return succession.counted().isEmpty() && successions.contains(succession.at());
        }
        if (fact instanceof SheetStanding standing) {
            BitSet silent = standings.get(standing.at());
            return silent != null && silent.get(standing.notMet());
        }
        return fact instanceof Subordinates sum && sum.counted().isEmpty() && subordinates.contains(sum.at());
    }

    private void add(Fact sum) {
        Sheet sheet = ((SheetFact) sum).at();
        if (sum instanceof SheetStanding standing) {
            standings.computeIfAbsent(sheet, any -> new BitSet()).set(standing.notMet());
        } else {
            (sum instanceof Experience ? experiences : sum instanceof Succession ? successions : subordinates)
                    .add(sheet);
        }
    }

    private static <T> Set<T> newSet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
