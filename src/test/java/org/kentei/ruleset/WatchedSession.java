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
import org.kie.api.runtime.KieSession;

/** A session that keeps some rules silent, and remembers which facts went in and which rules fired for them. */
final class WatchedSession {

    /**
     * A rule that fired.
     *
     * @param fact the fact that the rule speaks of
     */
    record Match(String rule, Fact fact) {}

    private final Ruleset ruleset;
    private final Predicate<String> speaking;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Match> matches = new ArrayList<>();

    /** @param speaking the names of the rules that are not kept silent */
    WatchedSession(Ruleset ruleset, Predicate<String> speaking) {
        this.ruleset = ruleset;
        this.speaking = speaking;
    }

    /** Called by the engine before a rule concludes, and not by listeners, which sessions do not serve. */
    private boolean fires(org.kie.api.runtime.rule.Match match) {
        String name = match.getRule().getName();
        if (!speaking.test(name)) {
            return false;
        }
        // rules that Drools compiled from their text do not name themselves
        Fact fact = (Fact) match.getObjects().get(0);
        RuleText rule = ruleset.rule(name);
        RuleSession.of(fact).firing(rule, ruleset.rules().indexOf(rule));
        matches.add(new Match(name, fact));
        return true;
    }

    Verdict decide(Candidate candidate) {
        KieSession session = ruleset.sessions().take(candidate.asOf());
        Deadline deadline = new Deadline(Duration.ofMinutes(1));
        SilentSums silent = ruleset.inForce(candidate.asOf()).silent();
        try (RuleSession watched =
                new RuleSession(ruleset, ruleset.sessions(), watched(session), deadline, silent, fact -> {
                    if (!silent.contain(fact)) {
                        facts.add(fact);
                    }
                })) {
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
                        return session.fireAllRules(this::fires, (int) arguments[0]);
                    }
                    try {
                        return method.invoke(session, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
