package org.kentei.record.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kentei.hash.Hash;
import org.kentei.log.DocumentType;
import org.kentei.log.SaltedDocument;
import org.kentei.log.verify.Discrepancy;
import org.kentei.log.verify.RecordSnapshot.StoredAssessment;
import org.kentei.log.verify.RecordSnapshot.StoredLine;

/** Assessments, rulesets and lines of files that do not agree with the entries of the log are named. */
class ChangedAssessmentsTest extends CopiedRecordFixture {

    @Test
    void rulesets_and_files_that_no_entry_activates_are_found() {
        Map<String, byte[]> files = new HashMap<>(record.ruleFiles());
        String hash = Hash.of(new byte[] {1}).hex();
        files.put(hash, new byte[] {1});
        assertThat(verify(record.with("ruleFiles", files)).findings())
                .containsExactly(new Discrepancy("rule file " + hash, "it belongs to no ruleset"));

        String revision =
                Hash.of((hash + "  a.drl\n").getBytes(StandardCharsets.UTF_8)).hex();
        Map<String, Map<String, String>> rulesets = new HashMap<>(record.rulesets());
        rulesets.put(revision, Map.of("a.drl", hash));
        assertThat(verify(record.with("ruleFiles", files).with("rulesets", rulesets))
                        .findings())
                .containsExactly(new Discrepancy("ruleset " + revision, "no entry of the log activates it"));

        files.put(hash, new byte[] {2});
        assertThat(places(record.with("ruleFiles", files).with("rulesets", rulesets), "its content was changed"))
                .containsExactly("rule file " + hash);
        files.remove(hash);
        assertThat(places(record.with("ruleFiles", files).with("rulesets", rulesets), "its file `a.drl` is missing"))
                .containsExactly("ruleset " + revision);
        rulesets.put(revision, Map.of("b.drl", hash));
        assertThat(places(record.with("rulesets", rulesets), "its files do not make this revision"))
                .containsExactly("ruleset " + revision);

        String used = record.rulesets().keySet().iterator().next();
        rulesets.remove(revision);
        rulesets.remove(used);
        assertThat(verify(record.with("rulesets", rulesets)).findings())
                .anyMatch(finding -> finding.place().equals("ruleset " + used)
                        && finding.fault().endsWith("activates it, but its files are not kept"));
    }

    @Test
    void an_assessment_is_compared_with_its_entry_and_its_result() {
        StoredAssessment one = record.rows().stream()
                .filter(row -> row.erasedAt() == null && row.certifiedLevel() != null)
                .findFirst()
                .orElseThrow();
        assertThat(fault(one, "candidateId", "someone")).containsExactly("its candidate's id differs from its result");
        assertThat(fault(one, "asOf", LocalDate.EPOCH)).containsExactly("its as-of date differs from its result");
        assertThat(fault(one, "certifiedLevel", 7)).containsExactly("its certified level differs from its result");
        assertThat(fault(one, "certifiedLevel", null)).containsExactly("its certified level differs from its result");
        assertThat(fault(one, "assessedAt", Instant.EPOCH)).containsExactly("its time differs from its entry");
        assertThat(fault(one, "rulesetRevision", "0")).containsExactly("its ruleset differs from its entry");
        assertThat(fault(one, "faults", List.of("its key is missing"))).containsExactly("its key is missing");
        assertThat(fault(one, "documents", Map.of()))
                .containsExactly(
                        "its document `candidate` is missing",
                        "its document `firings` is missing",
                        "its document `result` is missing");
        for (String result : List.of("{", "{}")) {
            Map<DocumentType, SaltedDocument> documents = new EnumMap<>(one.documents());
            documents.put(DocumentType.RESULT, new SaltedDocument(result, new byte[32]));
            assertThat(fault(one, "documents", documents))
                    .contains(
                            "its document `result` is not what the log commits to",
                            result.equals("{")
                                    ? "its result is not valid JSON"
                                    : "its candidate's id differs from its result");
        }
    }

