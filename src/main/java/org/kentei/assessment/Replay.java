package org.kentei.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.kentei.assessment.Decision.DecisionContext;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.log.Client;
import org.kentei.log.DocumentType;
import org.kentei.log.SaltedDocument;
import org.kentei.log.ServiceVersion;
import org.kentei.log.verify.RecordSnapshot.StoredAssessment;
import org.kentei.ruleset.EvaluationLimitException;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;

/**
 * Assesses stored candidates again, each under the ruleset of that time. Documents that this version of the service
 * wrote must come out byte for byte. Another version may have written them in another form, so of its documents what was
 * decided is compared: levels, criteria with their evidence and rules, and firings.
 */
public final class Replay implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> DECIDED =
            List.of("candidateId", "asOf", "ruleset", "certifiedLevel", "examination", "fields");

    private final Function<String, Optional<RulesetFiles>> files;
    private final Map<String, Ruleset> compiled = new ConcurrentHashMap<>();

    /** @param files finds the files of a revision */
    public Replay(Function<String, Optional<RulesetFiles>> files) {
        this.files = files;
    }

    /** Decides an assessment again. Many threads may ask at once. */
    public Replayed replay(StoredAssessment kept) {
        SaltedDocument facts = kept.documents().get(DocumentType.CANDIDATE);
        SaltedDocument result = kept.documents().get(DocumentType.RESULT);
        SaltedDocument firings = kept.documents().get(DocumentType.FIRINGS);
        if (facts == null || result == null || firings == null) {
            return Replayed.different("its documents cannot be read");
        }
        try {
            Ruleset ruleset = compiled.computeIfAbsent(kept.rulesetRevision(), this::compile);
            JsonNode was = JSON.readTree(result.document());
            JsonNode fired = JSON.readTree(firings.document());
            Decision again = decide(ruleset, kept, facts.document(), was, fired);
            String version = was.at("/service/version").asText();
            boolean byteForByte = version.equals(RunningVersion.current().version());
            if (byteForByte
                    ? !again.result().equals(result.document())
                    : !decided(JSON.readTree(again.result())).equals(decided(was))) {
                return Replayed.different("its result differs");
            }
            if (byteForByte
                    ? !again.firingRecord().equals(firings.document())
                    : !JSON.readTree(again.firingRecord()).path("firings").equals(fired.path("firings"))) {
                return Replayed.different("its firings differ");
            }
            return byteForByte ? Replayed.SAME : Replayed.sameVerdict(version);
        } catch (InvalidCandidateException | EvaluationLimitException refused) {
            return Replayed.different("its candidate cannot be decided again: " + refused.getMessage());
        } catch (NotReplayableException reason) {
            return Replayed.different(String.valueOf(reason.getMessage()));
        } catch (IOException | DateTimeException unreadable) {
            return Replayed.different("its documents cannot be read");
        }
    }

    /** What a result says was decided, without how it explains what is missing. */
    private static JsonNode decided(JsonNode result) {
        ObjectNode decided = JSON.createObjectNode();
        for (String name : DECIDED) {
            decided.set(name, result.path(name).deepCopy());
        }
        for (JsonNode field : decided.path("fields")) {
            if (field.path("nextLevel") instanceof ObjectNode nextLevel) {
                nextLevel.remove("shortfalls");
            }
        }
        return decided;
    }

    private static Decision decide(
            Ruleset ruleset, StoredAssessment kept, String facts, JsonNode result, JsonNode firings) {
        JsonNode client = firings.path("client");
        JsonNode service = firings.path("service");
        DecisionContext under = new DecisionContext(
                kept.assessmentId(),
                kept.assessedAt(),
                new Client(
                        client.path("name").textValue(), client.path("address").textValue()),
                new ServiceVersion(
                        service.path("version").asText(), service.path("engine").asText()));
        CandidateReader reader = new CandidateReader(ruleset.vocabulary(), then(kept, result));
        return Decision.of(ruleset.revision(), reader, ruleset::decide, facts.getBytes(StandardCharsets.UTF_8), under);
    }

    /** The clock by which a candidate without an as-of date was judged. */
    private static Clock then(StoredAssessment kept, JsonNode result) {
        if (result.has("asOfZone")) {
            return Clock.fixed(
                    kept.assessedAt(), ZoneId.of(result.path("asOfZone").asText()));
        }
        // results of earlier versions do not name the zone; the day is known all the same
        LocalDate asOf = LocalDate.parse(result.path("asOf").asText());
        return Clock.fixed(asOf.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
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
