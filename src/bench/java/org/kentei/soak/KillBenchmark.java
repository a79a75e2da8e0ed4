package org.kentei.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kentei.record.database.PostgreSql;

/**
 * Kills the service with SIGKILL while clients post to it, starts it again, and looks for every assessment that was
 * acknowledged. It ends with 1 if any is missing, and with 2 if the service does not start.
 */
final class KillBenchmark {

    private static final int CLIENTS = 8;
    private static final Path FOLDER = Path.of("target", "bench", "kill");
    private static final Pattern ID = Pattern.compile("\"assessmentId\":\"([^\"]+)\"");

    private KillBenchmark() {}

    /** Takes the rounds on each store, the seconds of load before each kill, and the service's jar. */
    public static void main(String... arguments) {
        try {
            System.exit(missing(arguments) == 0 ? 0 : 1);
        } catch (Exception failed) {
            // the database of the test would keep this program running
            failed.printStackTrace();
            System.exit(2);
        }
    }

    private static long missing(String... arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        Path jar = Path.of(arguments[2]);
        Files.createDirectories(FOLDER);
        List<String> table =
                new ArrayList<>(List.of("| store | round | acknowledged | missing |", "|---|---|---|---|"));
        long missing = 0;
        for (boolean postgreSql : new boolean[] {false, true}) {
            List<String> settings = new ArrayList<>(List.of("-Xmx512m", "-Dkentei.gate.time-limit=PT5M"));
            if (postgreSql) {
                PostgreSql.TestDatabase database = PostgreSql.freshDatabase();
                settings.add("-Dkentei.store.url=" + database.url());
                settings.add("-Dkentei.store.user=" + database.user());
                settings.add("-Dkentei.store.password=" + database.password());
            }
            Path folder = Files.createTempDirectory(FOLDER.toAbsolutePath(), "round-");
            try (ServiceProcess service = new ServiceProcess(folder, "data", settings, jar)) {
                service.start();
                service.awaitReady();
                for (int round = 1; round <= rounds; round++) {
                    List<String> acknowledged = postAndKill(service, seconds);
                    if (acknowledged.isEmpty()) {
                        throw new IllegalStateException("No assessment was acknowledged before the kill.");
                    }
                    service.start();
                    service.awaitReady();
                    long lost = missing(service, acknowledged);
                    missing += lost;
                    table.add("| %s | %d | %d | %d |"
                            .formatted(postgreSql ? "PostgreSQL" : "H2", round, acknowledged.size(), lost));
                    System.out.println(table.get(table.size() - 1));
                }
            }
        }
        Files.write(FOLDER.resolve("kill.md"), table);
        return missing;
    }

    private static List<String> postAndKill(ServiceProcess service, int seconds) throws InterruptedException {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        List<Thread> clients = new ArrayList<>();
        for (int number = 0; number < CLIENTS; number++) {
            String candidate = ServiceProcess.candidate("E-" + number);
            Thread client = new Thread(() -> {
                @Nullable String id = post(service, candidate);
                while (id != null) {
                    acknowledged.add(id);
                    id = post(service, candidate);
                }
            });
            client.start();
            clients.add(client);
        }
        Thread.sleep(seconds * 1000L);
        service.kill();
        for (Thread client : clients) {
            client.join();
        }
        return List.copyOf(acknowledged);
    }

    /** The id of the assessment; null when the service no longer answers. */
    private static @Nullable String post(ServiceProcess service, String candidate) {
        try {
            var answer = service.post(candidate);
            Matcher id = ID.matcher(answer.body());
            return answer.statusCode() == 201 && id.find() ? id.group(1) : null;
        } catch (IOException killed) {
            return null;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static long missing(ServiceProcess service, List<String> acknowledged)
            throws IOException, InterruptedException {
        long missing = 0;
        for (String id : acknowledged) {
            missing += service.get("/v1/assessments/" + id + "/result").statusCode() == 200 ? 0 : 1;
        }
        return missing;
    }
}
