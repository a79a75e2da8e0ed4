package org.kentei.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.apache.spark.sql.SparkSession;
import org.kentei.log.ServiceVersion;
import org.kentei.ruleset.Engine;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The class that {@code spark-submit} starts. Its exit code is 0 when the
 * job is done, 1 when it failed, and 2 when it was called wrongly. */
@Command(
        name = "kentei-spark.jar",
        description = "Decides candidates on Apache Spark.",
        mixinStandardHelpOptions = true,
        subcommands = {DecideJob.class, ImpactJob.class, IngestJob.class, ExportJob.class})
public final class KenteiSpark {

    /** Which programs decide, as results name them. */
    static final ServiceVersion SERVICE = new ServiceVersion("kentei " + version(), "drools " + Engine.version());

    private KenteiSpark() {}

    /** Runs one job, and ends Spark after it. */
    public static void main(String... arguments) {
        int exitCode;
        try {
            exitCode = run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments);
        } finally {
            SparkSession.getDefaultSession().foreach(spark -> {
                spark.stop();
                return null;
            });
        }
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Runs one job in the session that there is, or in a new one, and returns the exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new KenteiSpark())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, failed, parsed) -> {
                    if (failure instanceof JobException wrong) {
                        failed.getErr().println(wrong.getMessage());
                        return CommandLine.ExitCode.USAGE;
                    }
                    throw failure;
                })
                .execute(arguments);
    }

    private static String version() {
        Properties build = new Properties();
        try (InputStream in = KenteiSpark.class.getResourceAsStream("build.properties")) {
            build.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return build.getProperty("version");
    }
}
