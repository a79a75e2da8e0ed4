package org.kentei.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.kentei.WorkedCase;

/**
 * Posts the worked cases to an address: as fast as they are answered, with wrk if it is installed and else with Java's client,
 * at a steady rate, or as one stream.
 */
final class Load {

    private static final int CONNECTIONS = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SCRIPT = """
            local bodies = {}
            for line in io.lines(os.getenv("BODIES")) do bodies[#bodies + 1] = line end
            local place = 0
            wrk.method = "POST"
            wrk.headers["Content-Type"] = "application/json"
            request = function()
              place = place %% #bodies + 1
              return wrk.format(nil, nil, nil, bodies[place])
            end
            done = function(summary, latency)
              local failed = summary.errors.connect + summary.errors.read + summary.errors.write
                  + summary.errors.status + summary.errors.timeout
              io.write(string.format("RESULT %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration,
                  latency:percentile(50), latency:percentile(99), failed))
            end
            """.formatted();

    private final Path folder;
    private final List<String> bodies;

    Load(Path folder) throws IOException {
        // how many connections are kept open between two requests
        System.setProperty("http.maxConnections", "" + CONNECTIONS);
        this.folder = folder;
        this.bodies =
                WorkedCase.all().stream().map(one -> one.candidate().toString()).toList();
        Files.createDirectories(folder);
        Files.write(folder.resolve("candidates.ndjson"), bodies);
        Files.writeString(folder.resolve("post.lua"), SCRIPT);
    }

    /**
     * What a load came to.
     *
     * @param failed answers that were not a success
     */
    record Answers(long requests, double seconds, double medianMillis, double slowMillis, long failed) {

        double perSecond() {
            return requests / seconds;
        }
    }

    Answers run(URI address, int seconds) throws IOException, InterruptedException {
        return hasWrk() ? wrk(address, seconds) : own(address, seconds, 0);
    }

    /**
     * Posts at a steady rate, however fast the answers come. A request's time begins when it is due, so that one that has to
     * wait for an earlier answer on its connection counts as slow.
     */
    Answers runAtRate(URI address, int seconds, double perSecond) throws InterruptedException {
        return own(address, seconds, Math.round(CONNECTIONS * 1e9 / perSecond));
    }

    /**
     * Sends the worked cases as one stream, again and again until the time is over, and reads the answer's lines meanwhile. It
     * uses curl, since Java's client reads an answer only after it has sent the whole body.
     */
    Answers stream(URI address, int seconds) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long end = begun + Duration.ofSeconds(seconds).toNanos();
        Process curl = new ProcessBuilder(
                        "curl",
                        "-sN",
                        "-H",
                        "Content-Type: application/x-ndjson",
                        "-T",
                        "-",
                        "-X",
                        "POST",
                        "" + address)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread sender = new Thread(() -> {
            try (BufferedWriter lines = curl.outputWriter()) {
                for (int place = 0; System.nanoTime() < end; place++) {
                    lines.write(bodies.get(place % bodies.size()));
                    lines.newLine();
                }
            } catch (IOException ended) {
                // the answer shows it: its last line is missing
            }
        });
        sender.start();
        String last = "";
        try (BufferedReader answers = curl.inputReader()) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                last = line;
            }
        }
        double took = (System.nanoTime() - begun) / 1e9;
        sender.join();
        curl.waitFor();
        JsonNode counts = JSON.readTree(last);
        if (!counts.path("end").asBoolean()) {
            throw new IllegalStateException("The stream broke off after: " + last);
        }
        return new Answers(
                counts.get("lines").asLong(), took, 0, 0, counts.get("refused").asLong());
    }

    private static boolean hasWrk() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "wrk")));
    }

    private Answers wrk(URI address, int seconds) throws IOException, InterruptedException {
        ProcessBuilder words = new ProcessBuilder(
                        "wrk",
                        "-t2",
                        "-c" + CONNECTIONS,
                        "-d" + seconds + "s",
                        "--timeout",
                        "10s",
                        "-s",
                        folder.resolve("post.lua").toString(),
                        address.toString())
                .redirectErrorStream(true);
        words.environment().put("BODIES", folder.resolve("candidates.ndjson").toString());
        Process wrk = words.start();
        String printed = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.waitFor();
        String[] figures = printed.lines()
                .filter(line -> line.startsWith("RESULT "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(printed))
                .split(" ");
        return new Answers(
                Long.parseLong(figures[1]),
                Long.parseLong(figures[2]) / 1e6,
                Long.parseLong(figures[3]) / 1e3,
                Long.parseLong(figures[4]) / 1e3,
                Long.parseLong(figures[5]));
    }

    /** @param interval the nanoseconds between two requests of a connection; 0 to send the next one after each answer */
    private Answers own(URI address, int seconds, long interval) throws InterruptedException {
        long begun = System.nanoTime();
        long end = begun + Duration.ofSeconds(seconds).toNanos();
        List<byte[]> candidates = bodies.stream()
                .map(body -> body.getBytes(StandardCharsets.UTF_8))
                .toList();
        ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
        List<Future<List<Long>>> running = new ArrayList<>();
        for (int client = 0; client < CONNECTIONS; client++) {
            int first = client * bodies.size() / CONNECTIONS;
            long firstDue = begun + client * interval / CONNECTIONS;
            running.add(clients.submit(() -> {
                List<Long> nanos = new ArrayList<>();
                for (int place = first; System.nanoTime() < end; place++) {
                    long due = interval == 0 ? System.nanoTime() : firstDue + (place - first) * interval;
                    await(due);
                    boolean answered = post(address, candidates.get(place % candidates.size()));
                    nanos.add(answered ? System.nanoTime() - due : -1);
                }
                return nanos;
            }));
        }
        List<Long> all = new ArrayList<>();
        try {
            for (Future<List<Long>> one : running) {
                all.addAll(one.get());
            }
        } catch (java.util.concurrent.ExecutionException failed) {
            throw new IllegalStateException(failed);
        } finally {
            clients.shutdownNow();
        }
        double took = (System.nanoTime() - begun) / 1e9;
        List<Long> good = all.stream().filter(nanos -> nanos >= 0).sorted().toList();
        return new Answers(
                all.size(),
                took,
                good.get(good.size() / 2) / 1e6,
                good.get(good.size() * 99 / 100) / 1e6,
                all.size() - good.size());
    }

    /** By the old client of Java: the new one takes a large part of the processor that it shares with the service. */
    private static boolean post(URI address, byte[] candidate) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(candidate.length);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(candidate);
        }
        if (connection.getResponseCode() >= 300) {
            connection.disconnect();
            return false;
        }
        // to the end, so that the connection is used again
        try (InputStream answer = connection.getInputStream()) {
            answer.skip(Long.MAX_VALUE);
        }
        return true;
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
