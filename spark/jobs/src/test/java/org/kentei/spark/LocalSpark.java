package org.kentei.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.SparkSession;

/** Spark in this JVM with two threads, for all tests of a run, and jobs as they are called. */
final class LocalSpark {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final class Session {
        private static final SparkSession SPARK = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.warehouse.dir", "spark/jobs/target/warehouse")
                // small, so that a file of some hundred candidates is read in several blocks
                .config("spark.sql.files.maxPartitionBytes", "100000")
                .config("spark.sql.files.openCostInBytes", "1000")
                .getOrCreate();
    }

    private LocalSpark() {}

    static SparkSession spark() {
        return Session.SPARK;
    }

    /** Runs a job that has to end well, and returns what it printed. */
    static String run(Object... arguments) {
        EndedJob called = call(arguments);
        assertThat(called.err()).isEmpty();
        assertThat(called.exitCode()).isZero();
        return called.out();
    }

    /** What a job printed, and how it ended. */
    record EndedJob(int exitCode, String out, String err) {}

    static EndedJob call(Object... arguments) {
        spark();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = KenteiSpark.run(
                new PrintWriter(out),
                new PrintWriter(err),
                Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
        return new EndedJob(exitCode, out.toString(), err.toString());
    }

    /** The lines of all files of an output folder, decompressed. */
    static List<String> lines(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("part-"))
                    .sorted()
                    .toList()) {
                InputStream raw = Files.newInputStream(file);
                try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw, StandardCharsets.UTF_8))) {
                    reader.lines().forEach(lines::add);
                }
            }
        }
        return lines;
    }

    static List<JsonNode> json(Path folder) throws IOException {
        List<JsonNode> read = new ArrayList<>();
        for (String line : lines(folder)) {
            read.add(JSON.readTree(line));
        }
        return read;
    }
}
