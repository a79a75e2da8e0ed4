package org.kentei.meaning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.ConclusionType;
import org.kentei.meaning.ClauseMeaning.Possible;
import org.kentei.meaning.EditMeaning.SearchBounds;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetText;
import org.kentei.vocabulary.Sheet;

/**
 * Searches the smallest candidates whose level differs by one change. It starts from candidates who just meet a sheet
 * apart from what the change is about, and tries for the aspects that the change looks at every value at which some
 * condition begins or ceases to hold.
 */
final class CounterexampleSearch {

    /** How many combinations are put in order of size before any is decided. */
    private static final int MOST_IN_ORDER = 40_000;

    private static final int MOST_BASES = 8;

    private final Ruleset before;
    private final Ruleset after;
    private final ClauseChange change;
    private final boolean another;
    private final boolean moreIsNeverWorse;
    private final SearchBounds limits;
    private final long end;
    private final List<RulesetText> texts;
    private final Map<String, Boundaries> boundaries = new HashMap<>();
    private final Set<List<ClaimDraft>> tried = new HashSet<>();
    private int decided;
    private boolean stopped;
    private @Nullable Ruleset changedAlone;
    private @Nullable Ruleset unchangedAlone;
    private @Nullable FoundCandidate rising;
    private @Nullable FoundCandidate falling;
    private @Nullable FoundCandidate sheetOnly;

    /** A candidate who differs. */
    private record FoundCandidate(List<ClaimDraft> claims, Levels before, Levels after) {

        CandidateSize size() {
            return CandidateSize.of(claims);
        }
    }

