package org.kentei.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kentei.spark.LocalSpark.spark;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.assessment.Decision;
import org.kentei.assessment.Decision.DecisionContext;
import org.kentei.log.Client;
import org.kentei.log.Commitment;
import org.kentei.log.DocumentType;
import org.kentei.log.SaltedDocument;
import org.kentei.log.verify.RecordSnapshot.StoredAssessment;
import org.kentei.ruleset.Ruleset;

class ExportTest {

    private static final Instant TIME = Instant.parse("2026-04-01T09:00:00.123456Z");
    private static final UUID ERASED = UUID.randomUUID();

    @TempDir
    private Path folder;

    @Test
    void assessments_and_fields_of_a_record_are_found_in_columns_and_erased_ones_without_a_person() throws Exception {
        Path export = Files.createDirectory(folder.resolve("export"));
        Files.write(export.resolve("assessments.ndjson"), List.of(assessed("OM5: one kind fewer"), erased()));
        Path out = folder.resolve("out");

        assertThat(LocalSpark.run("export", "--out", out, export)).isEqualTo("2 assessments.\n");

        List<Row> assessments = spark().read()
                .parquet(out.resolve("assessments").toString())
                .orderBy("position")
                .collectAsList();
        assertThat(assessments.get(0).<Instant>getAs("assessedAt")).isEqualTo(TIME);
        assertThat(assessments.get(0).<LocalDate>getAs("asOf")).isEqualTo("2026-03-31");
        assertThat(assessments.get(0).<Integer>getAs("certifiedLevel")).isEqualTo(4);
        assertThat(assessments.get(0).<String>getAs("client")).isEqualTo("personnel");
        assertThat(assessments.get(1).<String>getAs("assessmentId")).isEqualTo(ERASED.toString());
        assertThat(assessments.get(1).<String>getAs("candidateId")).isNull();
        assertThat(assessments.get(1).<Instant>getAs("erasedAt")).isEqualTo(TIME.plusSeconds(60));
        Row om5 = spark().read()
                .parquet(out.resolve("fields").toString())
                .where("nextSheet = 'OM5'")
                .head();
        assertThat(om5.<Integer>getAs("level")).isEqualTo(4);
        Row shortfall = (Row) om5.getList(om5.fieldIndex("shortfalls")).get(0);
        assertThat(shortfall.<String>getAs("clause")).isEqualTo("OM5.SUCCESSION");
        assertThat(shortfall.<String>getAs("required")).isEqualTo("3");
        assertThat(shortfall.<Long>getAs("missing")).isEqualTo(1);
    }

    private static String assessed(String caseName) {
        WorkedCase found = WorkedCase.all().stream()
                .filter(one -> one.name().equals(caseName))
                .findFirst()
                .orElseThrow();
        Ruleset ruleset = RulesFolder.ruleset();
        Decision decision = Decision.of(
                ruleset.revision(),
                RowDecisions.reader(ruleset, LocalDate.of(2026, 3, 31), ZoneOffset.UTC),
                ruleset::decide,
                found.candidate().toString().getBytes(StandardCharsets.UTF_8),
                new DecisionContext(UUID.randomUUID(), TIME, new Client("personnel", null), KenteiSpark.SERVICE));
        Map<DocumentType, SaltedDocument> documents = Map.of(
                DocumentType.CANDIDATE, document(decision.facts()),
                DocumentType.RESULT, document(decision.result()),
                DocumentType.FIRINGS, document(decision.firingRecord()));
        return Decision.write(new StoredAssessment(
                7,
                decision.under().assessmentId(),
                decision.candidate().candidateId(),
                decision.candidate().asOf(),
                TIME,
                decision.rulesetRevision(),
                decision.verdict().certifiedLevel(),
                null,
                documents,
                List.of()));
    }

    private static String erased() {
        return Decision.write(new StoredAssessment(
                8, ERASED, null, null, TIME, "r", null, TIME.plusSeconds(60), Map.of(), List.of()));
    }

    private static SaltedDocument document(String text) {
        return new SaltedDocument(text, Commitment.newSalt());
    }
}
