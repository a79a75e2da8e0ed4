package org.kentei.ruleset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.Conclusion;
import org.kentei.fact.ConclusionListener;
import org.kentei.fact.Fact;
import org.kentei.rule.RuleText;
import org.kentei.verdict.RuleConclusion;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;

/**
 * One session of the rule engine, for one candidate. It stops rules that do not terminate, and puts firings into the
 * order of the files, because the engine guarantees no order.
 */
final class RuleSession extends DefaultAgendaEventListener implements ConclusionListener, AutoCloseable {

    /** Far more than the largest allowed candidate needs, so that only rules that do not terminate reach it. */
    private static final int MOST_FIRINGS = 1_000_000;

    /** A conclusion with the places of its rule and its sheet. */
    private record OrderedConclusion(int rule, int sheet, RuleConclusion fired) {

        String subject() {
            return fired.subject().id();
        }
    }

    private static final Comparator<OrderedConclusion> IN_ORDER = Comparator.comparingInt(OrderedConclusion::rule)
            .thenComparingInt(OrderedConclusion::sheet)
            .thenComparing(OrderedConclusion::subject);

    private final Ruleset ruleset;
    private final KieSession session;
    private final Deadline deadline;
    private final Consumer<Fact> factListener;
    private final List<RuleConclusion> fired = new ArrayList<>();
    private final List<OrderedConclusion> concluded = new ArrayList<>();
    private @Nullable RuleText firing;

    /**
     * @param session a new session over the ruleset; it is disposed when this one is closed
     * @param factListener receives every fact before the rules see it
     */
    RuleSession(Ruleset ruleset, KieSession session, Deadline deadline, Consumer<Fact> factListener) {
        this.ruleset = ruleset;
        this.session = session;
        this.deadline = deadline;
        this.factListener = factListener;
        session.addEventListener(this);
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
        facts.forEach(factListener);
        facts.forEach(session::insert);
        if (session.fireAllRules(MOST_FIRINGS) >= MOST_FIRINGS) {
            throw new EvaluationLimitException("The rules fired " + MOST_FIRINGS + " times and did not terminate.");
        }
        deadline.check();
        concluded.sort(IN_ORDER);
        List<RuleConclusion> stage =
                concluded.stream().map(OrderedConclusion::fired).toList();
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

    @Override
    public void beforeMatchFired(BeforeMatchFiredEvent event) {
        if (deadline.isOver()) {
            event.getKieRuntime().halt();
        }
        firing = ruleset.rule(event.getMatch().getRule().getName());
    }

    @Override
    public void add(Conclusion conclusion) {
        RuleText rule = Objects.requireNonNull(firing, "a conclusion outside a firing");
        concluded.add(new OrderedConclusion(
                ruleset.place(rule), ruleset.place(conclusion.subject()), new RuleConclusion(rule, conclusion)));
    }

    @Override
    public void close() {
        session.dispose();
    }
}
