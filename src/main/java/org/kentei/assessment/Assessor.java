package org.kentei.assessment;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.Decision.DecisionContext;
import org.kentei.log.Client;
import org.kentei.record.database.CommitUnknownException;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.dictionary.DocumentDictionary;
import org.kentei.record.idempotency.FirstAnswer.KeyedAnswer;
import org.kentei.record.idempotency.KeyUsedException;
import org.kentei.record.store.AssessmentRecord;
import org.kentei.record.store.AssessmentStore;
import org.kentei.record.store.RulesetArchive;

/** Assesses candidates: reads them, lets the ruleset decide, stores the result and its firings, and only then answers. */
@ApplicationScoped
public class Assessor {

    private final ActiveRuleset rulesets;
    private final AssessmentStore store;
    private final RulesetArchive archive;
    private final RunningVersion version;
    private final Clock clock;
    private final Timer evaluation;

    /** By the time at which they became active: a revision can become active again. */
    private final Set<Instant> kept = ConcurrentHashMap.newKeySet();

    public Assessor(
            ActiveRuleset rulesets,
            AssessmentStore store,
            RulesetArchive archive,
            RunningVersion version,
            Clock clock,
            MeterRegistry meters) {
        this.rulesets = rulesets;
        this.store = store;
        this.archive = archive;
        this.version = version;
        this.clock = clock;
        this.evaluation = Timer.builder("kentei.evaluation")
                .description("Deciding one candidate, without reading it and without the store")
                .register(meters);
    }

    /**
     * Assesses a candidate and stores the assessment. When this returns, it is stored.
     *
     * @param body the candidate's JSON as given
     * @throws org.kentei.candidate.InvalidCandidateException for a body that is not a valid candidate; nothing is stored then
     */
    public Decision assess(byte[] body, Client client) {
        return assess(body, client, made -> null);
    }

    /**
     * Assesses a candidate like {@link #assess(byte[], Client)}, for a request with an idempotency key.
     *
     * @param firstAnswer makes the answer that is kept with the assessment
     * @throws KeyUsedException if another assessment has this key; nothing is kept then
     */
    public Decision assess(byte[] body, Client client, Function<Decision, @Nullable KeyedAnswer> firstAnswer) {
        Decision decision;
        DocumentDictionary dictionary;
        try (LoadedRuleset.Lease hold = rulesets.take()) {
            recordActivation(hold.active());
            Instant now = clock.instant();
            decision = decide(hold, body, client, AssessmentId.at(now), now);
            dictionary = hold.active().dictionary();
        }
        store.add(toKeep(decision), dictionary, firstAnswer.apply(decision));
        return decision;
    }

    /** Assesses a candidate under the active ruleset without storing anything. */
    public Decision decide(byte[] body, Client client, UUID assessmentId, Instant time) {
        try (LoadedRuleset.Lease hold = rulesets.take()) {
            return decide(hold, body, client, assessmentId, time);
        }
    }

    /** Decides a candidate under a ruleset that is held, without keeping anything. */
    public Decision decide(LoadedRuleset.Lease hold, byte[] body, Client client, UUID assessmentId, Instant time) {
        LoadedRuleset active = hold.active();
        DecisionContext under = new DecisionContext(assessmentId, time, client, version.service());
        return Decision.of(
                active.ruleset().revision(),
                active.reader().at(time),
                candidate -> evaluation.record(() -> hold.decide(candidate)),
                body,
                under);
    }

    /** A decision as the record stores it. */
    public static AssessmentRecord toKeep(Decision decision) {
        DecisionContext under = decision.under();
        return new AssessmentRecord(
                under.assessmentId(),
                decision.candidate().candidateId(),
                decision.candidate().asOf(),
                under.time(),
                decision.rulesetRevision(),
                decision.verdict().certifiedLevel(),
                under.service(),
                under.client(),
                decision.documents(),
                VerdictTerms.of(decision.verdict()),
                VerdictCounts.of(decision.candidate(), decision.verdict()));
    }

    /**
     * Stores the files of a ruleset and appends its activation to the log, once. {@link #assess} calls it too: the activation
     * has to be in the log before the assessments that the ruleset decides.
     *
     * @throws StoreUnavailableException if the record cannot be written now
     */
    public void recordActivation(LoadedRuleset active) {
        if (kept.contains(active.since())) {
            return;
        }
        synchronized (kept) {
            if (!kept.contains(active.since())) {
                try {
                    archive.keep(active.ruleset().files(), clock.instant(), version.service());
                } catch (CommitUnknownException unknown) {
                    // of the ruleset; the assessment was not even begun
                    throw new StoreUnavailableException("The activation of the rules could not be recorded.", unknown);
                }
                kept.add(active.since());
            }
        }
    }

    /** The activation of a ruleset is in the log already, so that nothing has to be recorded before it decides. */
    public void activationIsRecorded(LoadedRuleset active) {
        kept.add(active.since());
    }
}
