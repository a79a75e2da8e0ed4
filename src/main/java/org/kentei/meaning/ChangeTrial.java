package org.kentei.meaning;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.meaning.EditMeaning.SearchBounds;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetText;

/** Decides candidates under both revisions and finds those whose levels differ because of one change. */
final class ChangeTrial {

    private final Ruleset before;
    private final Ruleset after;
    private final ClauseChange change;
    private final boolean another;
    private final SearchBounds limits;
    private final long end;
    private final List<RulesetText> texts;
    private int decided;
    private boolean stopped;
    private @Nullable Ruleset changedAlone;
    private @Nullable Ruleset unchangedAlone;

    /** A candidate whose levels differ. */
    record DifferingCandidate(List<ClaimDraft> claims, Levels before, Levels after) {

        CandidateSize size() {
            return CandidateSize.of(claims);
        }

        /** 1 if the level rises, -1 if it falls, 0 if only a sheet differs. */
        int direction() {
            return before.directionTo(after);
        }
    }

    /** @param another whether the edit has other changes too */
    ChangeTrial(Ruleset before, Ruleset after, ClauseChange change, boolean another, SearchBounds limits) {
        this.before = before;
        this.after = after;
        this.change = change;
        this.another = another;
        this.limits = limits;
        this.end = System.nanoTime() + limits.time().toNanos();
        LocalDate asOf = ExampleDay.of(change.days());
        this.texts = List.of(before.text().on(asOf), after.text().on(asOf));
    }

    /** The number of candidates decided so far. */
    int decided() {
        return decided;
    }

    /** Whether a limit was reached. */
    boolean stopped() {
        return stopped;
    }

    /** Decides claims under both revisions; null if the change makes no difference, or if a limit is reached. */
    @Nullable
    DifferingCandidate decide(List<ClaimDraft> claims) {
        if (decided >= limits.candidates() || System.nanoTime() > end) {
            stopped = true;
            return null;
        }
        decided++;
        byte[] json = ClaimDraft.json(ClaimDraft.candidate(claims));
        Levels was = Levels.decide(before, json);
        Levels is = Levels.decide(after, json);
        return was.sameAs(is) || another && !isByChange(json, was, is) ? null : new DifferingCandidate(claims, was, is);
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

    /** The old revision with only this change of the edit. */
    private Ruleset changedAlone() {
        if (changedAlone == null) {
            changedAlone = WhatIf.ruleset(
                    texts.get(0), texts.get(change.ofVocabulary() ? 1 : 0), change.removed(), change.added());
        }
        return changedAlone;
    }

    /** The new revision with all of the edit except this change. */
    private Ruleset unchangedAlone() {
        if (unchangedAlone == null) {
            unchangedAlone = WhatIf.ruleset(
                    texts.get(1), texts.get(change.ofVocabulary() ? 0 : 1), change.added(), change.removed());
        }
        return unchangedAlone;
    }
}
