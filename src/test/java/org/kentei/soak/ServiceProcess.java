package org.kentei.soak;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.ExampleCandidate;

/** The built service in a process of its own, on a free port of the loopback, with its data and its log in a folder. */
final class ServiceProcess implements AutoCloseable {

    static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port = freePort();
    private final Path data;
    private final Path log;
    private final List<String> settings;
    private final Map<String, String> environment = new HashMap<>();
    private final Path jar;
    private @Nullable Process process;

    /**
     * @param name names its data and its log in the folder
     * @param settings options of its JVM
     */
    ServiceProcess(Path folder, String name, List<String> settings) throws IOException {
        this(folder, name, settings, JAR);
    }

    /** Another build of the service. */
    ServiceProcess(Path folder, String name, List<String> settings, Path jar) throws IOException {
        this.jar = jar;
        data = folder.resolve(name);
        log = folder.resolve(name + ".log");
        this.settings = settings;
    }

    /** Adds variables to the environment of the service when it starts. */
    void environment(Map<String, String> variables) {
        environment.putAll(variables);
    }

    Path data() {
        return data;
    }

    Path log() {
        return log;
    }

    int port() {
        return port;
    }

    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(commandLine("-Dquarkus.http.port=" + port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /** The words that run the jar on this service's data. */
    List<String> commandLine(String... more) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Dkentei.data=" + data);
        // on a slow or busy machine the check of the rules takes longer than a minute
        words.add("-Dkentei.gate.time-limit=PT5M");
        words.addAll(settings);
        words.addAll(List.of(more));
        words.addAll(List.of("-jar", jar.toString()));
        return words;
    }

    void awaitReady() throws IOException, InterruptedException {
        for (long begun = System.nanoTime(); System.nanoTime() - begun < 5 * PATIENCE.toNanos(); Thread.sleep(100)) {
            try {
                if (get("/q/health/ready").statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                if (!isAlive()) {
                    throw new IllegalStateException("The service ended before it was ready; its log is " + log + ".");
                }
            }
        }
        throw new IllegalStateException("The service did not become ready; its log is " + log + ".");
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    long pid() {
        return process == null ? 0 : process.pid();
    }

    /** Ends it as a failure of the machine would. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Asks it to end; false if it had to be killed. */
    boolean stop() throws InterruptedException {
        if (process == null) {
            return true;
        }
        process.destroy();
        boolean ended = process.waitFor(40, TimeUnit.SECONDS);
        process.destroyForcibly();
        return ended;
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(address(path)).timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String candidate) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(address("/v1/assessments"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(candidate))
                        .build(),
                BodyHandlers.ofString());
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The sum of the metrics whose lines begin so. */
    double metric(String begin) throws IOException, InterruptedException {
        return get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(begin))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** The memory that the system gave it, in megabytes; 0 where that is not known. */
    long residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1000)
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }

    /** The example candidate under another id. */
    static String candidate(String candidateId) {
        return new String(ExampleCandidate.json(), StandardCharsets.UTF_8).replace("E-1024", candidateId);
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
