package org.kentei.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells whom a draft of the rules would raise or lower, and by which clause. */
@Command(
        name = "impact",
        mixinStandardHelpOptions = true,
        description = {
            "Decides all candidates under two revisions, and tells who rises and who falls, and by which clause.",
            "Writes `changes` (Parquet, a row for each candidate and field that changes), `totals` (CSV, by field and"
                    + " level), `refused` (NDJSON) and `run.json`."
        })
final class ImpactJob implements Callable<Integer> {

    /** How many candidates go from one level to another in a field. */
    record Move(
            String specialtyField,
            @Nullable Integer before,
            @Nullable Integer after,
            long candidates) {}

    /** How often a clause made a candidate rise or fall in a field. */
    record OfClause(String clause, long rises, long falls) {}

    /** What `run.json` says. The counts are those of the command line's `impact`. */
    record ImpactFigures(
            String active,
            String draft,
            LocalDate asOf,
            long candidates,
            long rise,
            long fall,
            long withinField,
            long refused,
            long refusedByDraft,
            List<Move> moves,
            List<OfClause> clauses) {}

    @Mixin
    private Job job;

    @Option(names = "--draft", paramLabel = "DIR", required = true, description = "The folder of the draft.")
    private String draft;

    @Option(
            names = "--active",
            paramLabel = "DIR",
            defaultValue = "rules",
            description = "The folder of the active rules (default: ${DEFAULT-VALUE}).")
    private String active;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SparkSession spark = Job.spark("impact");
        job.requireNewOutput(spark);
        ShippedRuleset before = Job.ruleset(spark, active);
        ShippedRuleset after = Job.ruleset(spark, draft);
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
        Broadcast<ShippedRuleset> shippedBefore = context.broadcast(before);
        Broadcast<ShippedRuleset> shippedAfter = context.broadcast(after);
        Dataset<Row> candidates = job.candidates(spark);
        Dataset<Row> rows = LatestRows.of(candidates)
                .mapPartitions(
                        new DraftDecisions(shippedBefore, shippedAfter, job.asOf()),
                        Encoders.row(DraftDecisions.SCHEMA))
                .persist(StorageLevel.DISK_ONLY());
        try {
            Dataset<Row> changes =
                    rows.select(explode(col("changes")).as("change")).select("change.*");
            changes.write().parquet(job.out("changes"));
            List<Move> moves = moves(changes);
            spark.createDataFrame(
                            moves.stream().map(ImpactJob::row).toList(),
                            changes.select("specialtyField", "before", "after")
                                    .schema()
                                    .add("candidates", "bigint"))
                    .coalesce(1)
                    .write()
                    .option("header", true)
                    .csv(job.out("totals"));
            LineNumbers.of(rows.where(col("reason").isNotNull()), candidates)
                    .select(CandidateRows.FILE, LineNumbers.LINE, "byDraftOnly", "reason")
                    .write()
                    .json(job.out("refused"));
            ImpactFigures run = run(before, after, rows, moves, clauses(changes));
            job.write(spark, "run.json", run);
            print(run);
            return 0;
        } finally {
            rows.unpersist();
            shippedBefore.destroy();
            shippedAfter.destroy();
        }
    }

    private ImpactFigures run(
            ShippedRuleset before, ShippedRuleset after, Dataset<Row> rows, List<Move> moves, List<OfClause> clauses) {
        Column was = coalesce(col("before"), lit(0));
        Column is = coalesce(col("after"), lit(0));
        Row counts = rows.agg(
                        count(lit(1)),
                        count_if(is.gt(was)),
                        count_if(is.lt(was)),
                        count_if(is.equalTo(was).and(size(col("changes")).gt(0))),
                        count_if(col("reason").isNotNull()),
                        count_if(col("byDraftOnly")))
                .head();
        return new ImpactFigures(
                before.revision(),
                after.revision(),
                job.asOf(),
                counts.getLong(0),
                counts.getLong(1),
                counts.getLong(2),
                counts.getLong(3),
                counts.getLong(4),
                counts.getLong(5),
                moves,
                clauses);
    }

    private static List<Move> moves(Dataset<Row> changes) {
        return changes
                .groupBy("specialtyField", "before", "after")
                .count()
                .orderBy("specialtyField", "before", "after")
                .collectAsList()
                .stream()
                .map(row -> new Move(row.getString(0), (Integer) row.get(1), (Integer) row.get(2), row.getLong(3)))
                .toList();
    }

    private static Row row(Move move) {
        return org.apache.spark.sql.RowFactory.create(
                move.specialtyField(), move.before(), move.after(), move.candidates());
    }

    private static List<OfClause> clauses(Dataset<Row> changes) {
        return changes
                .select(col("direction"), explode(col("clauses")).as("clause"))
                .groupBy("clause")
                .agg(
                        count_if(col("direction").equalTo("rises")),
                        count_if(col("direction").equalTo("falls")))
                .orderBy("clause")
                .collectAsList()
                .stream()
                .map(row -> new OfClause(row.getString(0), row.getLong(1), row.getLong(2)))
                .toList();
    }

    private void print(ImpactFigures run) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%,d candidates under %s (active) and %s (draft) as of %s.%n",
                run.candidates(), run.active(), run.draft(), run.asOf());
        out.printf(
                "  %,9d rise%n  %,9d fall%n  %,9d keep their level and change it in a field%n",
                run.rise(), run.fall(), run.withinField());
        out.printf("  %,9d refused, %,d of them only by the draft%n", run.refused(), run.refusedByDraft());
        for (Move move : run.moves()) {
            out.printf(
                    "  %-24s %4s -> %-4s %,12d%n",
                    move.specialtyField(), shown(move.before()), shown(move.after()), move.candidates());
        }
        for (OfClause one : run.clauses()) {
            out.printf("  %-46s %,9d rise %,9d fall%n", one.clause(), one.rises(), one.falls());
        }
        out.flush();
    }

    private static String shown(@Nullable Integer level) {
        return level == null ? "none" : level.toString();
    }
}
