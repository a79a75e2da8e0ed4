package org.kentei.meaning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.ConclusionType;
import org.kentei.meaning.ChangeTrial.DifferingCandidate;
import org.kentei.meaning.ClauseMeaning.Possible;
import org.kentei.meaning.EditMeaning.SearchBounds;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetText;

/**
 * Searches for the smallest candidates whose level differs because of one change. It starts with candidates who just meet
 * a sheet, except for the changed clause. For each aspect that the change reads, it tries every value at which the result
 * of a condition changes.
 */
final class CounterexampleSearch {

    /** The most combinations that are sorted by size before the first is decided. */
    private static final int MOST_IN_ORDER = 40_000;

    private static final int MOST_BASES = 8;

    private final Ruleset before;
    private final Ruleset after;
    private final ClauseChange change;
    private final boolean moreIsNeverWorse;
    private final ChangeTrial trial;
    private final LocalDate asOf;
    private final List<RulesetText> texts;
    private final Map<String, Boundaries> boundaries = new HashMap<>();
    private final Set<List<ClaimDraft>> tried = new HashSet<>();
    private @Nullable DifferingCandidate rising;
    private @Nullable DifferingCandidate falling;
    private @Nullable DifferingCandidate sheetOnly;

    /**
     * @param another whether the edit has other changes too
     * @param moreIsNeverWorse see {@link Comparer#moreIsNeverWorse()}
     */
    CounterexampleSearch(
            Ruleset before,
            Ruleset after,
            ClauseChange change,
            boolean another,
            boolean moreIsNeverWorse,
            SearchBounds limits) {
        this.before = before;
        this.after = after;
        this.change = change;
        this.moreIsNeverWorse = moreIsNeverWorse;
        this.trial = new ChangeTrial(before, after, change, another, limits);
        this.asOf = ExampleDay.of(change.days());
        this.texts = List.of(before.text().on(asOf), after.text().on(asOf));
    }

    ClauseMeaning search() {
        if (change.relation() != Relation.SAME) {
            List<ClaimDraft> bases = change.sheets().stream()
                    .flatMap(sheet -> bases(sheet).stream())
                    .distinct()
                    .toList();
            bases.stream().takeWhile(base -> !done()).forEach(base -> decide(List.of(base)));
            bases.stream().takeWhile(base -> !done()).forEach(this::tryAspects);
            if (concludes(ConclusionType.CERTIFIES_CANDIDATE)) {
                tryTwoFields();
            }
            bases.stream().takeWhile(base -> !done()).forEach(this::tryPairs);
        }
        return new ClauseMeaning(
                change.subject(),
                change.file(),
                change.line(),
                change.days(),
                change.words(),
                possible(rising, Relation.NARROWER),
                shown(rising),
                possible(falling, Relation.WIDER),
                shown(falling),
                rising == null && falling == null ? shown(sheetOnly) : null,
                trial.decided(),
                trial.stopped(),
                change.refuses());
    }

    /** @param excluding the relation that makes it impossible, if a candidate with more conclusions never loses any */
    private Possible possible(@Nullable DifferingCandidate found, Relation excluding) {
        if (found != null) {
            return Possible.YES;
        }
        return change.relation() == Relation.SAME || moreIsNeverWorse && change.relation() == excluding
                ? Possible.NO
                : Possible.NOT_FOUND;
    }

    private boolean done() {
        return trial.stopped()
                || (rising != null || possible(null, Relation.NARROWER) == Possible.NO)
                        && (falling != null || possible(null, Relation.WIDER) == Possible.NO);
    }

    /** Tries every combination of the aspects that the change reads. */
    private void tryAspects(ClaimDraft base) {
        Boundaries own = boundaries(base.field());
        List<Aspect> aspects =
                change.aspects().stream().filter(own.aspects()::contains).toList();
        if (!aspects.isEmpty() && own.count(aspects) <= MOST_IN_ORDER) {
            tryInOrder(own.combinations(base, aspects));
        }
    }

