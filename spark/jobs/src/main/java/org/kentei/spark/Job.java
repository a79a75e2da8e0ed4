package org.kentei.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.Decision;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.RulesetFiles;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all jobs are told: where the candidates are, on which day they are judged, and where the output goes. */
final class Job {

    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description = "Files or folders of candidates, at any address that Spark reads.")
    private List<String> inputs = List.of();

    @Option(
            names = "--format",
            description = "${COMPLETION-CANDIDATES} (default: parquet where the first input ends with .parquet, else"
                    + " ndjson).")
    private CandidateRows.@Nullable Format format;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A folder that is not there yet.")
    private String out = "";

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The day on which candidates are judged that state none (default: today in the zone).")
    private @Nullable LocalDate asOf;

    @Option(names = "--zone", defaultValue = "UTC", description = "The time zone of today (default: ${DEFAULT-VALUE}).")
    private ZoneId zone = ZoneId.of("UTC");

    /** The one day of this job. It is fixed here, before any task begins. */
    LocalDate asOf() {
        if (asOf == null) {
            asOf = LocalDate.now(zone);
        }
        return asOf;
    }

    boolean namesDay() {
        return asOf != null;
    }

    ZoneId zone() {
        return zone;
    }

    /** The session that `spark-submit` configured. */
    static SparkSession spark(String name) {
        return SparkSession.builder()
                .appName("kentei " + name)
                // what fails leaves nothing half: a task's files appear when the whole job is committed
                .config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1")
                .config("spark.sql.datetime.java8API.enabled", "true")
                // rows are wide: Spark's own 10,000 rows at a time would take 80 MB a task before the first row
                .config("spark.sql.inMemoryColumnarStorage.batchSize", "100")
                .getOrCreate();
    }

    Dataset<Row> candidates(SparkSession spark) {
        return CandidateRows.read(spark, inputs, format);
    }

    /** The address of a part of the output. */
    String out(String part) {
        return out + "/" + part;
    }

    /** @throws JobException if the output folder is there already */
    void requireNewOutput(SparkSession spark) throws IOException {
        requireAbsent(spark, out);
    }

    /** @throws JobException if the folder is there already */
    static void requireAbsent(SparkSession spark, String address) throws IOException {
        var folder = new org.apache.hadoop.fs.Path(address);
        if (fileSystem(spark, folder).exists(folder)) {
            throw new JobException("`" + address + "` exists. Name a folder that is not there yet.");
        }
    }

    /** Writes a small document of the driver's own. */
    void write(SparkSession spark, String name, Object document) throws IOException {
        write(spark, name, (Decision.write(document) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a small file of the driver's own. */
    void write(SparkSession spark, String name, byte[] content) throws IOException {
        var path = new org.apache.hadoop.fs.Path(out(name));
        try (OutputStream file = fileSystem(spark, path).create(path, false)) {
            file.write(content);
        }
    }

    /** The names of the data files that Spark wrote into a part of the output. */
    List<String> files(SparkSession spark, String part) throws IOException {
        var folder = new org.apache.hadoop.fs.Path(out(part));
        return Stream.of(fileSystem(spark, folder).listStatus(folder))
                .map(status -> status.getPath().getName())
                .filter(name -> name.startsWith("part-"))
                .sorted()
                .toList();
    }

    /**
     * Reads and checks a rules folder.
     *
     * @param folder a local folder, or an address that Spark reads
     * @throws JobException with every mistake, if it makes no ruleset
     */
    static ShippedRuleset ruleset(SparkSession spark, String folder) throws IOException {
        Path copy = Files.createTempDirectory("kentei-rules");
        try {
            var from = new org.apache.hadoop.fs.Path(folder);
            FileSystem files = fileSystem(spark, from);
            if (!files.exists(from)) {
                throw new JobException("There is no rules folder `" + folder + "`.");
            }
            files.copyToLocalFile(
                    false,
                    from,
                    new org.apache.hadoop.fs.Path(copy.resolve("rules").toUri()),
                    true);
            return new ShippedRuleset(RulesetFiles.read(copy.resolve("rules")));
        } catch (InvalidRulesetException invalid) {
            throw new JobException("The rules in `" + folder + "` are no ruleset:\n" + invalid.getMessage());
        } finally {
            try (Stream<Path> all = Files.walk(copy)) {
                all.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    static FileSystem fileSystem(SparkSession spark, org.apache.hadoop.fs.Path path) throws IOException {
        return path.getFileSystem(spark.sparkContext().hadoopConfiguration());
    }
}
