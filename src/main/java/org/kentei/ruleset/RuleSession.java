package org.kentei.ruleset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.drools.base.rule.EntryPointId;
import org.drools.core.common.InternalWorkingMemoryEntryPoint;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.Conclusion;
import org.kentei.fact.ConclusionListener;
import org.kentei.fact.Fact;
import org.kentei.rule.RuleText;
import org.kentei.verdict.RuleConclusion;
import org.kie.api.runtime.KieSession;

/**
 * One session of the rule engine, for one candidate. It stops rules that do not terminate, and puts firings into the
 * order of the files, because the engine guarantees no order.
 */
final class RuleSession implements ConclusionListener, AutoCloseable {

    /** Far more than the largest allowed candidate needs, so that only rules that do not terminate reach it. */
    private static final int MOST_FIRINGS = 1_000_000;

    private final Ruleset ruleset;
    private final EngineSessions sessions;
    private final KieSession session;

    /**
     * Where facts go. They are inserted without the store that finds the handle of a fact again: nothing changes a fact or
     * takes it back.
     */
    private final InternalWorkingMemoryEntryPoint memory;

    private final Deadline deadline;
    private final SilentSums silent;
    private final Consumer<Fact> factListener;
    private final List<RuleConclusion> fired = new ArrayList<>(128);
    private final List<RuleConclusion> concluded = new ArrayList<>(64);
    private @Nullable RuleText firing;
    private int firingPlace;
    private boolean ended = true;

    /**
     * @param session of {@code sessions}, without facts; it goes back when this one is closed
     * @param silent the facts that no rule matches
     * @param factListener receives every fact before the rules see it
     */
    RuleSession(
            Ruleset ruleset,
            EngineSessions sessions,
            KieSession session,
            Deadline deadline,
            SilentSums silent,
            Consumer<Fact> factListener) {
        this.ruleset = ruleset;
        this.sessions = sessions;
        this.session = session;
        this.memory = (InternalWorkingMemoryEntryPoint) session.getEntryPoint(EntryPointId.DEFAULT.getEntryPointId());
        this.deadline = deadline;
        this.silent = silent;
        this.factListener = factListener;
    }

    /** The session that a fact was made for. */
    static RuleSession of(Fact fact) {
        return (RuleSession) fact.conclusions();
    }

    /**
     * Inserts facts and fires the rules.
     *
     * @return what the rules concluded since the call before
     * @throws EvaluationLimitException when the time is over, or when the rules do not terminate
     */
    List<RuleConclusion> fire(List<? extends Fact> facts) {
        if (facts.isEmpty()) {
            return List.of();
        }
        ended = false;
        boolean inserted = false;
        for (Fact fact : facts) {
            factListener.accept(fact);
            if (!silent.contain(fact)) {
                memory.insertAsync(fact);
                inserted = true;
            }
        }
        if (inserted && session.fireAllRules(MOST_FIRINGS) >= MOST_FIRINGS) {
            throw new EvaluationLimitException("The rules fired " + MOST_FIRINGS + " times and did not terminate.");
        }
        deadline.check();
        ended = true;
        return concluded();
    }

    private List<RuleConclusion> concluded() {
        Collections.sort(concluded);
        List<RuleConclusion> stage = List.copyOf(concluded);
        concluded.clear();
        fired.addAll(stage);
        return stage;
    }

    /** Every firing so far, in order. */
    List<RuleConclusion> fired() {
        return fired;
    }

    /** @throws EvaluationLimitException when the time is over */
    void checkDeadline() {
        deadline.check();
    }

    /**
     * Called by the engine before a rule concludes.
     *
     * @param place the rule's place in the order of files and lines
     */
    void firing(RuleText rule, int place) {
        if (deadline.isOver()) {
            session.halt();
        }
        firing = rule;
        firingPlace = place;
    }

    @Override
    public void add(Conclusion conclusion) {
        RuleText rule = Objects.requireNonNull(firing, "a conclusion outside a firing");
        concluded.add(new RuleConclusion(rule, firingPlace, ruleset.place(conclusion.subject()), conclusion));
    }

    @Override
    public void close() {
        if (ended) {
            sessions.giveBack(session);
        } else {
            session.dispose();
        }
    }
}
