package org.kentei.log.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kentei.log.Commitment;
import org.kentei.log.DocumentType;
import org.kentei.log.LogEntry.AssessmentEntry;
import org.kentei.log.LogEntry.ErasureEntry;
import org.kentei.log.LogEntry.IngestionEntry;
import org.kentei.log.SaltedDocument;
import org.kentei.log.verify.RecordSnapshot.StoredAssessment;
import org.kentei.log.verify.RecordSnapshot.StoredLine;

/** Compares the stored assessments with the entries of the log. */
final class AssessmentCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Discrepancies findings;
    private final Map<UUID, Instant> saidToBeErased = new HashMap<>();
    private long erased;

    AssessmentCheck(Discrepancies findings) {
        this.findings = findings;
    }

    static String place(StoredAssessment kept) {
        return "assessment " + kept.assessmentId() + " at " + kept.position();
    }

    long erased() {
        return erased;
    }

    void check(AssessmentEntry entry, StoredAssessment kept) {
        String place = place(kept);
        findings.require(
                kept.assessmentId().equals(entry.assessmentId()),
                place,
                "its entry is that of " + entry.assessmentId());
        findings.require(kept.assessedAt().equals(entry.time()), place, "its time differs from its entry");
        findings.require(
                kept.rulesetRevision().equals(entry.rulesetRevision()), place, "its ruleset differs from its entry");
        if (kept.erasedAt() != null) {
            saidToBeErased.put(entry.assessmentId(), kept.erasedAt());
            boolean empty = kept.documents().isEmpty()
                    && kept.faults().isEmpty()
                    && kept.candidateId() == null
                    && kept.asOf() == null
                    && kept.certifiedLevel() == null;
            findings.require(empty, place, "it is marked as erased, but some of its data is still stored");
            return;
        }
        kept.faults().forEach(fault -> findings.add(place, fault));
        for (DocumentType part : DocumentType.values()) {
            SaltedDocument document = kept.documents().get(part);
            if (document != null) {
                boolean committed = Commitment.to(document.document(), document.salt())
                        .equals(entry.commitments().get(part));
                findings.require(
                        committed, place, "its document `" + part.property() + "` is not what the log commits to");
            } else if (kept.faults().isEmpty()) {
                findings.add(place, "its document `" + part.property() + "` is missing");
            }
        }
        SaltedDocument result = kept.documents().get(DocumentType.RESULT);
        if (result != null) {
            compare(place, kept, result.document());
        }
    }

    private void compare(String place, StoredAssessment kept, String result) {
        try {
            JsonNode json = JSON.readTree(result);
            require(place, "id", kept.assessmentId().toString(), json.path("assessmentId"));
            require(place, "candidate's id", kept.candidateId(), json.path("candidateId"));
            require(
                    place,
                    "as-of date",
                    kept.asOf() == null ? null : kept.asOf().toString(),
                    json.path("asOf"));
            require(
                    place,
                    "certified level",
                    kept.certifiedLevel() == null ? null : kept.certifiedLevel().toString(),
                    json.path("certifiedLevel"));
        } catch (IOException noJson) {
            findings.add(place, "its result is not valid JSON");
        }
    }

    private void require(String place, String what, @Nullable String kept, JsonNode inResult) {
        String expected = inResult.isNull() || inResult.isMissingNode() ? null : inResult.asText();
        findings.require(Objects.equals(kept, expected), place, "its " + what + " differs from its result");
    }

    /** An assessment in a file may be erased too; an entry has to say so. */
    void inFile(StoredLine line, IngestionEntry entry) {
        String place = "assessment " + line.assessmentId();
        findings.require(
                line.assessedAt() == null || line.assessedAt().equals(entry.assessedAt()),
                place,
                "its time differs from its entry");
        findings.require(
                line.erasedAt() != null || line.key() != null, place, "its key is missing, or cannot be unwrapped");
        if (line.erasedAt() != null) {
            saidToBeErased.put(line.assessmentId(), line.erasedAt());
            findings.require(
                    line.key() == null && line.lookup() == null,
                    place,
                    "it is marked as erased, but its key or what it is found by is still stored");
        }
    }

    void check(long index, ErasureEntry entry) {
        for (UUID id : entry.assessmentIds()) {
            Instant said = saidToBeErased.remove(id);
            if (said != null) {
                erased++;
                findings.require(
                        said.equals(entry.time()),
                        "assessment " + id,
                        "it says that it was erased at another time than entry " + index + " says");
            } else {
                findings.add(
                        "assessment " + id,
                        "entry " + index + " says that it was erased, but the record does not say so of it");
            }
        }
    }

    void end() {
        saidToBeErased
                .keySet()
                .forEach(id ->
                        findings.add("assessment " + id, "it says that it was erased, but no entry of the log does"));
    }
}
