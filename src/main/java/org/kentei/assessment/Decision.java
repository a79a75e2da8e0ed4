package org.kentei.assessment;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.kentei.assessment.AssessmentResult.ResultStatus;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.log.Client;
import org.kentei.log.DocumentType;
import org.kentei.log.RulesetReference;
import org.kentei.log.ServiceVersion;
import org.kentei.log.WrittenDocuments;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.NextLevel;
import org.kentei.verdict.Shortfall;
import org.kentei.verdict.Verdict;

/**
 * One decision with its documents. The same candidate, ruleset and circumstances make the same bytes, today or in years:
 * so the documents are written here, and by no setting of the web layer.
 *
 * @param under what it was made under, with its time to the microsecond
 * @param documents the candidate as given, the {@link AssessmentResult} and the {@link FiringRecord}
 */
public record Decision(
        String rulesetRevision,
        Candidate candidate,
        Verdict verdict,
        DecisionContext under,
        WrittenDocuments documents) {

    /**
     * What an assessment was made under.
     *
     * @param service the programs that its documents name
     */
    public record DecisionContext(UUID assessmentId, Instant time, Client client, ServiceVersion service) {

        public DecisionContext {
            time = time.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /**
     * Decides a candidate.
     *
     * @param rules what decides
     * @param body the candidate's JSON as given
     * @throws org.kentei.candidate.InvalidCandidateException for a body that is not a valid candidate
     */
    public static Decision of(
            String rulesetRevision,
            CandidateReader reader,
            Function<Candidate, Verdict> rules,
            byte[] body,
            DecisionContext under) {
        byte[] given = stripped(body);
        Candidate candidate = reader.read(body);
        Verdict verdict = rules.apply(candidate);
        FiringRecord firings = new FiringRecord(
                under.assessmentId(),
                candidate.asOf(),
                under.time(),
                new RulesetReference(rulesetRevision),
                under.service(),
                under.client(),
                new String(given, StandardCharsets.UTF_8),
                verdict.firings());
        AssessmentResult result = answer(rulesetRevision, candidate, verdict, under);
        return new Decision(
                rulesetRevision, candidate, verdict, under, new WrittenDocuments(given, bytes(result), bytes(firings)));
    }

    /** Without the white space that JSON allows around a document. */
    private static byte[] stripped(byte[] json) {
        int start = 0;
        int end = json.length;
        while (start < end && isWhiteSpace(json[start])) {
            start++;
        }
        while (start < end && isWhiteSpace(json[end - 1])) {
            end--;
        }
        return Arrays.copyOfRange(json, start, end);
    }

    private static boolean isWhiteSpace(byte character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }

    /** The candidate as given. */
    public String facts() {
        return documents.text(DocumentType.CANDIDATE);
    }

    /** The {@link AssessmentResult} as JSON. */
    public String result() {
        return documents.text(DocumentType.RESULT);
    }

    /** The {@link FiringRecord} as JSON. */
    public String firingRecord() {
        return documents.text(DocumentType.FIRINGS);
    }

    private static AssessmentResult answer(
            String rulesetRevision, Candidate candidate, Verdict verdict, DecisionContext under) {
        return new AssessmentResult(
                under.assessmentId(),
                candidate.candidateId(),
                candidate.asOf(),
                candidate.asOfZone() == null ? null : candidate.asOfZone().getId(),
                under.time(),
                new RulesetReference(rulesetRevision),
                under.service(),
                verdict.noSheetInForce() ? ResultStatus.NO_SHEET_IN_FORCE : null,
                verdict.certifiedLevel(),
                verdict.examination(),
                verdict.fields());
    }

    /** The short form of the result as JSON. */
    public String compactResult() {
        return write(CompactResult.of(answer(rulesetRevision, candidate, verdict, under)));
    }

    /** The shortfalls in the result, in its order. */
    public List<Shortfall> shortfalls() {
        List<Shortfall> shortfalls = new ArrayList<>();
        for (FieldVerdict field : verdict.fields()) {
            NextLevel next = field.nextLevel();
            if (next != null) {
                shortfalls.addAll(next.shortfalls());
            }
        }
        return shortfalls;
    }

    private static byte[] bytes(Object document) {
        try {
            return DocumentJson.MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A document cannot be written as JSON", impossible);
        }
    }

    /** A document as JSON, in the one way in which documents are written. */
    public static String write(Object document) {
        try {
            return DocumentJson.MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A result cannot be written as JSON", impossible);
        }
    }
}
