package org.kentei.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.kentei.assessment.ExampleCandidate;

/**
 * A service with a heap of 512 MB under clients that read slowly, leave, or ask for much at once. It says what the
 * clients saw and how soon all was well again. A program, not a test: build the service and the tests
 * ({@code mvn -DskipTests package}), and with the class path of the tests run, in the project's folder,
 * {@code UnderPressure h2} or {@code UnderPressure postgresql}; a second argument names another jar. It takes some five
 * minutes and ends by itself, with 0 if everything was answered or refused cleanly, and posts went on.
 */
public final class UnderPressure {

    private static final int RECORDED = 11_000;
    private static final int SLOW_READERS = 80;
    private static final int EXPORTS = 30;
    private static final int VIEWS = 16;
    private static final int LEAVING = 100;
    private static final int SLOW_SECONDS = 45;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXPORT = "/v1/assessments/export";

    private final String jar;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path folder = Files.createTempDirectory("under-pressure");
    private final int port = freePort();
    private final List<String> wrong = new ArrayList<>();
    private final AtomicInteger made = new AtomicInteger();
    private Process service;
    private volatile boolean over;

    private UnderPressure(String jar) throws IOException {
        this.jar = jar;
    }

    /** Takes the kind of store and perhaps the service's jar. */
    public static void main(String... arguments) throws Exception {
        String jar = arguments.length > 1 ? arguments[1] : "target/quarkus-app/quarkus-run.jar";
        boolean sound = new UnderPressure(jar).run(arguments[0].equals("postgresql"));
        System.exit(sound ? 0 : 1);
    }

