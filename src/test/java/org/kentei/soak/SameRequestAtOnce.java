package org.kentei.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.ExampleCandidate;

/**
 * The same request 64 times at once under one idempotency key, to two services on one PostgreSQL, round after round. In
 * every fourth round the second service is killed meanwhile. Whoever gets no final answer sends the request again, to the
 * other service. In the end each round has to have one assessment, and one answer that all its clients got.
 */
public final class SameRequestAtOnce {

    private static final int CLIENTS = 64;
    private static final int ROUNDS_TO_A_KILL = 4;
    private static final int MOST_ATTEMPTS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path folder = Files.createTempDirectory("same-request");
    private final int[] ports = {freePort(), freePort()};
    private final Process[] services = new Process[2];
    private final int databasePort = freePort();
    private volatile boolean sound = true;

    private SameRequestAtOnce() throws IOException {}

    /** Takes the number of rounds. */
    public static void main(String... arguments) throws Exception {
        boolean sound = new SameRequestAtOnce().run(Integer.parseInt(arguments[0]));
        System.exit(sound ? 0 : 1);
    }

    private boolean run(int rounds) throws Exception {
        System.out.printf("logs and data: %s%n", folder);
        try (EmbeddedPostgres database = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setPort(databasePort)
                .start()) {
            start(0);
            awaitReady(0);
            start(1);
            awaitReady(1);
            System.out.println(
                    "| Round | Second service | 201 first | 201 again | Not final, sent again | Assessments |"
                            + " Different answers |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (int round = 1; round <= rounds; round++) {
                round(round, round % ROUNDS_TO_A_KILL == 0);
            }
        } finally {
            for (Process service : services) {
                stop(service);
            }
        }
        System.out.printf(
                "%d rounds of %d requests at once: %s%n",
                rounds, CLIENTS, sound ? "each has one assessment and one answer" : "something is wrong");
        return sound;
    }

    private void round(int round, boolean kill) throws Exception {
        String candidateId = "round-" + round;
        String body = new String(ExampleCandidate.json(), StandardCharsets.UTF_8).replace("E-1024", candidateId);
        String key = "\"" + UUID.randomUUID() + "\"";
        Map<String, AtomicInteger> outcomes = new ConcurrentSkipListMap<>();
        Set<String> answers = ConcurrentHashMap.newKeySet();
        AtomicInteger first = new AtomicInteger();
        AtomicInteger again = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            Thread thread = new Thread(() -> {
                HttpResponse<String> answer = send(number, body, key, go, outcomes);
                if (answer == null) {
                    sound = false;
                    return;
                }
                answers.add(answer.body());
                (answer.headers().firstValue("Idempotent-Replayed").isPresent() ? again : first).incrementAndGet();
            });
            thread.start();
            clients.add(thread);
        }
        go.countDown();
        if (kill) {
            // in the middle: some requests are being worked on then
            Thread.sleep(15L * (round / ROUNDS_TO_A_KILL));
            services[1].destroyForcibly().waitFor();
        }
        for (Thread client : clients) {
            client.join();
        }
        int stored = JSON.readTree(get("/v1/assessments?candidateId=" + candidateId))
                .path("items")
                .size();
        sound &= stored == 1 && answers.size() == 1 && again.get() + first.get() == CLIENTS;
        System.out.printf(
                "| %d | %s | %d | %d | %s | %d | %d |%n",
                round,
                kill ? "killed" : "runs",
                first.get(),
                again.get(),
                new TreeMap<>(outcomes),
                stored,
                answers.size());
        if (kill) {
            start(1);
            awaitReady(1);
        }
    }

    /** Sends until there is a final answer; every other attempt goes to the other service. */
    private @Nullable HttpResponse<String> send(
            int client, String body, String key, CountDownLatch go, Map<String, AtomicInteger> outcomes) {
        try {
            go.await();
            for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
                String outcome;
                try {
                    HttpRequest request = HttpRequest.newBuilder(address((client + attempt) % 2, "/v1/assessments"))
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", key)
                            .POST(BodyPublishers.ofString(body))
                            .build();
                    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                    if (answer.statusCode() == 201) {
                        return answer;
                    }
                    JsonNode problem = JSON.readTree(answer.body());
                    outcome = answer.statusCode() + " " + problem.path("type").asText("");
                } catch (IOException unanswered) {
                    outcome = "no answer";
                }
                outcomes.computeIfAbsent(outcome, any -> new AtomicInteger()).incrementAndGet();
                Thread.sleep(100);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private void start(int number) throws IOException {
        services[number] = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dkentei.data=" + folder.resolve("data-" + number),
                        "-Dkentei.log.append-key=" + folder.resolve("append-key"),
                        "-Dkentei.master-key=" + folder.resolve("master-key"),
                        "-Dkentei.gate.time-limit=PT300S",
                        "-Dkentei.store.user=postgres",
                        "-Dkentei.store.url=jdbc:postgresql://localhost:" + databasePort + "/postgres",
                        "-Dquarkus.http.port=" + ports[number],
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("service-" + number + ".log").toFile()))
                .start();
    }

    private void awaitReady(int number) throws Exception {
        for (long begun = System.nanoTime(); System.nanoTime() - begun < 5 * PATIENCE.toNanos(); Thread.sleep(200)) {
            try {
                HttpRequest request = HttpRequest.newBuilder(address(number, "/q/health/ready"))
                        .build();
                if (http.send(request, BodyHandlers.ofString()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it is starting
            }
        }
        throw new IllegalStateException("Service " + number + " did not become ready; its log is in " + folder);
    }

    private static void stop(Process service) throws InterruptedException {
        if (service != null) {
            service.destroy();
            if (!service.waitFor(20, TimeUnit.SECONDS)) {
                service.destroyForcibly();
            }
        }
    }

    private String get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(address(0, path)).timeout(PATIENCE).build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private URI address(int number, String path) {
        return URI.create("http://127.0.0.1:" + ports[number] + path);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