    /** Tries every two aspects that rules of the field read. */
    private void tryPairs(ClaimDraft base) {
        Boundaries own = boundaries(base.field());
        List<Aspect> all = own.aspects().stream().sorted().toList();
        tryInOrder(all.stream()
                .flatMap(one -> all.stream()
                        .filter(other -> other.compareTo(one) > 0)
                        .flatMap(other -> own.combinations(base, List.of(one, other))))
                .limit(MOST_IN_ORDER));
    }

    private Boundaries boundaries(String field) {
        return boundaries.computeIfAbsent(field, any -> Boundaries.of(texts, any));
    }

    /** Candidates who meet a sheet under both revisions except for the change, or under one revision. */
    private List<ClaimDraft> bases(String sheet) {
        RuleText rule = change.rule();
        ConclusionType open = rule == null ? null : rule.consequence().type();
        List<ClaimDraft> bases = new ArrayList<>(new JustMeeting(texts, asOf).of(sheet, open));
        if (open != null && Comparer.COUNT_FROM_ABOVE.contains(open)) {
            return bases.stream().limit(MOST_BASES).toList();
        }
        texts.forEach(text -> bases.addAll(new JustMeeting(List.of(text), asOf).of(sheet, null)));
        return bases.stream()
                .distinct()
                .sorted(Comparator.comparing(base -> CandidateSize.of(List.of(base))))
                .limit(MOST_BASES)
                .toList();
    }

    private boolean concludes(ConclusionType type) {
        return Stream.of(change.removed(), change.added())
                .flatMap(List::stream)
                .anyMatch(rule -> rule.consequence().type() == type);
    }

    /** Tries candidates who meet a sheet of one field and a sheet of another. */
    private void tryTwoFields() {
        List<ClaimDraft> each = change.sheets().stream()
                .flatMap(sheet -> bases(sheet).stream().limit(1))
                .toList();
        for (ClaimDraft one : each) {
            for (ClaimDraft other : each) {
                if (!done() && one.field().compareTo(other.field()) < 0) {
                    decide(List.of(one, other));
                }
            }
        }
    }

    private void tryInOrder(Stream<ClaimDraft> claims) {
        Iterator<List<ClaimDraft>> inOrder =
                CandidateSize.inOrder(claims).stream().map(List::of).iterator();
        while (inOrder.hasNext() && !done()) {
            decide(inOrder.next());
        }
    }

    private void decide(List<ClaimDraft> claims) {
        if (!tried.add(claims) || trial.stopped()) {
            return;
        }
        DifferingCandidate found = trial.decide(claims);
        if (found == null) {
            return;
        }
        if (rising == null && found.direction() > 0) {
            rising = shrunk(found, 1);
        } else if (falling == null && found.direction() < 0) {
            falling = shrunk(found, -1);
        } else if (sheetOnly == null && found.direction() == 0) {
            sheetOnly = found;
        }
    }

    /** The candidate without the claims that are not needed for the difference. */
    private DifferingCandidate shrunk(DifferingCandidate found, int direction) {
        DifferingCandidate smallest = found;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (List<ClaimDraft> less : simpler(smallest.claims())) {
                DifferingCandidate one =
                        CandidateSize.of(less).compareTo(smallest.size()) < 0 ? trial.decide(less) : null;
                if (one != null && one.direction() == direction) {
                    smallest = one;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private List<List<ClaimDraft>> simpler(List<ClaimDraft> claims) {
        List<List<ClaimDraft>> simpler = new ArrayList<>();
        for (int place = 0; place < claims.size(); place++) {
            ClaimDraft one = claims.get(place);
            Boundaries own = boundaries(one.field());
            for (Aspect aspect : one.aspects().keySet()) {
                List<Object> values = new ArrayList<>(List.of(Boundaries.NOTHING));
                values.addAll(own.of(aspect));
                for (Object value : values) {
                    List<ClaimDraft> less = new ArrayList<>(claims);
                    less.set(place, Boundaries.with(one, aspect, value));
                    simpler.add(less);
                }
            }
        }
        return simpler;
    }

    private @Nullable Counterexample shown(@Nullable DifferingCandidate found) {
        return found == null ? null : Counterexample.of(found, change.subject(), before, after);
    }
}
