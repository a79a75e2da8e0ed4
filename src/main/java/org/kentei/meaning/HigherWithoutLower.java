package org.kentei.meaning;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetText;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;

/** Searches for candidates who meet a sheet but not a lower one of the same field. */
public final class HigherWithoutLower {

    private static final int MOST_BASES = 3;
    private static final int MOST_DECIDED = 500;

    private HigherWithoutLower() {}

    /** The smallest such candidate who does not meet a criterion of the lower sheet, as a case; null if none was found. */
    public static @Nullable String example(
            Ruleset ruleset, LocalDate asOf, Sheet higher, Sheet lower, Criterion criterion) {
        RulesetText text = ruleset.text().on(asOf);
        Boundaries boundaries = Boundaries.of(List.of(text), higher.specialtyField());
        List<Aspect> aspects = text.rules().stream()
                .filter(rule -> lower.sheet().equals(rule.sheet()))
                .flatMap(rule -> rule.condition().parts().flatMap(part -> Aspect.all(rule.factType(), part.property())))
                .distinct()
                .sorted()
                .toList();
        Stream<ClaimDraft> claims = new JustMeeting(List.of(text), asOf)
                .of(higher.sheet(), null).stream()
                        .limit(MOST_BASES)
                        .flatMap(base -> combinations(boundaries, base, withTime(aspects)));
        return CandidateSize.inOrder(claims).stream()
                .map(List::of)
                .limit(MOST_DECIDED)
                .map(one -> example(ruleset, higher, lower, criterion, one))
                .filter(example -> example != null)
                .findFirst()
                .orElse(null);
    }

    private static Stream<ClaimDraft> combinations(Boundaries boundaries, ClaimDraft base, List<Aspect> aspects) {
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

    private static @Nullable String example(
            Ruleset ruleset, Sheet higher, Sheet lower, Criterion criterion, List<ClaimDraft> claims) {
        Map<String, Object> candidate = ClaimDraft.candidate(claims);
        Levels levels = Levels.decide(ruleset, ClaimDraft.json(candidate));
        Set<Criterion> notMet = new TreeSet<>(levels.notMet(lower.sheet()));
        return levels.sheets().contains(higher.sheet()) && notMet.contains(criterion)
                ? CaseText.of(
                        higher.sheet() + " met and " + lower.sheet() + " not",
                        candidate,
                        levels.fields().get(lower.specialtyField()),
                        true,
                        notMet)
                : null;
    }
}
