package org.kentei.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.kentei.log.RulesetReference;
import org.kentei.log.ServiceVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Decides all candidates under one revision of the rules. */
@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        description = {
            "Decides all candidates under one revision of the rules.",
            "Writes `decided` (Parquet, a row for each candidate and field), `results` (NDJSON, a line for each"
                    + " candidate), `refused` (NDJSON, a line for each candidate that was refused) and `run.json`."
        })
final class DecideJob implements Callable<Integer> {

    /** Which results are written as NDJSON. */
    enum Results {
        none,
        compact,
        full
    }

    /** How many candidates are certified at a level in a field. */
    record OfLevel(String specialtyField, @Nullable Integer level, long candidates) {}

    /** What `run.json` says. */
    record RunSummary(
            RulesetReference ruleset,
            ServiceVersion service,
            LocalDate asOf,
            long candidates,
            long refused,
            List<OfLevel> levels) {}

    @Mixin
    private Job job;

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            defaultValue = "rules",
            description = "The rules folder (default: ${DEFAULT-VALUE}).")
    private String rules;

    @Option(
            names = "--results",
            defaultValue = "compact",
            description = "${COMPLETION-CANDIDATES}: what to write as NDJSON (default: ${DEFAULT-VALUE}).")
    private Results results;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SparkSession spark = Job.spark("decide");
        job.requireNewOutput(spark);
        ShippedRuleset ruleset = Job.ruleset(spark, rules);
        Broadcast<ShippedRuleset> shipped = new JavaSparkContext(spark.sparkContext()).broadcast(ruleset);
        Dataset<Row> candidates = job.candidates(spark);
        // kept on the executors' disks, so that each candidate is decided once for all that is written
        Dataset<Row> rows = candidates
                .mapPartitions(
                        new RowDecisions(
                                shipped, job.asOf(), job.zone(), results != Results.none, results == Results.full),
                        Encoders.row(DecidedRow.SCHEMA))
                .persist(StorageLevel.DISK_ONLY());
        try {
            Dataset<Row> decided = rows.where(col("errors").isNull());
            Dataset<Row> refused = rows.where(col("errors").isNotNull());
            if (results != Results.none) {
                decided.select("result").write().option("compression", "gzip").text(job.out("results"));
            }
            byField(decided, ruleset).write().partitionBy("specialtyField").parquet(job.out("decided"));
            LineNumbers.of(refused, candidates)
                    .select(CandidateRows.FILE, LineNumbers.LINE, "candidateId", "errors")
                    .write()
                    .json(job.out("refused"));
            RunSummary run = new RunSummary(
                    new RulesetReference(ruleset.revision()),
                    KenteiSpark.SERVICE,
                    job.asOf(),
                    rows.count(),
                    refused.count(),
                    levels(decided));
            job.write(spark, "run.json", run);
            print(run);
            return 0;
        } finally {
            rows.unpersist();
            shipped.destroy();
        }
    }

    private static Dataset<Row> byField(Dataset<Row> decided, ShippedRuleset ruleset) {
        return decided.withColumn("field", explode(col("fields")))
                .select(
                        col("candidateId"),
                        col("asOf"),
                        col("field.specialtyField"),
                        col("field.level"),
                        col("field.nextSheet"),
                        col("field.nextLevel"),
                        col("field.shortfalls"),
                        col("certifiedLevel"),
                        col("examination"),
                        lit(ruleset.revision()).as("rulesetRevision"));
    }

    private static List<OfLevel> levels(Dataset<Row> decided) {
        return decided
                .select(explode(col("fields")).as("field"))
                .groupBy("field.specialtyField", "field.level")
                .count()
                .orderBy(col("specialtyField"), col("level").desc_nulls_last())
                .collectAsList()
                .stream()
                .map(row -> new OfLevel(row.getString(0), (Integer) row.get(1), row.getLong(2)))
                .toList();
    }

    private void print(RunSummary run) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%,d candidates under %s as of %s: %,d decided, %,d refused.%n",
                run.candidates(),
                run.ruleset().revision(),
                run.asOf(),
                run.candidates() - run.refused(),
                run.refused());
        for (OfLevel one : run.levels()) {
            out.printf(
                    "  %-24s %5s %,12d%n",
                    one.specialtyField(), one.level() == null ? "none" : one.level(), one.candidates());
        }
        out.flush();
    }
}
