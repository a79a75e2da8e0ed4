package org.kentei.meaning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetText;

/**
 * The effects of an edit from one revision to another.
 *
 * @param from the old revision
 * @param to the new revision
 * @param clauses the changes that can affect verdicts, each with candidates that show it
 * @param decidingNothing the changes that cannot affect verdicts, one sentence each
 */
public record EditMeaning(String from, String to, List<ClauseMeaning> clauses, List<String> decidingNothing) {

    /**
     * The limits of a search.
     *
     * @param candidates the most candidates that are decided for each change
     * @param time the time limit for all changes together
     */
    public record SearchBounds(int candidates, Duration time) {

        /** Says what differs, and searches no candidate. */
        public static final SearchBounds WORDS_ONLY = new SearchBounds(0, Duration.ZERO);

        public static final SearchBounds USUAL = new SearchBounds(10_000, Duration.ofSeconds(60));
    }

    /** Searches for candidates whose level differs. The conditions of both revisions determine which ones are tried. */
    public static EditMeaning of(Ruleset before, Ruleset after, SearchBounds limits) {
        RulesetText was = before.text();
        RulesetText is = after.text();
        RulesetChanges changes = RulesetChanges.between(was, is);
        boolean moreIsNeverWorse = new Comparer(was, is).moreIsNeverWorse();
        List<ClauseMeaning> clauses = new ArrayList<>();
        long end = System.nanoTime() + limits.time().toNanos();
        for (ClauseChange change : changes.changes()) {
            int left = changes.changes().size() - clauses.size();
            SearchBounds share = new SearchBounds(
                    limits.candidates(), Duration.ofNanos(Math.max(0, (end - System.nanoTime()) / left)));
            ClauseMeaning meaning = new CounterexampleSearch(
                            before, after, change, changes.changes().size() > 1, moreIsNeverWorse, share)
                    .search();
            clauses.add(changes.onEveryDay(change) ? meaning.onEveryDay() : meaning);
        }
        return new EditMeaning(before.revision(), after.revision(), List.copyOf(clauses), changes.decidingNothing());
    }

    /** Whether the conditions exclude that a level differs, and nobody is refused who was decided before. */
    public boolean changesNoLevel() {
        return clauses.stream().allMatch(ClauseMeaning::changesNoLevel);
    }
}
