package org.kentei.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.candidates.GeneratedWorkforce;

/** A standalone master and two workers as processes of their own, and the jar as spark-submit starts it. */
class StandaloneIT {

    private static final int CANDIDATES = 6000;
    private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
    private static final Path JAR = Path.of("spark/jobs/target/kentei-spark.jar");

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @Test
    void a_worker_that_is_killed_while_it_works_costs_no_line_and_doubles_none() throws Exception {
        Path candidates = folder.resolve("candidates.ndjson");
        GeneratedWorkforce generated = new GeneratedWorkforce(5);
        Set<String> expected = new TreeSet<>();
        List<String> lines = new ArrayList<>();
        for (int number = 1; number <= CANDIDATES; number++) {
            expected.add("E-" + number);
            lines.add(generated.next("E-" + number));
        }
        Files.write(candidates, lines);
        Path home = sparkHome();
        JobOutput master = start(home, "org.apache.spark.deploy.master.Master", "--port", "0", "--webui-port", "0");
        Matcher at = MASTER.matcher(master.await(line -> MASTER.matcher(line).find()));
        assertThat(at.find()).isTrue();
        List<JobOutput> workers = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            Path work = Files.createDirectory(folder.resolve("worker" + number));
            workers.add(start(
                    home,
                    "org.apache.spark.deploy.worker.Worker",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--webui-port",
                    "0",
                    "--work-dir",
                    work.toString(),
                    at.group(1)));
        }
        for (JobOutput worker : workers) {
            worker.await(line -> line.contains("Successfully registered with master"));
        }
        Path out = folder.resolve("out");

        JobOutput job = start(
                home,
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                at.group(1),
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.driver.bindAddress=127.0.0.1",
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.executor.memory=512m",
                // some thirty tasks, and the job begins when both workers are there
                "--conf",
                "spark.sql.files.maxPartitionBytes=250000",
                "--conf",
                "spark.sql.files.openCostInBytes=1000",
                "--conf",
                "spark.scheduler.minRegisteredResourcesRatio=1.0",
                "--conf",
                "spark.scheduler.maxRegisteredResourcesWaitingTime=120s",
                "--conf",
                "spark.sql.shuffle.partitions=2",
                "--class",
                "org.kentei.spark.KenteiSpark",
                JAR.toString(),
                "decide",
                "--rules",
                "rules",
                "--out",
                out.toString(),
                candidates.toString());
        job.await(line -> line.contains("Finished task 1.0 in stage 0.0"));
        killWithChildren(workers.get(0).process);
        job.await(line -> line.contains("Lost executor"));
        job.await(line -> line.startsWith("6,000 candidates under "));

        assertThat(job.process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(job.process.exitValue()).isZero();
        List<JsonNode> results = LocalSpark.json(out.resolve("results"));
        assertThat(results).hasSize(CANDIDATES);
        Set<String> ids = new TreeSet<>();
        results.forEach(result -> ids.add(result.get("candidateId").textValue()));
        assertThat(ids).isEqualTo(expected);
        assertThat(LocalSpark.lines(out.resolve("refused"))).isEmpty();
        assertThat(out.resolve("results/_SUCCESS")).exists();
    }

    @AfterEach
    void end() {
        started.forEach(StandaloneIT::killWithChildren);
    }

    private static void killWithChildren(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** A folder like that of a Spark distribution, as far as its own processes look into it. */
    private Path sparkHome() throws IOException {
        Path home = Files.createDirectory(folder.resolve("spark"));
        Path jars = Files.createDirectory(home.resolve("jars"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            boolean kentei = Stream.of("/kentei-", "/org/drools/", "/org/kie/", "/picocli/", "/junit/")
                    .anyMatch(entry::contains);
            if (entry.endsWith(".jar") && !kentei) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
            }
        }
        return home;
    }

    private JobOutput start(Path home, String mainClass, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(List.of("-cp", home.resolve("jars") + "/*", mainClass));
        if (!mainClass.endsWith("SparkSubmit")) {
            command.addAll(List.of("--host", "127.0.0.1"));
        }
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_LOCAL_DIRS", folder.resolve("local").toString());
        Process process = builder.start();
        started.add(process);
        return new JobOutput(process);
    }

    /** What a process prints. */
    private static final class JobOutput {

        private final Process process;
        private final List<String> lines = new ArrayList<>();
        private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();

        JobOutput(Process process) {
            this.process = process;
            Thread reader = new Thread(this::read);
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    unread.add(line);
                }
            } catch (IOException closed) {
                throw new UncheckedIOException(closed);
            }
        }

        /** Waits for a line. */
        String await(Predicate<String> wanted) throws InterruptedException {
            while (true) {
                String line = unread.poll(3, TimeUnit.MINUTES);
                if (line == null) {
                    throw new AssertionError("Nothing more was printed after:\n" + String.join("\n", lines));
                }
                lines.add(line);
                if (wanted.test(line)) {
                    return line;
                }
            }
        }
    }
}
