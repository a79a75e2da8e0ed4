package org.kentei.assessment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.kentei.assessment.ActiveRuleset.Active;
import org.kentei.assessment.AssessmentResult.RulesetReference;
import org.kentei.assessment.FiringRecord.Client;
import org.kentei.candidate.Candidate;
import org.kentei.log.LogEntry.Asker;
import org.kentei.log.LogEntry.Programs;
import org.kentei.record.AssessmentRecord;
import org.kentei.record.AssessmentStore;
import org.kentei.record.RulesetArchive;
import org.kentei.verdict.Verdict;

/** Assesses candidates: reads them, has the ruleset decide, keeps the result and its firings, and only then answers. */
@ApplicationScoped
public class Assessor {

    private final ActiveRuleset rulesets;
    private final AssessmentStore store;
    private final RulesetArchive archive;
    private final ServiceVersion version;
    private final ObjectMapper json;
    private final Clock clock;

    /** By when they became active: a revision that comes back is active anew. */
    private final Set<Instant> kept = ConcurrentHashMap.newKeySet();

    public Assessor(
            ActiveRuleset rulesets, AssessmentStore store, RulesetArchive archive, ServiceVersion version, ObjectMapper json,
            Clock clock) {
        this.rulesets = rulesets;
        this.store = store;
        this.archive = archive;
        this.version = version;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Assesses a candidate and keeps the assessment. When this returns, it is kept.
     *
     * @param body the candidate's JSON as given
     * @throws org.kentei.candidate.InvalidCandidateException for a body that is no candidate; nothing is kept then
     */
    public AssessmentRecord assess(byte[] body, Client client) {
        Active active = rulesets.get();
        keepRuleset(active);
        AssessmentRecord assessment = decide(active, body, client, UUID.randomUUID(), clock.instant());
        store.add(assessment);
        return assessment;
    }

    /** Decides a candidate under the active ruleset without keeping anything. */
    public AssessmentRecord decide(byte[] body, Client client, UUID assessmentId, Instant time) {
        return decide(rulesets.get(), body, client, assessmentId, time);
    }

    /** What an assessment is decided by is kept before it, and its activation stands before it in the log. */
    private void keepRuleset(Active active) {
        if (kept.contains(active.since())) {
            return;
        }
        synchronized (kept) {
            if (!kept.contains(active.since())) {
                archive.keep(active.ruleset().files(), active.since(), programs());
                kept.add(active.since());
            }
        }
    }

    private Programs programs() {
        return new Programs(version.service().version(), version.service().engine());
    }

    private AssessmentRecord decide(Active active, byte[] body, Client client, UUID assessmentId, Instant time) {
        Instant assessedAt = time.truncatedTo(ChronoUnit.MICROS);
        String facts = new String(body, StandardCharsets.UTF_8).strip();
        Candidate candidate = active.reader().read(body);
        Verdict verdict = active.ruleset().decide(candidate);
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
                facts,
                verdict.firings());
        return new AssessmentRecord(
                assessmentId,
                candidate.candidateId(),
                candidate.asOf(),
                assessedAt,
                ruleset.revision(),
                verdict.certifiedLevel(),
                programs(),
                new Asker(client.name(), client.address()),
                facts,
                write(result),
                write(firings),
                VerdictWords.of(verdict));
    }

    private String write(Object document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A result cannot be written as JSON", impossible);
        }
    }
}
