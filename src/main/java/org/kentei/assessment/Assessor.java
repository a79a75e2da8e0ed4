package org.kentei.assessment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.kentei.assessment.AssessmentResult.RulesetReference;
import org.kentei.assessment.FiringRecord.Client;
import org.kentei.candidate.Candidate;
import org.kentei.record.AssessmentRecord;
import org.kentei.record.AssessmentStore;
import org.kentei.verdict.Verdict;

/** Assesses candidates: reads them, has the ruleset decide, keeps the result and its firings, and only then answers. */
@ApplicationScoped
public class Assessor {

    private final ActiveRuleset rulesets;
    private final AssessmentStore store;
    private final ServiceVersion version;
    private final ObjectMapper json;
    private final Clock clock;
    private final Timer evaluation;

    public Assessor(
            ActiveRuleset rulesets,
            AssessmentStore store,
            ServiceVersion version,
            ObjectMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.rulesets = rulesets;
        this.store = store;
        this.version = version;
        this.json = json;
        this.clock = clock;
        this.evaluation = Timer.builder("kentei.evaluation")
                .description("Deciding one candidate, without reading it and without the store")
                .register(meters);
    }

    /**
     * Assesses a candidate and keeps the assessment. When this returns, it is kept.
     *
     * @param body the candidate's JSON as given
     * @throws org.kentei.candidate.InvalidCandidateException for a body that is no candidate; nothing is kept then
     */
    public AssessmentRecord assess(byte[] body, Client client) {
        AssessmentRecord assessment = decide(body, client, UUID.randomUUID(), clock.instant());
        store.add(assessment);
        return assessment;
    }

    /** Decides a candidate under the active ruleset without keeping anything. */
    public AssessmentRecord decide(byte[] body, Client client, UUID assessmentId, Instant time) {
        Instant assessedAt = time.truncatedTo(ChronoUnit.MICROS);
        try (Active.Hold hold = rulesets.take()) {
            return decide(hold, body, client, assessmentId, assessedAt);
        }
    }

    private AssessmentRecord decide(
            Active.Hold hold, byte[] body, Client client, UUID assessmentId, Instant assessedAt) {
        Active active = hold.active();
        Candidate candidate = active.reader().read(body);
        Verdict verdict = evaluation.record(() -> hold.decide(candidate));
        RulesetReference ruleset = new RulesetReference(active.ruleset().revision());
        AssessmentResult result = new AssessmentResult(
                assessmentId,
                candidate.candidateId(),
                candidate.asOf(),
                assessedAt,
                ruleset,
                version.service(),
                verdict.certifiedLevel(),
                verdict.examination(),
                verdict.fields());
        FiringRecord firings = new FiringRecord(
                assessmentId,
                candidate.asOf(),
                assessedAt,
                ruleset,
                version.service(),
                client,
                new String(body, StandardCharsets.UTF_8).strip(),
                verdict.firings());
        return new AssessmentRecord(
                assessmentId,
                candidate.candidateId(),
                candidate.asOf(),
                assessedAt,
                ruleset.revision(),
                verdict.certifiedLevel(),
                write(result),
                write(firings));
    }

    private String write(Object document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A result cannot be written as JSON", impossible);
        }
    }
}