    /**
     * @param another whether the edit changes something else besides
     * @param moreIsNeverWorse see {@link Comparer#moreIsNeverWorse()}
     */
    CounterexampleSearch(
            Ruleset before,
            Ruleset after,
            ClauseChange change,
            boolean another,
            boolean moreIsNeverWorse,
            SearchBounds limits) {
        this.another = another;
        this.before = before;
        this.after = after;
        this.change = change;
        this.moreIsNeverWorse = moreIsNeverWorse;
        this.limits = limits;
        this.end = System.nanoTime() + limits.time().toNanos();
        this.texts = List.of(before.text(), after.text());
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
                change.words(),
                possible(rising, Relation.NARROWER),
                shown(rising),
                possible(falling, Relation.WIDER),
                shown(falling),
                rising == null && falling == null ? shown(sheetOnly) : null,
                decided,
                stopped);
    }

    /** @param excluding the relation that rules it out, as long as whoever gains a conclusion loses none by it */
    private Possible possible(@Nullable FoundCandidate found, Relation excluding) {
        if (found != null) {
            return Possible.YES;
        }
        return change.relation() == Relation.SAME || moreIsNeverWorse && change.relation() == excluding
                ? Possible.NO
                : Possible.NOT_FOUND;
    }

    private boolean done() {
        return stopped
                || (rising != null || possible(null, Relation.NARROWER) == Possible.NO)
                        && (falling != null || possible(null, Relation.WIDER) == Possible.NO);
    }

    /** Tries what the change looks at, in every combination. */
    private void tryAspects(ClaimDraft base) {
        Boundaries own = boundaries(base.field());
        List<Aspect> aspects =
                change.aspects().stream().filter(own.aspects()::contains).toList();
        if (!aspects.isEmpty() && own.count(aspects) <= MOST_IN_ORDER) {
            tryInOrder(own.combinations(base, aspects));
        }
    }

    /** Tries every two things that rules of the field look at. */
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

    /** Candidates who meet a sheet under both revisions apart from the change, and where there are none, under one. */
    private List<ClaimDraft> bases(String sheet) {
        RuleText rule = change.rule();
        ConclusionType open = rule == null ? null : rule.consequence().type();
        List<ClaimDraft> bases = new ArrayList<>(new JustMeeting(texts).of(sheet, open));
        if (open != null && Comparer.COUNT_FROM_ABOVE.contains(open)) {
            return bases.stream().limit(MOST_BASES).toList();
        }
        texts.forEach(text -> bases.addAll(new JustMeeting(List.of(text)).of(sheet, null)));
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

    /** Candidates who meet a sheet of one field and a sheet of another. */
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
        if (!tried.add(claims) || stopped) {
            return;
        }
        FoundCandidate found = judge(claims);
        if (found == null) {
            return;
        }
        if (rising == null && direction(found) > 0) {
            rising = shrunk(found, 1);
        } else if (falling == null && direction(found) < 0) {
            falling = shrunk(found, -1);
        } else if (sheetOnly == null && direction(found) == 0) {
            sheetOnly = found;
        }
    }

    /** Decides claims under both revisions; null where nothing differs by the change, or where the work has to end. */
    private @Nullable FoundCandidate judge(List<ClaimDraft> claims) {
        if (decided >= limits.candidates() || System.nanoTime() > end) {
            stopped = true;
            return null;
        }
        decided++;
        byte[] json = ClaimDraft.json(ClaimDraft.candidate(claims));
        Levels was = Levels.decide(before, json);
        Levels is = Levels.decide(after, json);
        return was.sameAs(is) || another && !isByChange(json, was, is) ? null : new FoundCandidate(claims, was, is);
    }

    /** Whether the change alone makes the difference, in the old revision or in the new one. */
    private boolean isByChange(byte[] json, Levels was, Levels is) {
        if (change.ofVocabulary() && !change.sheets().contains(Levels.sheetThatDiffers(was, is, texts))) {
            return false;
        }
        int direction = was.directionTo(is);
        Levels changed = Levels.decide(changedAlone(), json);
        if (!was.sameAs(changed) && was.directionTo(changed) == direction) {
            return true;
        }
        Levels unchanged = Levels.decide(unchangedAlone(), json);
        return !unchanged.sameAs(is) && unchanged.directionTo(is) == direction;
    }

    /** The old revision with the change and nothing else of the edit. */
    private Ruleset changedAlone() {
        if (changedAlone == null) {
            changedAlone =
                    WhatIf.ruleset(before, change.ofVocabulary() ? after : before, change.removed(), change.added());
        }
        return changedAlone;
    }

    /** The new revision with everything of the edit but the change. */
    private Ruleset unchangedAlone() {
        if (unchangedAlone == null) {
            unchangedAlone =
                    WhatIf.ruleset(after, change.ofVocabulary() ? before : after, change.added(), change.removed());
        }
        return unchangedAlone;
    }

    private static int direction(FoundCandidate found) {
        return found.before().directionTo(found.after());
    }

    /** The same with everything taken away that the difference does not need. */
    private FoundCandidate shrunk(FoundCandidate found, int direction) {
        FoundCandidate smallest = found;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (List<ClaimDraft> less : simpler(smallest.claims())) {
                FoundCandidate one = CandidateSize.of(less).compareTo(smallest.size()) < 0 ? judge(less) : null;
                if (one != null && direction(one) == direction) {
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

    private @Nullable Counterexample shown(@Nullable FoundCandidate found) {
        if (found == null) {
            return null;
        }
        String sheetCode = Levels.sheetThatDiffers(found.before(), found.after(), texts);
        Sheet sheet = Objects.requireNonNullElseGet(
                after.vocabulary().sheet(sheetCode),
                () -> Objects.requireNonNull(before.vocabulary().sheet(sheetCode)));
        String field = sheet.specialtyField();
        Integer was = found.before().fields().get(field);
        Integer is = found.after().fields().get(field);
        Map<String, Object> candidate = ClaimDraft.candidate(found.claims());
        boolean pasted =
                after.vocabulary().sheet(sheetCode) != null && !found.after().refused();
        Set<org.kentei.vocabulary.Criterion> notMet =
                new TreeSet<>(found.after().notMet(sheetCode));
        return new Counterexample(
                candidate,
                field,
                was,
                is,
                found.before().refused(),
                found.after().refused(),
                sheetCode,
                notMet,
                pasted
                        ? CaseText.of(
                                change.subject() + ", " + CaseText.level(is) + " instead of " + CaseText.level(was),
                                candidate,
                                is,
                                notMet)
                        : null);
    }
}
