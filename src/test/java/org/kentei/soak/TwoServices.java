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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.kentei.assessment.ExampleCandidate;
import org.kentei.hash.Hash;
import org.kentei.log.Checkpoint;
import org.kentei.log.Frontier;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.AssessmentEntry;
import org.kentei.log.MerkleProof;
import org.kentei.log.VerifierKey;

/**
 * Two services on one PostgreSQL, four clients; one service is killed and the database restarted meanwhile. Then every
 * acknowledged assessment has to be there once, the log complete, and every proof good. A program, not a test: build
 * the service and the tests ({@code mvn -DskipTests package}), and with the class path of the tests run, in the project's
 * folder, {@code TwoServices 60} to have the clients post for 60 seconds. It takes about twice as long, then ends by itself,
 * with 0 if all was well.
 */
public final class TwoServices {

    private static final int CLIENTS = 4;
    private static final int ENTRIES_AT_ONCE = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer that said 201. */
    private record Acknowledged(String id, String candidateId, String result) {}

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path folder = Files.createTempDirectory("two-services");
    private final int databasePort = freePort();
    private final int[] ports = {freePort(), freePort()};
    private final Process[] services = new Process[2];
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> others = new ConcurrentSkipListMap<>();
    private final List<String> wrong = new ArrayList<>();
    private EmbeddedPostgres database;
    private volatile boolean over;

    private TwoServices() throws IOException {}

    /** Takes the seconds to post for. */
    public static void main(String... arguments) throws Exception {
        boolean sound = new TwoServices().run(Integer.parseInt(arguments[0]));
        System.exit(sound ? 0 : 1);
    }

    private boolean run(int seconds) throws Exception {
        say("logs and data: %s", folder);
        database = startDatabase();
        try {
            startService(0);
            awaitReady(0);
            startService(1);
            awaitReady(1);
            post(seconds);
            awaitReady(0);
            awaitReady(1);
            check();
        } finally {
            over = true;
            for (Process service : services) {
                stop(service);
            }
        }
        try {
            command(
                    "verify",
                    "--key",
                    key(0).toString(),
                    "--key",
                    key(1).toString(),
                    "--checkpoint",
                    checkpoints(0).toString(),
                    "--checkpoint",
                    checkpoints(1).toString());
            command("replay", "--all");
        } finally {
            database.close();
        }
        wrong.stream().limit(20).forEach(one -> say("WRONG: %s", one));
        say(wrong.isEmpty() ? "All is well." : "%d things are wrong.", wrong.size());
        return wrong.isEmpty();
    }

