package org.kentei.impact;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kentei.impact.CandidateImpact.Compared;
import org.kentei.impact.CandidateImpact.NotCompared;

/** Sums outcomes up. Not for more than one thread. */
public final class ImpactSummary {

    /** Candidates on one way from one level to another. */
    public record LevelMove(String from, String to, long candidates) {}

    /** How often a clause made a candidate rise or fall in a field. */
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
            moves.merge(shown(decided.before()) + " " + shown(decided.after()), 1L, Long::sum);
        }
        for (LevelChange change : decided.changes()) {
            for (String clause : change.clauses()) {
                clauses.computeIfAbsent(clause, any -> new long[2])[change.rises() ? 0 : 1]++;
            }
        }
    }

    /** How many candidates were looked at, the refused ones among them. */
    public long candidates() {
        return candidates;
    }

    /** How many are certified higher under the draft than before. */
    public long rise() {
        return rise;
    }

    /** How many are certified lower under the draft than before. */
    public long fall() {
        return fall;
    }

    /** How many keep their certified level and change it in some field. */
    public long withinField() {
        return withinField;
    }

    /** How many are refused, by the active rules or by the draft. */
    public long refused() {
        return refused;
    }

    /** How many of the refused ones the active rules take. */
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

    /** Whether the draft changes nothing for anybody. */
    public boolean nothing() {
        return rise + fall + withinField + refused == 0;
    }

    private static String shown(@Nullable Integer level) {
        return level == null ? "none" : String.valueOf(level);
    }
}
