package org.kentei.meaning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetText;

/**
 * What the edit from one revision to another means.
 *
 * @param from the old revision
 * @param to the new revision
 * @param clauses what differs and decides, each with the candidates that show it
 * @param decidingNothing what differs and decides nothing, a sentence each
 */
public record EditMeaning(String from, String to, List<ClauseMeaning> clauses, List<String> decidingNothing) {

    /**
     * How much work a search may do.
     *
     * @param candidates how many candidates are decided at most for each change
     * @param time how long the search may take for all changes together
     */
    public record SearchBounds(int candidates, Duration time) {

        public static final SearchBounds USUAL = new SearchBounds(10_000, Duration.ofSeconds(60));
    }

    /** Searches candidates whose level differs, in ways that the conditions of both revisions mark out. */
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
            clauses.add(new CounterexampleSearch(
                            before, after, change, changes.changes().size() > 1, moreIsNeverWorse, share)
                    .search());
        }
        return new EditMeaning(before.revision(), after.revision(), List.copyOf(clauses), changes.decidingNothing());
    }

    /** Whether it follows from the conditions that no candidate's level differs. */
    public boolean changesNoLevel() {
        return clauses.stream().allMatch(ClauseMeaning::changesNoLevel);
    }
}
