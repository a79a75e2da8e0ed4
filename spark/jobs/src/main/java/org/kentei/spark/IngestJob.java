package org.kentei.spark;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.kentei.log.Client;
import org.kentei.run.Run;
import org.kentei.run.Run.RunPart;
import org.kentei.run.RunFile;
import org.kentei.run.RunKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Assesses all candidates, for the record. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Assesses all candidates and seals each assessment, for the service's command line to take up into the"
                    + " record: `kentei ingest RUN --key FILE`.",
            "Writes `assessments` (a sealed line for each), `refused` (NDJSON), `rules` and `run.json`."
        })
final class IngestJob implements Callable<Integer> {

    private static final String ASSESSMENTS = "assessments";

    @Mixin
    private Job job;

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            defaultValue = "rules",
            description = "The rules folder (default: ${DEFAULT-VALUE}).")
    private String rules;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "A file with 32 random bytes in base64, on the driver: the secret of the run.")
    private Path key;

    @Option(
            names = "--time",
            description = "When the assessments count as made, such as 2026-04-01T09:00:00Z (default: now). Its day in"
                    + " the zone is the as-of date of candidates that state none.")
    private @Nullable Instant time;

    @Option(names = "--client", defaultValue = "spark", description = "Who asks (default: ${DEFAULT-VALUE}).")
    private String client;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (job.namesDay()) {
            throw new JobException("`ingest` judges as of the day of `--time`. Leave `--as-of` out.");
        }
        Instant assessedAt = (time == null ? Instant.now() : time).truncatedTo(ChronoUnit.MICROS);
        UUID run = UUID.randomUUID();
        RunKey secret = secret().ofRun(run);
        SparkSession spark = Job.spark("ingest");
        job.requireNewOutput(spark);
        ShippedRuleset ruleset = Job.ruleset(spark, rules);
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
        Broadcast<ShippedRuleset> shipped = context.broadcast(ruleset);
        Dataset<Row> candidates = job.candidates(spark);
        Dataset<Row> rows = candidates
                .mapPartitions(
                        new SealedFiles(shipped, secret, assessedAt, job.zone(), client),
                        Encoders.row(SealedFiles.SCHEMA))
                .persist(StorageLevel.DISK_ONLY());
        try {
            rows.where(col("line").isNotNull()).select("line").write().text(job.out(ASSESSMENTS));
            Dataset<Row> refused = rows.where(col("errors").isNotNull()).drop("line");
            LineNumbers.of(refused, candidates)
                    .select(CandidateRows.FILE, LineNumbers.LINE, "candidateId", "errors")
                    .write()
                    .json(job.out("refused"));
            for (Map.Entry<String, byte[]> file : ruleset.files().byName().entrySet()) {
                job.write(spark, Run.RULES + "/" + file.getKey(), file.getValue());
            }
            List<RunPart> parts = parts(context, spark);
            job.write(
                    spark,
                    Run.FILE,
                    new Run(
                            run,
                            assessedAt,
                            assessedAt.atZone(job.zone()).toLocalDate(),
                            ruleset.revision(),
                            KenteiSpark.SERVICE,
                            new Client(client, null),
                            refused.count(),
                            parts));
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%,d assessments in %,d files; %,d candidates refused.%n",
                            parts.stream().mapToLong(RunPart::assessments).sum(), parts.size(), refused.count());
            spec.commandLine().getOut().flush();
            return 0;
        } finally {
            rows.unpersist();
            shipped.destroy();
        }
    }

    private RunKey secret() throws IOException {
        try {
            return RunKey.read(key);
        } catch (IllegalArgumentException | java.nio.file.NoSuchFileException wrong) {
            throw new JobException("The secret cannot be read: " + wrong.getMessage());
        }
    }

    /** The root of each file, of the file as it lies there now. */
    private List<RunPart> parts(JavaSparkContext context, SparkSession spark) throws IOException {
        List<String> files = job.files(spark, ASSESSMENTS);
        if (files.isEmpty()) {
            return List.of();
        }
        String folder = job.out(ASSESSMENTS);
        Broadcast<SerializableConfiguration> configuration =
                context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
        return context.parallelize(files, files.size())
                .map(file -> part(folder, file, configuration.value().value()))
                .filter(part -> part.assessments() > 0)
                .collect();
    }

    private static RunPart part(String folder, String file, Configuration configuration) throws IOException {
        var path = new org.apache.hadoop.fs.Path(folder, file);
        try (InputStream in = path.getFileSystem(configuration).open(path)) {
            RunFile.Root root = RunFile.read(in, line -> {});
            return new RunPart(
                    ASSESSMENTS + "/" + file, root.lines(), root.root().base64());
        }
    }
}