    private static List<String> fault(StoredAssessment of, String component, @Nullable Object value) {
        return verify(replaced(of, CopiedRecord.with(of, component, value))).findings().stream()
                .map(Discrepancy::fault)
                .toList();
    }

    @Test
    void assessments_that_say_they_were_erased_need_an_entry() {
        StoredAssessment one = record.rows().stream()
                .filter(row -> row.erasedAt() == null)
                .findFirst()
                .orElseThrow();
        StoredAssessment erased = new StoredAssessment(
                one.position(),
                one.assessmentId(),
                null,
                null,
                one.assessedAt(),
                one.rulesetRevision(),
                null,
                Instant.EPOCH,
                Map.of(),
                List.of());
        assertThat(verify(replaced(one, erased)).findings())
                .containsExactly(new Discrepancy(
                        "assessment " + one.assessmentId(),
                        "it says that it was erased, but no entry of the log does"));
        StoredAssessment gone = record.rows().stream()
                .filter(row -> row.erasedAt() != null)
                .findFirst()
                .orElseThrow();
        assertThat(verify(replaced(gone, CopiedRecord.with(gone, "erasedAt", Instant.EPOCH)))
                        .findings())
                .extracting(Discrepancy::fault)
                .singleElement()
                .asString()
                .startsWith("it says that it was erased at another time than entry ");
    }

    @Test
    void erased_assessments_that_still_have_data_are_found() {
        StoredAssessment erased = record.rows().stream()
                .filter(row -> row.erasedAt() != null)
                .findFirst()
                .orElseThrow();
        Map<DocumentType, SaltedDocument> documents =
                Map.of(DocumentType.RESULT, new SaltedDocument("{}", new byte[32]));
        Stream.of(
                        CopiedRecord.with(erased, "candidateId", "candidate-1"),
                        CopiedRecord.with(erased, "asOf", LocalDate.EPOCH),
                        CopiedRecord.with(erased, "certifiedLevel", 4),
                        CopiedRecord.with(erased, "faults", List.of("its key is missing")),
                        CopiedRecord.with(erased, "documents", documents))
                .forEach(row -> assertThat(places(
                                replaced(erased, row), "it is marked as erased, but some of its data is still stored"))
                        .hasSize(1));
    }

    @Test
    void rows_and_lines_without_an_entry_of_theirs_are_found() {
        StoredAssessment first = record.rows().get(0);
        for (long position : List.of(0L, record.log().size() + 5L)) {
            List<StoredAssessment> rows = new ArrayList<>(record.rows());
            rows.add(position == 0 ? 0 : rows.size(), CopiedRecord.with(first, "position", position));
            assertThat(verify(record.with("rows", rows)).findings())
                    .containsExactly(new Discrepancy(
                            "assessment " + first.assessmentId() + " at " + position,
                            "the log has no entry of an assessment there"));
        }
        StoredLine line = record.lines().get(0);
        for (long index : List.of(0L, 3L, record.log().size() + 5L)) {
            List<StoredLine> lines = new ArrayList<>(record.lines());
            lines.add(index < 4 ? 0 : lines.size(), CopiedRecord.with(line, "index", index));
            assertThat(verify(record.with("lines", lines)).findings())
                    .containsExactly(new Discrepancy(
                            "assessment " + line.assessmentId(), "entry " + index + " added no file with it"));
        }
        List<StoredLine> open = new ArrayList<>(record.lines());
        open.set(0, CopiedRecord.with(line, "key", null));
        assertThat(places(record.with("lines", open), "its key is missing, or cannot be unwrapped"))
                .containsExactly("assessment " + line.assessmentId());
    }

    @Test
    void what_the_record_says_of_its_indexes_is_passed_on() {
        Discrepancy fault = new Discrepancy("candidate 1", "no assessment has it");
        assertThat(verify(record.with("indexFaults", List.of(fault))).findings())
                .containsExactly(fault);
    }
}