    private boolean run(boolean postgreSql) throws Exception {
        say("logs and data: %s", folder);
        EmbeddedPostgres database = postgreSql
                ? EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("database"))
                        .start()
                : null;
        try {
            start(database);
            awaitReady();
            fill();
            say("posts before: %s", posts(5));
            scenario("slow readers", this::slowReaders);
            scenario("parallel exports", this::parallelExports);
            scenario("large views", this::largeViews);
            scenario("leaving clients", this::leavingClients);
            halfClosed();
            say("posts after: %s", posts(5));
            log();
        } finally {
            over = true;
            long begun = System.nanoTime();
            service.destroy();
            if (!service.waitFor(20, TimeUnit.SECONDS)) {
                service.destroyForcibly();
                wrong.add("SIGTERM was not heeded");
            }
            say("stopped after %.1f s", seconds(begun));
            if (database != null) {
                database.close();
            }
        }
        wrong.forEach(one -> say("WRONG: %s", one));
        say(wrong.isEmpty() ? "All is well." : "%d things are wrong.", wrong.size());
        return wrong.isEmpty();
    }

    private interface Scenario {
        void run() throws Exception;
    }

    /** Runs it while one client posts ten times a second, and another asks for readiness and memory. */
    private void scenario(String name, Scenario scenario) throws Exception {
        say("--- %s", name);
        Map<String, AtomicInteger> posts = new ConcurrentSkipListMap<>();
        Map<String, AtomicInteger> readiness = new ConcurrentSkipListMap<>();
        AtomicLong slowestPost = new AtomicLong();
        AtomicLong heap = new AtomicLong();
        AtomicLong resident = new AtomicLong();
        over = false;
        Thread poster = repeat(100, () -> {
            long begun = System.nanoTime();
            count(posts, outcome(() -> post("during-" + made.incrementAndGet())));
            slowestPost.accumulateAndGet((System.nanoTime() - begun) / 1_000_000, Math::max);
        });
        Thread watcher = repeat(500, () -> {
            count(readiness, outcome(() -> get("/q/health/ready")));
            heap.accumulateAndGet(heapMegabytes(), Math::max);
            resident.accumulateAndGet(residentMegabytes(), Math::max);
        });
        scenario.run();
        over = true;
        poster.join();
        watcher.join();
        say("posts meanwhile: %s, slowest %d ms", posts, slowestPost.get());
        say("readiness meanwhile: %s; heap at most %d MB, resident %d MB", readiness, heap.get(), resident.get());
        recover(name);
        posts.keySet().stream()
                .filter(outcome -> !outcome.equals("201"))
                .forEach(outcome -> wrong.add(name + ": posts ended in " + outcome));
    }

    private void recover(String name) throws Exception {
        long begun = System.nanoTime();
        while (seconds(begun) < 90) {
            if (service.isAlive()
                    && outcome(() -> get("/q/health/ready")).equals("200")
                    && outcome(() -> post("after-" + made.incrementAndGet())).equals("201")
                    && outcome(() -> get(EXPORT + "?candidateId=no-one")).equals("200")) {
                say("all well %.1f s after", seconds(begun));
                return;
            }
            Thread.sleep(200);
        }
        wrong.add(name + ": not well within 90 s; the process " + (service.isAlive() ? "lives" : "has ended"));
        if (!service.isAlive()) {
            throw new IllegalStateException("The service has ended");
        }
    }

    /** Eighty connections that take some kilobytes a second of an export. */
    private void slowReaders() throws Exception {
        Map<String, AtomicInteger> seen = new ConcurrentSkipListMap<>();
        CountDownLatch ended = new CountDownLatch(SLOW_READERS);
        for (int reader = 0; reader < SLOW_READERS; reader++) {
            new Thread(() -> {
                        count(seen, readSlowly());
                        ended.countDown();
                    })
                    .start();
        }
        ended.await();
        say("%d slow readers: %s", SLOW_READERS, seen);
    }

    private String readSlowly() {
        long begun = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
            send(socket, "GET " + EXPORT + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n");
            InputStream in = socket.getInputStream();
            byte[] some = new byte[512];
            int count = in.read(some);
            if (count < 0) {
                return "closed unanswered";
            }
            String status = new String(some, 9, 3, StandardCharsets.US_ASCII);
            while (status.equals("200") && seconds(begun) < SLOW_SECONDS) {
                Thread.sleep(500);
                if (in.read(some) < 0) {
                    return "200, then closed";
                }
            }
            return status.equals("200") ? "200, read until the reader left" : status;
        } catch (IOException broken) {
            return broken.getClass().getSimpleName() + (seconds(begun) > 2 ? " while reading" : " at once");
        } catch (InterruptedException stopped) {
            return "stopped";
        }
    }

    /** Exports at full speed: each has to be whole, refused, or seen to be broken. */
    private void parallelExports() throws Exception {
        Map<String, AtomicInteger> seen = new ConcurrentSkipListMap<>();
        together(EXPORTS, () -> count(seen, export()));
        say("%d parallel exports: %s", EXPORTS, seen);
        seen.keySet().stream().filter(one -> one.startsWith("CUT")).forEach(wrong::add);
    }

    private String export() {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(address(EXPORT)).timeout(PATIENCE).build();
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            int lines = 0;
            String last = "";
            try (BufferedReader body =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                for (String line = body.readLine(); line != null; line = body.readLine()) {
                    last = line;
                    lines++;
                }
            }
            if (answer.statusCode() != 200) {
                return String.valueOf(answer.statusCode());
            }
            if (last.startsWith("{\"end\":true")) {
                return JSON.readTree(last).get("count").asInt() == lines - 1 ? "200, whole" : "CUT: wrong count";
            }
            return lines >= RECORDED ? "200, all lines, no end line" : "CUT: 200 and a clean end after too few lines";
        } catch (IOException broken) {
            return "broken (" + broken.getClass().getSimpleName() + ")";
        } catch (InterruptedException stopped) {
            return "stopped";
        }
    }

    /** The page and the firings of a candidate of 500 projects, each asked for at once by many. */
    private void largeViews() throws Exception {
        byte[] candidate = LargeCandidate.json("large").getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(address("/v1/assessments"))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofByteArray(candidate))
                .build();
        String id = JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
                .get("assessmentId")
                .asText();
        for (String view : List.of(
                "/assessments/" + id,
                "/v1/assessments/" + id,
                "/v1/assessments/" + id + "/firings",
                "/assessments/compare?left=" + id + "&right=" + id,
                "/assessments/" + id + "?verify")) {
            Map<String, AtomicInteger> seen = new ConcurrentSkipListMap<>();
            AtomicLong size = new AtomicLong();
            long begun = System.nanoTime();
            together(
                    VIEWS,
                    () -> count(seen, outcome(() -> {
                        HttpResponse<byte[]> answer = http.send(
                                HttpRequest.newBuilder(address(view))
                                        .timeout(PATIENCE)
                                        .build(),
                                BodyHandlers.ofByteArray());
                        size.accumulateAndGet(answer.body().length, Math::max);
                        return answer.statusCode();
                    })));
            say(
                    "%d at once of %s, a candidate of %d bytes: %s, at most %d bytes, %.1f s",
                    VIEWS, view.replace(id, "…"), candidate.length, seen, size.get(), seconds(begun));
            seen.keySet().stream()
                    .filter(outcome -> !outcome.equals("200") && !outcome.equals("503"))
                    .forEach(outcome -> wrong.add(view + " ended in " + outcome));
        }
    }

    /** Clients that begin to read an export and leave. */
    private void leavingClients() throws Exception {
        Map<String, AtomicInteger> seen = new ConcurrentSkipListMap<>();
        for (int client = 0; client < LEAVING; client++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setSoTimeout(20_000);
                send(socket, "GET " + EXPORT + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n");
                byte[] some = new byte[512];
                int length = socket.getInputStream().read(some);
                count(seen, length < 12 ? "closed" : new String(some, 9, 3, StandardCharsets.US_ASCII));
            } catch (IOException broken) {
                count(seen, broken.getClass().getSimpleName());
            }
        }
        say("%d clients that left one after the other: %s", LEAVING, seen);
    }

    private void halfClosed() throws IOException {
        byte[] body = candidate("half-closed").getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            send(
                    socket,
                    "POST /v1/assessments HTTP/1.1\r\nHost: localhost:" + port
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n");
            socket.getOutputStream().write(body);
            socket.shutdownOutput();
            byte[] answer = socket.getInputStream().readAllBytes();
            String status = answer.length < 12 ? "no answer" : new String(answer, 9, 3, StandardCharsets.US_ASCII);
            say("a post that half-closes: %s", status);
            if (!status.equals("201")) {
                wrong.add("a post that half-closes: " + status);
            }
        } catch (IOException broken) {
            wrong.add("a post that half-closes: " + broken);
        }
    }

    private void log() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("service.log"));
        say(
                "the log: %d lines, %d of stack traces, %d incidents, %d out of memory",
                lines.size(),
                lines.stream().filter(line -> line.startsWith("\tat ")).count(),
                lines.stream().filter(line -> line.contains("Incident")).count(),
                lines.stream().filter(line -> line.contains("OutOfMemory")).count());
    }

    private void fill() throws Exception {
        long begun = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        together(8, () -> {
            for (int number = next.getAndIncrement(); number < RECORDED; number = next.getAndIncrement()) {
                int candidate = number;
                if (!outcome(() -> post("candidate-" + candidate)).equals("201")) {
                    refused.incrementAndGet();
                }
            }
        });
        say("%d assessments recorded in %.1f s, %d refused", RECORDED, seconds(begun), refused.get());
    }

    private String posts(int forSeconds) throws Exception {
        long begun = System.nanoTime();
        AtomicInteger answered = new AtomicInteger();
        together(2, () -> {
            while (seconds(begun) < forSeconds) {
                if (outcome(() -> post("rate-" + made.incrementAndGet())).equals("201")) {
                    answered.incrementAndGet();
                }
            }
        });
        return "%.0f a second by 2 clients".formatted(answered.get() / seconds(begun));
    }

    private int post(String candidateId) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address("/v1/assessments"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(candidate(candidateId)))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private int get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static String candidate(String candidateId) {
        return new String(ExampleCandidate.json(), StandardCharsets.UTF_8).replace("E-1024", candidateId);
    }

    private interface TimedAnswer {
        int status() throws IOException, InterruptedException;
    }

    private static String outcome(TimedAnswer asked) {
        try {
            return String.valueOf(asked.status());
        } catch (IOException unanswered) {
            return unanswered.getClass().getSimpleName();
        } catch (InterruptedException stopped) {
            return "stopped";
        }
    }

    private long heapMegabytes() {
        try {
            HttpRequest request = HttpRequest.newBuilder(address("/q/metrics"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            double bytes = http.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
            return (long) (bytes / 1e6);
        } catch (IOException unanswered) {
            return 0;
        } catch (InterruptedException stopped) {
            return 0;
        }
    }

    private long residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc/" + service.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1000)
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }

    private Thread repeat(long everyMillis, Runnable work) {
        Thread thread = new Thread(() -> {
            while (!over) {
                work.run();
                try {
                    Thread.sleep(everyMillis);
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        });
        thread.start();
        return thread;
    }

    private static void together(int threads, Runnable work) throws InterruptedException {
        List<Thread> started = new ArrayList<>();
        for (int number = 0; number < threads; number++) {
            Thread thread = new Thread(work);
            thread.start();
            started.add(thread);
        }
        for (Thread thread : started) {
            thread.join();
        }
    }

    private void start(@org.jspecify.annotations.Nullable EmbeddedPostgres database) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dkentei.data=" + folder.resolve("data"),
                "-Dquarkus.http.port=" + port));
        if (database != null) {
            line.add("-Dkentei.store.user=postgres");
            line.add("-Dkentei.store.url=jdbc:postgresql://localhost:" + database.getPort() + "/postgres");
        }
        line.addAll(List.of("-jar", jar));
        service = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("service.log").toFile())
                .start();
    }

    private void awaitReady() throws Exception {
        for (long begun = System.nanoTime(); seconds(begun) < 120; Thread.sleep(100)) {
            if (outcome(() -> get("/q/health/ready")).equals("200")) {
                return;
            }
        }
        throw new IllegalStateException("The service did not become ready; its log is in " + folder);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void count(Map<String, AtomicInteger> counts, String what) {
        counts.computeIfAbsent(what, first -> new AtomicInteger()).incrementAndGet();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
