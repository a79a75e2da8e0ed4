package org.kentei.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kentei.spark.LocalSpark.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.EditedRules;
import org.kentei.RulesFolder;
import org.kentei.candidates.GeneratedWorkforce;
import org.kentei.impact.CandidateFile;
import org.kentei.impact.CandidateImpact.Compared;
import org.kentei.impact.DraftComparison;
import org.kentei.impact.ImpactRun;
import org.kentei.impact.ImpactSummary;
import org.kentei.impact.LevelChange;
import org.kentei.ruleset.Ruleset;

/** OM7 asks 300 persons instead of 250, and OM4 28 instead of 35. */
class ImpactTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 31);

    @TempDir
    private Path folder;

    @Test
    void the_same_people_rise_and_fall_by_the_same_clauses_as_the_command_line_says() throws Exception {
        EditedRules edited = new EditedRules()
                .with("operations-management/OM7.drl", "headcount >= 250", "headcount >= 300")
                .with("operations-management/OM7.drl", "headcount < 250", "headcount < 300")
                .with("operations-management/OM4.drl", "headcount >= 35", "headcount >= 28")
                .with("operations-management/OM4.drl", "headcount < 35", "headcount < 28");
        Path draft = edited.into(folder.resolve("draft"));
        Path candidates = candidates();
        List<LevelChange> changes = new ArrayList<>();
        ImpactSummary summary;
        try (Ruleset after = RulesFolder.compile(edited.files());
                CandidateFile lines = CandidateFile.open(candidates)) {
            summary = ImpactRun.run(new DraftComparison(RulesFolder.ruleset(), after, DAY), lines, outcome -> {
                if (outcome instanceof Compared decided) {
                    changes.addAll(decided.changes());
                }
            });
        }
        assertThat(summary.rise()).isPositive();
        assertThat(summary.fall()).isPositive();
        assertThat(summary.refused()).isEqualTo(2);
        Path out = folder.resolve("out");

        String printed = LocalSpark.run("impact", "--draft", draft, "--as-of", DAY, "--out", out, candidates);

        List<LevelChange> bySpark = spark()
                .read()
                .parquet(out.resolve("changes").toString())
                .collectAsList()
                .stream()
                .map(ImpactTest::change)
                .toList();
        assertThat(bySpark).containsExactlyInAnyOrderElementsOf(changes);
        JsonNode run = new ObjectMapper().readTree(out.resolve("run.json").toFile());
        assertThat(run.get("candidates").longValue()).isEqualTo(summary.candidates());
        assertThat(run.get("rise").longValue()).isEqualTo(summary.rise());
        assertThat(run.get("fall").longValue()).isEqualTo(summary.fall());
        assertThat(run.get("withinField").longValue()).isEqualTo(summary.withinField());
        assertThat(run.get("refused").longValue()).isEqualTo(summary.refused());
        assertThat(run.get("refusedByDraft").longValue()).isEqualTo(summary.refusedByDraft());
        List<ImpactSummary.ClauseImpact> clauses = new ArrayList<>();
        run.get("clauses")
                .forEach(one -> clauses.add(new ImpactSummary.ClauseImpact(
                        one.get("clause").textValue(),
                        one.get("rises").longValue(),
                        one.get("falls").longValue())));
        assertThat(clauses).isEqualTo(summary.clauses());
        assertThat(LocalSpark.lines(out.resolve("totals")))
                .startsWith("specialtyField,before,after,candidates")
                .anyMatch(line -> line.startsWith("OPERATIONS_MANAGEMENT,7,6,"));
        assertThat(LocalSpark.json(out.resolve("refused")))
                .extracting(one -> one.get("line").intValue())
                .containsExactlyInAnyOrder(1502, 1503);
        assertThat(printed).startsWith("1,501 candidates under ").contains("OM7.SIZE.A");
    }

    /** Candidates of whom some come up twice, and two who are refused. */
    private Path candidates() throws Exception {
        GeneratedWorkforce generated = new GeneratedWorkforce(12);
        List<String> lines = new ArrayList<>();
        for (int number = 1; number <= 1500; number++) {
            lines.add(generated.next("E-" + number));
        }
        lines.add(generated.next("E-7"));
        lines.add("{\"candidateId\":\"E-8\",\"age\":7}");
        lines.add("no JSON");
        return Files.write(folder.resolve("candidates.ndjson"), lines);
    }

    private static LevelChange change(Row row) {
        List<String> criteria = row.getList(row.fieldIndex("criteria"));
        return new LevelChange(
                row.getAs("candidateId"),
                row.getAs("specialtyField"),
                row.getAs("before"),
                row.getAs("after"),
                row.getAs("sheet"),
                criteria.stream().map(org.kentei.vocabulary.Criterion::valueOf).toList(),
                row.getList(row.fieldIndex("clauses")).stream()
                        .map(Objects::toString)
                        .toList());
    }
}
