package org.kentei.assessment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.log.Client;
import org.kentei.log.RulesetReference;
import org.kentei.log.ServiceVersion;
import org.kentei.log.WrittenDocuments;
import org.kentei.record.store.AssessmentRecord;
import org.kentei.ruleset.Ruleset;
import org.kentei.verdict.Verdict;

/** Assessments as the service makes them, without the service: of the worked cases, and of two of them put together. */
public final class GeneratedAssessments {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final ServiceVersion SERVICE = new ServiceVersion("kentei", "drools");

    private final Ruleset ruleset = RulesFolder.ruleset();
    private final CandidateReader reader = new CandidateReader(ruleset.vocabulary(), Clock.systemUTC());
    private final Random random;

    public GeneratedAssessments(long seed) {
        this.random = new Random(seed);
    }

    /** The worked cases, and then so many mixed ones. */
    public List<AssessmentRecord> make(int mixed) {
        List<AssessmentRecord> made = new ArrayList<>();
        List<WorkedCase> cases = WorkedCase.all();
        cases.forEach(one -> made.add(assessment(one.candidate().toString())));
        for (int count = 0; count < mixed; count++) {
            made.add(assessment(
                    together(cases.get(random.nextInt(cases.size())), cases.get(random.nextInt(cases.size())))));
        }
        return made;
    }

    private static String together(WorkedCase one, WorkedCase other) {
        ObjectNode both = one.candidate().deepCopy();
        other.candidate().properties().forEach(property -> {
            if (property.getValue() instanceof ArrayNode more) {
                ArrayNode list = both.withArray(property.getKey());
                more.forEach(entry -> {
                    ObjectNode copy = entry.deepCopy();
                    if (copy.has("projectId")) {
                        copy.put("projectId", "second " + copy.get("projectId").textValue());
                    }
                    list.add(copy);
                });
            }
        });
        return both.toString();
    }

    /** The assessment of a candidate. */
    public AssessmentRecord assessment(String facts) {
        UUID id = UUID.randomUUID();
        Instant now = Instant.now();
        Candidate candidate = reader.read(facts.getBytes(StandardCharsets.UTF_8));
        Verdict verdict = ruleset.decide(candidate);
        RulesetReference revision = new RulesetReference(ruleset.revision());
        String result = write(new AssessmentResult(
                id,
                candidate.candidateId(),
                candidate.asOf(),
                null,
                now,
                revision,
                SERVICE,
                null,
                verdict.certifiedLevel(),
                verdict.examination(),
                verdict.fields()));
        String firings = write(new FiringRecord(
                id, candidate.asOf(), now, revision, SERVICE, new Client(null, null), facts, verdict.firings()));
        return new AssessmentRecord(
                id,
                candidate.candidateId(),
                candidate.asOf(),
                now,
                ruleset.revision(),
                verdict.certifiedLevel(),
                new ServiceVersion("kentei", "drools"),
                new Client(null, null),
                WrittenDocuments.of(facts, result, firings),
                VerdictTerms.of(verdict),
                VerdictCounts.of(candidate, verdict));
    }

    private static String write(Object document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
