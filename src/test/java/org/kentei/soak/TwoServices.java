package org.kentei.soak;

import static org.kentei.soak.Findings.say;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.StreamSupport;
import org.kentei.hash.Hash;
import org.kentei.log.Checkpoint;
import org.kentei.log.Frontier;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.AssessmentEntry;
import org.kentei.log.MerkleProof;
import org.kentei.log.VerifierKey;

/**
 * Two services on one PostgreSQL, four clients; one service is killed and the database restarted meanwhile. Then every
 * acknowledged assessment has to be there once, the log complete, and every proof good.
 */
final class TwoServices {

    private static final int CLIENTS = 4;
    private static final int ENTRIES_AT_ONCE = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer that said 201. */
    private record Acknowledged(String id, String candidateId, String result) {}

    private final Path folder = Files.createTempDirectory("two-services");
    private final int databasePort = ServiceProcess.freePort();
    private final List<ServiceProcess> services = List.of(service("one"), service("other"));
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final Outcomes others = new Outcomes();
    private final Findings findings = new Findings();
    private EmbeddedPostgres database;
    private volatile boolean over;

    private TwoServices() throws IOException {
        database = startDatabase();
    }

    /** Takes the seconds to post for; the checks take about as long again. */
    public static void main(String... arguments) throws Exception {
        new TwoServices().run(Integer.parseInt(arguments[0]));
    }

    private void run(int seconds) throws Exception {
        say("logs and data: %s", folder);
        int proofs;
        try {
            // one after the other, since both would make the tables
            for (ServiceProcess service : services) {
                service.start();
                service.awaitReady();
            }
            post(seconds);
            services.get(0).awaitReady();
            services.get(1).awaitReady();
            proofs = check();
        } finally {
            over = true;
            for (ServiceProcess service : services) {
                service.stop();
            }
        }
        try {
            List<String> verify = new ArrayList<>(List.of("verify"));
            for (ServiceProcess service : services) {
                verify.addAll(List.of("--key", key(service).toString()));
                verify.addAll(List.of(
                        "--checkpoint",
                        service.data().resolve("checkpoints.log").toString()));
            }
            command(verify);
            command(List.of("replay", "--all"));
        } finally {
            database.close();
        }
        findings.end("%d acknowledged while a service was killed and the database restarted; %d proofs good"
                .formatted(acknowledged.size(), proofs));
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
        long part = seconds * 1000L / 4;
        Thread.sleep(part);
        services.get(1).kill();
        say("after %d acknowledged: the second service is killed", acknowledged.size());
        Thread.sleep(part);
        database.close();
        say("after %d acknowledged: the database is stopped", acknowledged.size());
        Thread.sleep(2000);
        database = startDatabase();
        say("after %d acknowledged: the database runs again", acknowledged.size());
        Thread.sleep(part);
        services.get(1).start();
        services.get(1).awaitReady();
        say("after %d acknowledged: the second service runs again", acknowledged.size());
        Thread.sleep(part);
        over = true;
        for (Thread client : clients) {
            client.join();
        }
        say("%d acknowledged in the end; other outcomes: %s", acknowledged.size(), others);
    }

    private void post(int client, String prefix) {
        for (int count = 0; !over; count++) {
            String candidateId = prefix + client + "-" + count;
            int service = (client + count) % 2;
            String asked = "service " + (service + 1) + ": ";
            try {
                HttpResponse<String> answer = services.get(service).post(ServiceProcess.candidate(candidateId));
                JsonNode body = JSON.readTree(answer.body());
                if (answer.statusCode() == 201) {
                    acknowledged.add(new Acknowledged(body.get("assessmentId").asText(), candidateId, answer.body()));
                } else {
                    others.count(asked + answer.statusCode() + " "
                            + body.path("type").asText("no type"));
                }
            } catch (IOException unanswered) {
                others.count(asked + "no answer");
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

    /** All that can be asked of the services and computed from the answers alone; the number of proofs that hold. */
    private int check() throws Exception {
        long begun = System.nanoTime();
        List<VerifierKey> keys = new ArrayList<>();
        for (ServiceProcess service : services) {
            keys.add(VerifierKey.parse(Files.readString(key(service)).strip()));
        }
        Map<String, Integer> logged = readLog(keys);
        int proofs = 0;
        int asked = 0;
        for (Acknowledged one : acknowledged) {
            int times = logged.getOrDefault(one.id(), 0);
            if (times != 1) {
                findings.wrong(one + " is in the log " + times + " times");
            }
            int service = asked++ % 2;
            if (!get(service, "/v1/assessments/" + one.id()).equals(one.result())) {
                findings.wrong(one + " is answered otherwise when read again");
            }
            JsonNode listed = JSON.readTree(get(service, "/v1/assessments?candidateId=" + one.candidateId()));
            if (listed.path("items").size() != 1) {
                findings.wrong(one + " is listed " + listed.path("items").size() + " times");
            }
            if (proves(JSON.readTree(get(service, "/v1/assessments/" + one.id() + "/proof")), one, keys)) {
                proofs++;
            } else {
                findings.wrong(one + " is not proved");
            }
        }
        say(
                "%d acknowledged: read again, listed and proved; %d proofs good; %.0f s",
                asked, proofs, (System.nanoTime() - begun) / 1e9);
        return proofs;
    }

    private Map<String, Integer> readLog(List<VerifierKey> keys) throws Exception {
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
            findings.wrong("the entries do not come to the root of the newest checkpoint");
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

    private void command(List<String> words) throws Exception {
        long begun = System.nanoTime();
        Path log = folder.resolve(words.get(0) + ".txt");
        List<String> line = services.get(0).commandLine();
        line.addAll(words);
        int status = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        List<String> lines = Files.readAllLines(log);
        say(
                "`%s` ended with %d after %.1f s: %s",
                words.get(0),
                status,
                (System.nanoTime() - begun) / 1e9,
                String.join(" ", lines.subList(Math.max(0, lines.size() - 2), lines.size())));
        if (status != 0) {
            findings.wrong("`" + words.get(0) + "` ended with " + status);
        }
    }

    private ServiceProcess service(String name) throws IOException {
        return new ServiceProcess(
                folder,
                name,
                List.of(
                        "-Xmx512m",
                        "-Dkentei.log.append-key=" + folder.resolve("append-key"),
                        "-Dkentei.master-key=" + folder.resolve("master-key"),
                        "-Dkentei.store.user=postgres",
                        "-Dkentei.store.url=jdbc:postgresql://localhost:" + databasePort + "/postgres"));
    }

    private EmbeddedPostgres startDatabase() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setDataDirectory(folder.resolve("database"))
                .setCleanDataDirectory(false)
                .setPort(databasePort)
                .start();
    }

    private String get(int service, String path) throws IOException, InterruptedException {
        return services.get(service).get(path).body();
    }

    private static Path key(ServiceProcess service) {
        return service.data().resolve("log-key.pub");
    }
}
