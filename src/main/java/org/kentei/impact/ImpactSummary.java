package org.kentei.impact;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kentei.impact.CandidateImpact.Compared;
import org.kentei.impact.CandidateImpact.NotCompared;
import org.kentei.verdict.LevelText;

/** Counts outcomes. It is for use by one thread. */
public final class ImpactSummary {

    /** The number of candidates who change from one level to another. */
    public record LevelMove(String from, String to, long candidates) {}

    /** How often a clause made a candidate's level in a field rise or fall. */
    public record ClauseImpact(String clause, long rises, long falls) {}

    private long candidates;
    private long rise;
    private long fall;
    private long withinField;
    private long refused;
    private long refusedByDraft;
    private final Map<String, Long> moves = new TreeMap<>();
    private final Map<String, long[]> clauses = new TreeMap<>();

    void add(CandidateImpact outcome) {
        candidates++;
        if (outcome instanceof NotCompared one) {
            refused++;
            refusedByDraft += one.byDraftOnly() ? 1 : 0;
        } else if (outcome instanceof Compared decided) {
            add(decided);
        }
    }

    private void add(Compared decided) {
        if (decided.rises()) {
            rise++;
        } else if (decided.falls()) {
            fall++;
        } else if (!decided.changes().isEmpty()) {
            withinField++;
        }
        if (decided.rises() || decided.falls()) {
            moves.merge(LevelText.number(decided.before()) + " " + LevelText.number(decided.after()), 1L, Long::sum);
        }
        for (LevelChange change : decided.changes()) {
            for (String clause : change.clauses()) {
                clauses.computeIfAbsent(clause, any -> new long[2])[change.rises() ? 0 : 1]++;
            }
        }
    }

    /** The number of candidates, including the refused ones. */
    public long candidates() {
        return candidates;
    }

    /** The number of candidates with a higher certified level under the draft. */
    public long rise() {
        return rise;
    }

    /** The number of candidates with a lower certified level under the draft. */
    public long fall() {
        return fall;
    }

    /** The number of candidates with the same certified level but a different level in some field. */
    public long withinField() {
        return withinField;
    }

    /** The number of candidates refused by the active rules or by the draft. */
    public long refused() {
        return refused;
    }

    /** The number of refused candidates whom the active rules accept. */
    public long refusedByDraft() {
        return refusedByDraft;
    }

    public List<LevelMove> moves() {
        return moves.entrySet().stream()
                .map(move ->
                        new LevelMove(move.getKey().split(" ")[0], move.getKey().split(" ")[1], move.getValue()))
                .toList();
    }

    public List<ClauseImpact> clauses() {
        return clauses.entrySet().stream()
                .map(one -> new ClauseImpact(one.getKey(), one.getValue()[0], one.getValue()[1]))
                .toList();
    }

    /** Whether the draft changes nothing for any candidate. */
    public boolean nothing() {
        return rise + fall + withinField + refused == 0;
    }
}
