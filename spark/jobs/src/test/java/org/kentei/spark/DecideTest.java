package org.kentei.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kentei.spark.LocalSpark.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.assessment.Decision;
import org.kentei.assessment.Decision.DecisionContext;
import org.kentei.candidates.GeneratedWorkforce;
import org.kentei.log.Client;

class DecideTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate DAY = LocalDate.of(2026, 3, 31);

    @TempDir
    private Path folder;

    @Test
    void worked_cases_come_out_as_the_service_decides_them() throws Exception {
        Map<String, JsonNode> expected = new TreeMap<>();
        List<String> lines = new ArrayList<>();
        for (WorkedCase one : WorkedCase.all()) {
            String line = renamed(one.candidate().toString(), one.name());
            lines.add(line);
            expected.put(one.name(), JSON.readTree(asTheService(line)));
        }
        Path out = folder.resolve("out");

        LocalSpark.run("decide", "--results", "full", "--as-of", DAY, "--out", out, write("candidates.ndjson", lines));

        List<JsonNode> results = LocalSpark.json(out.resolve("results"));
        assertThat(results).hasSize(expected.size());
        for (JsonNode result : results) {
            JsonNode service = expected.remove(result.get("candidateId").textValue());
            for (String property : List.of("asOf", "ruleset", "certifiedLevel", "examination", "fields")) {
                assertThat(result.get(property)).isEqualTo(service.get(property));
            }
        }
        assertThat(expected).isEmpty();
    }

    @Test
    void an_analyst_finds_field_level_next_sheet_and_shortfalls_in_columns() throws Exception {
        Path out = folder.resolve("out");

        LocalSpark.run(
                "decide",
                "--results",
                "none",
                "--out",
                out,
                write("candidates.ndjson", List.of(candidate("OM5: one kind fewer", "riser"))));

        Dataset<Row> decided = spark().read().parquet(out.resolve("decided").toString());
        Row om = decided.where("specialtyField = 'OPERATIONS_MANAGEMENT'").head();
        assertThat(om.<String>getAs("candidateId")).isEqualTo("riser");
        assertThat(om.<LocalDate>getAs("asOf")).isEqualTo(DAY);
        assertThat(om.<Integer>getAs("level")).isEqualTo(4);
        assertThat(om.<String>getAs("nextSheet")).isEqualTo("OM5");
        assertThat(om.<Integer>getAs("certifiedLevel")).isEqualTo(4);
        Row shortfall = (Row) om.getList(om.fieldIndex("shortfalls")).get(0);
        assertThat(shortfall.<String>getAs("clause")).isEqualTo("OM5.SUCCESSION");
        assertThat(shortfall.<String>getAs("required")).isEqualTo("3");
        assertThat(shortfall.<String>getAs("actual")).isEqualTo("2");
        assertThat(shortfall.<Long>getAs("missing")).isEqualTo(1);
        assertThat(decided.count()).isEqualTo(4);
        assertThat(out.resolve("results")).doesNotExist();
    }

    @Test
    void lines_that_are_refused_are_named_by_file_line_and_pointer_whatever_block_they_are_in() throws Exception {
        List<String> lines = generated(400);
        lines.set(2, "");
        lines.set(3, "{\"candidateId\":\"young\",\"age\":7}");
        lines.set(350, "no JSON");
        byte[] malformed = lines.get(399).replace("E-400", "E-@400").getBytes(StandardCharsets.UTF_8);
        malformed[new String(malformed, StandardCharsets.UTF_8).indexOf('@')] = (byte) 0xff;
        lines.remove(399);
        Path plain = write("candidates.ndjson", lines);
        Files.write(plain, malformed, java.nio.file.StandardOpenOption.APPEND);
        Path zipped = folder.resolve("zipped.ndjson.gz");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            Files.copy(plain, gzip);
        }
        assertThat(CandidateRows.read(spark(), List.of(plain.toString()), null)
                        .rdd()
                        .getNumPartitions())
                .isGreaterThan(2);

        for (Path input : List.of(plain, zipped)) {
            Path out = folder.resolve("out of " + input.getFileName());
            String printed = LocalSpark.run("decide", "--as-of", DAY, "--out", out, input);

            Map<Long, JsonNode> refused = new TreeMap<>();
            LocalSpark.json(out.resolve("refused")).forEach(one -> {
                assertThat(one.get("file").textValue()).endsWith("/" + input.getFileName());
                refused.put(one.get("line").longValue(), one);
            });
            assertThat(refused).containsOnlyKeys(4L, 351L, 400L);
            assertThat(refused.get(4L).at("/errors/0/pointer").textValue()).isEqualTo("/age");
            assertThat(refused.get(4L).get("candidateId").textValue()).isEqualTo("young");
            assertThat(refused.get(351L).at("/errors/0/detail").textValue()).contains("JSON");
            assertThat(refused.get(400L).at("/errors/0/detail").textValue()).contains("UTF-8");
            assertThat(LocalSpark.lines(out.resolve("results"))).hasSize(396);
            assertThat(printed)
                    .startsWith("399 candidates under " + RulesFolder.ruleset().revision())
                    .contains("396 decided, 3 refused");
        }
    }

    @Test
    void parquet_in_columns_and_parquet_of_json_come_out_as_the_lines_do() throws Exception {
        Path lines = write("candidates.ndjson", generated(50));
        Path columns = folder.resolve("columns.parquet");
        Path texts = folder.resolve("texts.parquet");
        spark().read().json(lines.toString()).write().parquet(columns.toString());
        spark().read().text(lines.toString()).write().parquet(texts.toString());

        List<List<String>> results = new ArrayList<>();
        for (Path input : List.of(lines, columns, texts)) {
            Path out = folder.resolve("out of " + input.getFileName());
            LocalSpark.run("decide", "--out", out, input);
            results.add(
                    LocalSpark.lines(out.resolve("results")).stream().sorted().toList());
        }

        assertThat(results.get(0)).hasSize(50);
        assertThat(results.get(1)).isEqualTo(results.get(0));
        assertThat(results.get(2)).isEqualTo(results.get(0));
    }

    @Test
    void whoever_states_no_day_is_judged_on_the_day_of_the_job() throws Exception {
        String withoutDay = candidate("OM7: just met", "undated").replaceFirst("\"asOf\":\"[^\"]*\",", "");
        Path input = write("candidates.ndjson", List.of(withoutDay));

        LocalSpark.run("decide", "--as-of", DAY, "--zone", "Asia/Tokyo", "--out", folder.resolve("then"), input);
        LocalSpark.run("decide", "--as-of", "2019-01-01", "--out", folder.resolve("before"), input);

        JsonNode then = LocalSpark.json(folder.resolve("then/results")).get(0);
        JsonNode before = LocalSpark.json(folder.resolve("before/results")).get(0);
        assertThat(then.get("asOf").textValue()).isEqualTo("2026-03-31");
        assertThat(then.get("asOfZone").textValue()).isEqualTo("Asia/Tokyo");
        assertThat(then.get("certifiedLevel").intValue()).isEqualTo(7);
        assertThat(before.get("asOf").textValue()).isEqualTo("2019-01-01");
        assertThat(before.get("certifiedLevel").isNull()).isTrue();
    }

    @Test
    void a_job_that_fails_leaves_nothing_that_looks_like_a_result() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(String.join("\n", generated(200)).getBytes(StandardCharsets.UTF_8));
        }
        Path cut =
                Files.write(folder.resolve("cut.ndjson.gz"), Arrays.copyOf(zipped.toByteArray(), zipped.size() - 500));
        Path whole = write("whole.ndjson", generated(200));
        Path out = folder.resolve("out");

        LocalSpark.EndedJob failed = LocalSpark.call("decide", "--out", out, whole, cut);

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("EOFException");

        try (Stream<Path> left = Files.walk(out)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void an_output_that_is_there_and_rules_that_are_none_are_refused() throws Exception {
        Path input = write("candidates.ndjson", generated(1));
        Files.createDirectory(folder.resolve("there"));
        Path rules = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(rules.resolve("vocabulary.yaml"), "fields: []");

        LocalSpark.EndedJob there = LocalSpark.call("decide", "--out", folder.resolve("there"), input);
        LocalSpark.EndedJob broken = LocalSpark.call("decide", "--rules", rules, "--out", folder.resolve("new"), input);
        LocalSpark.EndedJob missing =
                LocalSpark.call("decide", "--rules", folder.resolve("no"), "--out", folder.resolve("new"), input);

        assertThat(there.exitCode()).isEqualTo(2);
        assertThat(there.err()).contains("exists. Name a folder that is not there yet.");
        assertThat(broken.exitCode()).isEqualTo(2);
        assertThat(broken.err()).contains("vocabulary.yaml");
        assertThat(missing.err()).contains("There is no rules folder");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    private static String asTheService(String line) {
        var ruleset = RulesFolder.ruleset();
        return Decision.of(
                        ruleset.revision(),
                        RowDecisions.reader(ruleset, DAY, ZoneOffset.UTC),
                        ruleset::decide,
                        line.getBytes(StandardCharsets.UTF_8),
                        new DecisionContext(
                                UUID.randomUUID(), Instant.now(), new Client(null, null), KenteiSpark.SERVICE))
                .result();
    }

    private static List<String> generated(int many) {
        GeneratedWorkforce candidates = new GeneratedWorkforce(11);
        List<String> lines = new ArrayList<>();
        for (int number = 1; number <= many; number++) {
            lines.add(candidates.next("E-" + number));
        }
        return lines;
    }

    private static String candidate(String caseName, String candidateId) {
        Map<String, WorkedCase> cases = new HashMap<>();
        WorkedCase.all().forEach(one -> cases.put(one.name(), one));
        return renamed(cases.get(caseName).candidate().toString(), candidateId);
    }

    private static String renamed(String candidate, String candidateId) {
        return candidate.replaceFirst("\"candidateId\":\"[^\"]*\"", "\"candidateId\":\"" + candidateId + "\"");
    }

    private Path write(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }
}
