package org.kentei.ruleset;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.kentei.candidate.Candidate;
import org.kentei.fact.Fact;
import org.kentei.rule.RuleText;
import org.kentei.verdict.Verdict;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaFilter;

/** A session that keeps some rules silent, and remembers which facts went in and which rules fired for them. */
final class WatchedSession {

    /**
     * A rule that fired.
     *
     * @param fact the fact that the rule speaks of
     */
    record Match(String rule, Fact fact) {}

    private final Ruleset ruleset;
    private final AgendaFilter speaking;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Match> matches = new ArrayList<>();

    /** @param speaking the names of the rules that are not kept silent */
    WatchedSession(Ruleset ruleset, Predicate<String> speaking) {
        this.ruleset = ruleset;
        this.speaking = match -> speaking.test(match.getRule().getName());
    }

    Verdict decide(Candidate candidate) {
        KieSession session = ruleset.sessions().take(candidate.asOf());
        session.addEventListener(new DefaultAgendaEventListener() {
            @Override
            public void beforeMatchFired(BeforeMatchFiredEvent event) {
                // rules that Drools compiled from their text do not name themselves
                Fact fact = (Fact) event.getMatch().getObjects().get(0);
                RuleText rule = ruleset.rule(event.getMatch().getRule().getName());
                RuleSession.of(fact).firing(rule, ruleset.rules().indexOf(rule));
            }

            @Override
            public void afterMatchFired(AfterMatchFiredEvent event) {
                Fact fact = (Fact) event.getMatch().getObjects().get(0);
                matches.add(new Match(event.getMatch().getRule().getName(), fact));
            }
        });
        Deadline deadline = new Deadline(Duration.ofMinutes(1));
        try (RuleSession watched = new RuleSession(
                ruleset,
                ruleset.sessions(),
                watched(session),
                deadline,
                ruleset.inForce(candidate.asOf()).silent(),
                unseen -> {})) {
            return new Evaluation(ruleset, candidate, watched).run();
        }
    }

    List<Fact> facts() {
        return facts;
    }

    List<Match> matches() {
        return matches;
    }

    private KieSession watched(KieSession session) {
        return (KieSession) Proxy.newProxyInstance(
                KieSession.class.getClassLoader(), new Class<?>[] {KieSession.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("fireAllRules")) {
                        return session.fireAllRules(speaking, (int) arguments[0]);
                    }
                    if (method.getName().equals("insert")) {
                        facts.add((Fact) arguments[0]);
                    }
                    try {
                        return method.invoke(session, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
