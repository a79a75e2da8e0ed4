package org.kentei.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.EditedRules;
import org.kentei.WorkedCase;
import org.kentei.log.Client;
import org.kentei.log.ServiceVersion;
import org.kentei.log.WrittenDocuments;
import org.kentei.record.audit.OpenRecord;
import org.kentei.record.store.AssessmentRecord;

/** Whom a draft raises and lowers: OM7 asks 300 persons instead of 250, and OM5 two kinds instead of three. */
class ImpactCommandTest {

    @TempDir
    private Path folder;

    private Path draft;

    @BeforeEach
    void writeDraft() {
        draft = new EditedRules()
                .with("operations-management/OM7.drl", "headcount >= 250", "headcount >= 300")
                .with("operations-management/OM7.drl", "headcount < 250", "headcount < 300")
                .with("operations-management/OM5.drl", "kinds >= 3", "kinds >= 2")
                .into(folder.resolve("draft"));
    }

    @Test
    void risers_and_fallers_are_named_with_the_clauses_that_make_the_difference() throws Exception {
        Path csv = folder.resolve("impact.csv");
        Path json = folder.resolve("impact.json");
        Path candidates = lines(
                candidate("OM7: just met", "=stays"),
                candidate("OM7: just met", "=cmd()"),
                candidate("OM5: one kind fewer", "riser"),
                candidate("OM6: just met", "unmoved"),
                candidate("OM7: headcount 249 with 5 criteria", "=stays"),
                "{\"candidateId\": \"refused\", \"age\": 7}");

        EndedCommand desk =
                EndedCommand.call("impact", "--draft", draft, "--candidates", candidates, "--csv", csv, "--json", json);

        assertThat(desk.exitCode()).isEqualTo(1);
        assertThat(desk.out())
                .startsWith("5 candidates under ")
                .contains("          1 rise\n          1 fall\n")
                .contains("     4 -> 5            1\n")
                .contains("     7 -> 6            1\n")
                .contains("OM5.SUCCESSION")
                .contains("OM7.SIZE.A")
                .contains("candidates.ndjson:6: /age");
        assertThat(Files.readString(csv)).isEqualTo("""
                candidateId,specialtyField,direction,before,after,sheet,criteria,clauses\r
                '=cmd(),OPERATIONS_MANAGEMENT,falls,7,6,OM7,RESPONSIBILITIES SIZE,OM7.SIZE.A\r
                riser,OPERATIONS_MANAGEMENT,rises,4,5,OM5,SUCCESSION,OM5.SUCCESSION\r
                """);
        JsonNode document = new ObjectMapper().readTree(json.toFile());
        assertThat(document.at("/changes")).hasSize(2);
        assertThat(document.at("/changes/1/candidateId").textValue()).isEqualTo("riser");
        assertThat(document.at("/summary/fall").intValue()).isEqualTo(1);
        assertThat(document.at("/refused")).hasSize(1);
    }

    @Test
    void the_latest_assessment_of_every_recorded_candidate_is_decided_as_of_its_own_day() throws Exception {
        System.setProperty("kentei.store.url", "jdbc:h2:async:" + folder.resolve("kentei"));
        try {
            try (OpenRecord store = Settings.record()) {
                store.assessments().add(record("A", candidate("OM7: just met", "A")));
                store.assessments().add(record("B", candidate("OM7: just met", "B")));
                store.assessments().add(record("A", candidate("OM6: just met", "A")));
            }

            EndedCommand desk = EndedCommand.call("impact", "--draft", draft, "--store");

            assertThat(desk.err()).isEmpty();
            assertThat(desk.out())
                    .startsWith("2 candidates under ")
                    .contains("          1 fall\n")
                    .contains("  B                        OPERATIONS_MANAGEMENT  7 -> 6       OM7.SIZE.A\n");
            assertThat(desk.exitCode()).isEqualTo(1);
        } finally {
            System.clearProperty("kentei.store.url");
        }
    }

    @Test
    void a_missing_record_is_not_created() {
        System.setProperty("kentei.data", folder.resolve("nothing").toString());
        try {
            EndedCommand desk = EndedCommand.call("impact", "--draft", draft, "--store");

            assertThat(desk.exitCode()).isEqualTo(2);
            assertThat(desk.err()).contains("There is no record of assessments").doesNotContain("Stop the service");
            assertThat(folder.resolve("nothing")).doesNotExist();
        } finally {
            System.clearProperty("kentei.data");
        }
    }

    private Path lines(String... candidates) throws IOException {
        return Files.write(folder.resolve("candidates.ndjson"), List.of(candidates));
    }

    private static String candidate(String caseName, String candidateId) {
        WorkedCase found = WorkedCase.all().stream()
                .filter(one -> one.name().equals(caseName))
                .findFirst()
                .orElseThrow();
        return found.candidate()
                .toString()
                .replaceFirst("\"candidateId\":\"[^\"]*\"", "\"candidateId\":\"" + candidateId + "\"");
    }

    private static AssessmentRecord record(String candidateId, String candidate) {
        return new AssessmentRecord(
                UUID.randomUUID(),
                candidateId,
                LocalDate.of(2026, 3, 31),
                Instant.parse("2026-04-01T00:00:00Z"),
                "r",
                null,
                new ServiceVersion("kentei", "drools"),
                new Client("personnel", null),
                WrittenDocuments.of(candidate, "{}", "{}"),
                Set.of(),
                null);
    }
}
