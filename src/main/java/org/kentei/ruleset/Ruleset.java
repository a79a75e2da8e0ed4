package org.kentei.ruleset;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Candidate;
import org.kentei.fact.Fact;
import org.kentei.fact.SheetFact;
import org.kentei.rule.RuleText;
import org.kentei.verdict.Verdict;
import org.kentei.vocabulary.Vocabulary;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/** A compiled ruleset: one revision of the rules. It is safe for use by several threads. */
public final class Ruleset implements AutoCloseable {

    private static final Duration WITHOUT_LIMIT = Duration.ofDays(1);

    private final RulesetFiles files;
    private final String revision;
    private final Vocabulary vocabulary;
    private final List<RuleText> rules;
    private final Map<String, Integer> order = new HashMap<>();
    private final List<RulesInForce> periods;
    private final Map<String, Integer> sheetOrder = new HashMap<>();
    private final EngineSessions sessions;

    Ruleset(RulesetFiles files, Vocabulary vocabulary, List<RuleText> rules, KieBase base) {
        this.files = files;
        this.revision = files.revision();
        this.vocabulary = vocabulary;
        this.rules = rules;
        this.sessions = EngineLoader.with(() -> new EngineSessions(base));
        vocabulary.sheets().forEach(sheet -> sheetOrder.put(sheet.sheet(), sheetOrder.size()));
        rules.forEach(rule -> order.put(rule.name(), order.size()));
        this.periods = text().periods().stream()
                .map(period -> RulesInForce.of(this, period))
                .toList();
    }

    /** The revision that its files have (see {@link RulesetFiles#revision()}). */
    public String revision() {
        return revision;
    }

    public RulesetFiles files() {
        return files;
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The ruleset as it was read. */
    public RulesetText text() {
        return new RulesetText(files, vocabulary, rules);
    }

    /** The part of {@link #text()} that is in force on a day. */
    public RulesetText on(LocalDate day) {
        return inForce(day).text();
    }

    /** All rules in the order of their files and lines. */
    public List<RuleText> rules() {
        return rules;
    }

    /** The rule of that name; null where there is none. */
    public @Nullable RuleText rule(String name) {
        Integer place = order.get(name);
        return place == null ? null : rules.get(place);
    }

    /** Decides a candidate without a time limit. */
    public Verdict decide(Candidate candidate) {
        return decide(candidate, WITHOUT_LIMIT);
    }

    /**
     * Decides a candidate.
     *
     * @param atMost the time limit
     * @throws EvaluationLimitException when it takes longer, or when the rules do not terminate
     */
    public Verdict decide(Candidate candidate, Duration atMost) {
        return decide(candidate, new Deadline(atMost), unseen -> {});
    }

    /**
     * Decides a candidate without a time limit.
     *
     * @param factListener receives every fact before the rules see it
     * @throws EvaluationLimitException when the rules do not terminate
     */
    public Verdict decide(Candidate candidate, Consumer<Fact> factListener) {
        return decide(candidate, new Deadline(WITHOUT_LIMIT), factListener);
    }

    Verdict decide(Candidate candidate, Deadline deadline, Consumer<Fact> factListener) {
        return EngineLoader.with(() -> {
            RulesInForce inForce = inForce(candidate.asOf());
            KieSession taken = sessions.take(candidate.asOf());
            try (RuleSession session =
                    new RuleSession(this, sessions, taken, deadline, inForce.silent(), factListener)) {
                return new Evaluation(this, candidate, session).run();
            }
        });
    }

    /** The sessions over its rules. */
    EngineSessions sessions() {
        return sessions;
    }

    /** What decides a candidate that is judged as of a day. */
    RulesInForce inForce(LocalDate day) {
        for (RulesInForce period : periods) {
            if (period.days().includes(day)) {
                return period;
            }
        }
        throw new IllegalStateException("Every day is in a period, and " + day + " is not");
    }

    /** The place of a fact's sheet in the order of sheets; -1 for a fact without a sheet. */
    int place(Fact fact) {
        return fact instanceof SheetFact of ? Objects.requireNonNull(sheetOrder.get(of.sheet())) : -1;
    }

    @Override
    public void close() {
        sessions.close();
    }
}
