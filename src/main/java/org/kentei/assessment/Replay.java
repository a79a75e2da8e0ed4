package org.kentei.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.kentei.assessment.AssessmentResult.Service;
import org.kentei.assessment.Decision.Circumstances;
import org.kentei.assessment.FiringRecord.Client;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.log.Evidence.KeptAssessment;
import org.kentei.log.Evidence.KeptDocument;
import org.kentei.log.Part;
import org.kentei.record.AssessmentRecord;
import org.kentei.ruleset.EvaluationLimitException;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;

/** Decides kept candidates again, each under the ruleset that decided it then, and compares byte for byte. */
public final class Replay implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Function<String, Optional<RulesetFiles>> files;
    private final Map<String, Ruleset> compiled = new ConcurrentHashMap<>();

    /** @param files finds the files of a revision */
    public Replay(Function<String, Optional<RulesetFiles>> files) {
        this.files = files;
    }

    /** What differs, in words; empty if the documents come out as they are kept. Many threads may ask at once. */
    public Optional<String> differs(KeptAssessment kept) {
        KeptDocument facts = kept.documents().get(Part.CANDIDATE);
        KeptDocument result = kept.documents().get(Part.RESULT);
        KeptDocument firings = kept.documents().get(Part.FIRINGS);
        if (facts == null || result == null || firings == null) {
            return Optional.of("its documents cannot be read");
        }
        try {
            Ruleset ruleset = compiled.computeIfAbsent(kept.rulesetRevision(), this::compile);
            AssessmentRecord again = decide(ruleset, kept, facts.document(), JSON.readTree(firings.document()));
            if (!again.result().equals(result.document())) {
                return Optional.of("its result comes out differently");
            }
            return again.firingRecord().equals(firings.document())
                    ? Optional.empty()
                    : Optional.of("its firings come out differently");
        } catch (InvalidCandidateException | EvaluationLimitException refused) {
            return Optional.of("its candidate cannot be decided again: " + refused.getMessage());
        } catch (NotReplayableException reason) {
            return Optional.of(reason.getMessage());
        } catch (IOException noJson) {
            return Optional.of("its firing record is no JSON");
        }
    }

    private static AssessmentRecord decide(Ruleset ruleset, KeptAssessment kept, String facts, JsonNode firings) {
        // whoever states no as-of date was judged on the day of the assessment, which the record names
        LocalDate asOf = LocalDate.parse(firings.path("asOf").asText());
        Clock then = Clock.fixed(asOf.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        JsonNode client = firings.path("client");
        JsonNode service = firings.path("service");
        Circumstances under = new Circumstances(
                kept.assessmentId(),
                kept.assessedAt(),
                new Client(
                        client.path("name").textValue(), client.path("address").textValue()),
                new Service(
                        service.path("version").asText(), service.path("engine").asText()));
        CandidateReader reader = new CandidateReader(ruleset.vocabulary(), then);
        return Decision.of(ruleset.revision(), reader, ruleset::decide, facts.getBytes(StandardCharsets.UTF_8), under);
    }

    private Ruleset compile(String revision) {
        RulesetFiles found =
                files.apply(revision).orElseThrow(() -> new NotReplayableException("its ruleset is not kept"));
        if (!found.revision().equals(revision)) {
            throw new NotReplayableException("the files kept of its ruleset were changed");
        }
        try {
            return RulesetCompiler.compileArchived(found);
        } catch (InvalidRulesetException invalid) {
            throw new NotReplayableException("its ruleset does not compile any more: " + invalid.getMessage());
        }
    }

    @Override
    public void close() {
        compiled.values().forEach(Ruleset::close);
    }

    private static final class NotReplayableException extends RuntimeException {

        NotReplayableException(String message) {
            super(message);
        }
    }
}
