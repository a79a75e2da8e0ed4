package org.kentei.meaning;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetText;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;

/** Searches candidates who meet a sheet and fail a lower one of the same field. */
public final class HigherWithoutLower {

    private static final int MOST_BASES = 3;
    private static final int MOST_DECIDED = 1_500;

    private HigherWithoutLower() {}

    /** For each criterion of the lower sheet that is failed, the smallest such candidate found, as a case. */
    public static Map<Criterion, String> cases(Ruleset ruleset, Sheet higher, Sheet lower) {
        RulesetText text = ruleset.text();
        Boundaries boundaries = Boundaries.of(List.of(text), higher.specialtyField());
        List<Aspect> aspects = text.rules().stream()
                .filter(rule -> lower.sheet().equals(rule.sheet()))
                .flatMap(rule -> rule.condition().parts().map(part -> Aspect.of(rule.factType(), part.property())))
                .filter(aspect -> aspect != null)
                .distinct()
                .sorted()
                .toList();
        Set<Claims> claims = new LinkedHashSet<>();
        new JustMeeting(List.of(text))
                .of(higher.sheet(), null).stream().limit(MOST_BASES).forEach(base -> {
                    claims.add(base);
                    combinations(boundaries, base, withTime(aspects)).forEach(claims::add);
                });
        Map<Criterion, String> cases = new EnumMap<>(Criterion.class);
        claims.stream()
                .map(List::of)
                .sorted(Comparator.comparing(Size::of))
                .limit(MOST_DECIDED)
                .forEach(one -> decide(ruleset, higher, lower, one, cases));
        return cases;
    }

    private static Stream<Claims> combinations(Boundaries boundaries, Claims base, List<Aspect> aspects) {
        return Stream.concat(
                aspects.stream().flatMap(aspect -> boundaries.combinations(base, List.of(aspect))),
                aspects.contains(Aspect.LONGEST_RUN)
                        ? boundaries.combinations(base, List.of(Aspect.MONTHS, Aspect.LONGEST_RUN))
                        : Stream.empty());
    }

    private static List<Aspect> withTime(List<Aspect> aspects) {
        return aspects.contains(Aspect.LONGEST_RUN)
                ? Stream.concat(aspects.stream(), Stream.of(Aspect.MONTHS)).toList()
                : aspects;
    }

    private static void decide(
            Ruleset ruleset, Sheet higher, Sheet lower, List<Claims> claims, Map<Criterion, String> cases) {
        Map<String, Object> candidate = Claims.candidate(claims);
        Levels levels = Levels.decide(ruleset, Claims.json(candidate));
        if (!levels.sheets().contains(higher.sheet()) || levels.sheets().contains(lower.sheet())) {
            return;
        }
        Set<Criterion> notMet = new TreeSet<>(levels.notMet(lower.sheet()));
        for (Criterion criterion : notMet) {
            cases.putIfAbsent(
                    criterion,
                    CaseText.of(
                            higher.sheet() + " met and " + lower.sheet() + " not",
                            candidate,
                            levels.fields().get(lower.specialtyField()),
                            notMet));
        }
    }
}