    /** Posts, and meanwhile kills the second service, restarts the database, and starts the second service again. */
    private void post(int seconds) throws Exception {
        List<Thread> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            Thread thread = new Thread(() -> post(number, "c"));
            thread.start();
            clients.add(thread);
        }
        long part = seconds * 1000L / 5;
        Thread.sleep(part);
        services[1].destroyForcibly().waitFor();
        say("after %d acknowledged: the second service is killed", acknowledged.size());
        Thread.sleep(part);
        database.close();
        say("after %d acknowledged: the database is stopped", acknowledged.size());
        Thread.sleep(2000);
        database = startDatabase();
        say("after %d acknowledged: the database runs again", acknowledged.size());
        Thread.sleep(part);
        startService(1);
        awaitReady(1);
        say("after %d acknowledged: the second service runs again", acknowledged.size());
        Thread.sleep(part);
        over = true;
        for (Thread client : clients) {
            client.join();
        }
        say("%d acknowledged in the end; other outcomes: %s", acknowledged.size(), others);
    }

    private void post(int client, String prefix) {
        String example = new String(ExampleCandidate.json(), java.nio.charset.StandardCharsets.UTF_8);
        for (int count = 0; !over; count++) {
            String candidateId = prefix + client + "-" + count;
            int service = (client + count) % 2;
            HttpRequest request = HttpRequest.newBuilder(address(service, "/v1/assessments"))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(example.replace("E-1024", candidateId)))
                    .build();
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() == 201) {
                    String id = JSON.readTree(answer.body()).get("assessmentId").asText();
                    acknowledged.add(new Acknowledged(id, candidateId, answer.body()));
                } else {
                    count("service " + (service + 1) + ": " + answer.statusCode() + " "
                            + JSON.readTree(answer.body()).path("type").asText("no type"));
                }
            } catch (IOException unanswered) {
                count("service " + (service + 1) + ": no answer");
                pause();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private static void pause() {
        try {
            // a refused connection costs no time, and a million of them would say nothing more
            Thread.sleep(20);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(String outcome) {
        others.computeIfAbsent(outcome, any -> new AtomicInteger()).incrementAndGet();
    }

    /** All that can be asked of the services and computed from the answers alone. */
    private void check() throws Exception {
        long begun = System.nanoTime();
        List<VerifierKey> keys = new ArrayList<>();
        keys.add(VerifierKey.parse(Files.readString(key(0)).strip()));
        keys.add(VerifierKey.parse(Files.readString(key(1)).strip()));
        Map<String, Integer> logged = readLog(keys);
        int proofs = 0;
        int asked = 0;
        for (Acknowledged one : acknowledged) {
            int times = logged.getOrDefault(one.id(), 0);
            if (times != 1) {
                wrong.add(one + " stands in the log " + times + " times");
            }
            int service = asked++ % 2;
            if (!get(service, "/v1/assessments/" + one.id()).equals(one.result())) {
                wrong.add(one + " is answered otherwise when read again");
            }
            JsonNode listed = JSON.readTree(get(service, "/v1/assessments?candidateId=" + one.candidateId()));
            if (listed.path("items").size() != 1) {
                wrong.add(one + " is listed " + listed.path("items").size() + " times");
            }
            if (proves(JSON.readTree(get(service, "/v1/assessments/" + one.id() + "/proof")), one, keys)) {
                proofs++;
            } else {
                wrong.add(one + " is not proved");
            }
        }
        say(
                "%d acknowledged: read again, listed and proved; %d proofs good; %.0f s",
                asked, proofs, (System.nanoTime() - begun) / 1e9);
    }

    private Map<String, Integer> readLog(List<VerifierKey> keys) throws Exception {
        Thread.sleep(100);
        Checkpoint newest = Checkpoint.open(get(0, "/v1/log/checkpoint"), keys);
        Frontier frontier = new Frontier();
        Map<String, Integer> logged = new HashMap<>();
        Map<String, Integer> kinds = new TreeMap<>();
        boolean signed = false;
        while (true) {
            JsonNode some = JSON.readTree(get(
                            1,
                            "/v1/log/entries?start=" + frontier.size() + "&end=" + (frontier.size() + ENTRIES_AT_ONCE)))
                    .get("entries");
            if (some.isEmpty()) {
                break;
            }
            for (JsonNode entry : some) {
                LogEntry read = LogEntry.parse(entry.asText(), frontier.size());
                frontier.append(LogEntry.leaf(entry.asText()));
                signed |= frontier.size() == newest.size() && frontier.root().equals(newest.root());
                kinds.merge(read.getClass().getSimpleName(), 1, Integer::sum);
                if (read instanceof AssessmentEntry assessed) {
                    logged.merge(assessed.assessmentId().toString(), 1, Integer::sum);
                }
            }
        }
        if (!signed) {
            wrong.add("the entries do not come to the root of the newest checkpoint");
        }
        say(
                "the log: %d entries without a gap, %s; checkpoint at %d of the same root: %s",
                frontier.size(), kinds, newest.size(), signed);
        say("in the log, though never acknowledged: %d", logged.size() - acknowledged.size());
        return logged;
    }

    private static boolean proves(JsonNode proof, Acknowledged one, List<VerifierKey> keys) {
        Checkpoint checkpoint = Checkpoint.open(proof.get("checkpoint").asText(), keys);
        String entry = proof.get("entry").asText();
        long index = proof.get("index").asLong();
        List<Hash> path = StreamSupport.stream(proof.get("inclusionPath").spliterator(), false)
                .map(hash -> Hash.ofBase64(hash.asText()))
                .toList();
        return ((AssessmentEntry) LogEntry.parse(entry, index))
                        .assessmentId()
                        .toString()
                        .equals(one.id())
                && MerkleProof.includes(LogEntry.leaf(entry), index, checkpoint.size(), path, checkpoint.root());
    }

    private void command(String... words) throws Exception {
        long begun = System.nanoTime();
        Path log = folder.resolve(words[0] + ".txt");
        List<String> line = java(data(0));
        line.addAll(List.of(words));
        int status = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        List<String> lines = Files.readAllLines(log);
        say(
                "`%s` ended with %d after %.1f s: %s",
                String.join(" ", words[0]),
                status,
                (System.nanoTime() - begun) / 1e9,
                String.join(" ", lines.subList(Math.max(0, lines.size() - 2), lines.size())));
        if (status != 0) {
            wrong.add("`" + words[0] + "` ended with " + status);
        }
    }

    private List<String> java(Path data, String... settings) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dkentei.data=" + data,
                "-Dkentei.store.user=postgres",
                "-Dkentei.store.url=jdbc:postgresql://localhost:" + databasePort + "/postgres"));
        line.addAll(List.of(settings));
        line.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        return line;
    }

    private void startService(int number) throws IOException {
        services[number] = new ProcessBuilder(java(data(number), "-Dquarkus.http.port=" + ports[number]))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("service-" + number + ".log").toFile()))
                .start();
    }

    private void awaitReady(int service) throws Exception {
        for (long begun = System.nanoTime(); System.nanoTime() - begun < 2 * PATIENCE.toNanos(); Thread.sleep(100)) {
            try {
                HttpRequest request = HttpRequest.newBuilder(address(service, "/q/health/ready"))
                        .build();
                if (http.send(request, BodyHandlers.ofString()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it is starting
            }
        }
        throw new IllegalStateException("Service " + service + " did not become ready; its log is in " + folder);
    }

    private EmbeddedPostgres startDatabase() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setDataDirectory(folder.resolve("database"))
                .setCleanDataDirectory(false)
                .setPort(databasePort)
                .start();
    }

    private static void stop(Process service) throws InterruptedException {
        if (service != null) {
            service.destroy();
            if (!service.waitFor(20, TimeUnit.SECONDS)) {
                service.destroyForcibly();
            }
        }
    }

    private String get(int service, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(address(service, path)).timeout(PATIENCE).build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private URI address(int service, String path) {
        return URI.create("http://127.0.0.1:" + ports[service] + path);
    }

    private Path data(int service) {
        return folder.resolve("data-" + service);
    }

    private Path key(int service) {
        return data(service).resolve("log-key.pub");
    }

    private Path checkpoints(int service) {
        return data(service).resolve("checkpoints.log");
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
