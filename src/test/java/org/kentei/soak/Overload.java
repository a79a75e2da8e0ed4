package org.kentei.soak;

import static org.kentei.soak.Findings.say;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Offers the built service half of what it can bear, all of it and twice that; then it is killed under twice the load, and
 * at last asked to end under the load it can bear. What it accepts has to be answered as soon as without overload, the
 * rest refused quickly, and nothing that was acknowledged may be lost. When it is asked to end, what it accepted has to be
 * answered.
 */
final class Overload {

    private static final int CLIENTS = 16;
    private static final int WARM_UP_SECONDS = 20;
    private static final String STORED = "201";
    private static final String REFUSED = "503";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder = Files.createTempDirectory("overload");

    /** All requests come from one address, so its limit of requests a second must not be the one that is reached. */
    private final ServiceProcess service = new ServiceProcess(
            folder, "data", List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError", "-Dkentei.requests.per-second=1000000"));

    private final Findings findings = new Findings();
    private final Set<String> acknowledged = new HashSet<>();
    private final List<String> table = new ArrayList<>();

    private Overload() throws IOException {}

    /** Takes for how many seconds each load is offered. */
    public static void main(String... arguments) throws Exception {
        new Overload().run(Integer.parseInt(arguments[0]));
    }

    private void run(int seconds) throws Exception {
        say(
                "logs and data: %s; load of the machine %s",
                folder, Files.readString(Path.of("/proc/loadavg")).strip());
        String told;
        try (OfferedLoad load = new OfferedLoad(service.port())) {
            service.start();
            service.awaitReady();
            load.byClients(CLIENTS, WARM_UP_SECONDS);
            OfferedLoad.Result most = load.byClients(CLIENTS, seconds);
            double rate = most.count(STORED) / most.seconds();
            row("%d clients, one request after the other".formatted(CLIENTS), most);
            row("half of that rate offered", load.atRate(rate / 2, seconds));
            row("that rate offered", load.atRate(rate, seconds));
            OfferedLoad.Result twice = load.atRate(2 * rate, seconds);
            row("twice that rate offered", twice);
            if (twice.all() != twice.count(STORED) + twice.count(REFUSED)) {
                findings.wrong("twice the rate: " + twice.outcomes());
            }
            kill(load, rate, seconds);
            stop(load, rate, seconds);
            told = "%.0f a second by %d clients; at twice that %.0f accepted, %.0f refused"
                    .formatted(
                            rate,
                            CLIENTS,
                            twice.count(STORED) / twice.seconds(),
                            twice.count(REFUSED) / twice.seconds());
        } finally {
            service.close();
        }
        say("load of the machine %s", Files.readString(Path.of("/proc/loadavg")).strip());
        say("| load | offered a second | accepted a second | median, 99 %% of accepted (ms) | refused a second |"
                + " median, 99 %% of refused (ms) | others |");
        say("|---|---|---|---|---|---|---|");
        table.forEach(row -> say("%s", row));
        findings.end(told);
    }

    private void row(String name, OfferedLoad.Result result) {
        acknowledged.addAll(result.acknowledged());
        String row = "| %s | %.0f | %.0f | %.1f, %.1f | %.0f | %.1f, %.1f | %d |"
                .formatted(
                        name,
                        result.all() / result.seconds(),
                        result.count(STORED) / result.seconds(),
                        result.percentile(STORED, 0.5),
                        result.percentile(STORED, 0.99),
                        result.count(REFUSED) / result.seconds(),
                        result.percentile(REFUSED, 0.5),
                        result.percentile(REFUSED, 0.99),
                        result.all() - result.count(STORED) - result.count(REFUSED));
        say("%s %s", row, result.outcomes());
        table.add(row);
    }

    /** Nothing that was acknowledged is lost when it is killed under twice the load. */
    private void kill(OfferedLoad load, double rate, int seconds) throws Exception {
        Thread killer = after(seconds * 500L, service::kill);
        OfferedLoad.Result result = load.atRate(2 * rate, seconds);
        killer.join();
        acknowledged.addAll(result.acknowledged());
        service.start();
        service.awaitReady();
        checkLost("killed under twice the rate", result);
    }

    /** Everything that was accepted is answered when it is asked to end. */
    private void stop(OfferedLoad load, double rate, int seconds) throws Exception {
        int before = stored().size();
        boolean[] ended = {false};
        Thread stopper = after(seconds * 500L, () -> ended[0] = service.stop());
        OfferedLoad.Result result = load.atRate(rate / 2, seconds);
        stopper.join();
        acknowledged.addAll(result.acknowledged());
        if (!ended[0]) {
            findings.wrong("the service did not end when it was asked to");
        }
        service.start();
        service.awaitReady();
        checkLost("asked to end", result);
        int unanswered = stored().size() - before - result.acknowledged().size();
        say("stored, though the answer did not arrive, when it was asked to end: %d", unanswered);
        if (unanswered > 0) {
            findings.wrong(unanswered + " assessments were stored and not answered when the service was asked to end");
        }
    }

    private void checkLost(String when, OfferedLoad.Result result) throws Exception {
        Set<String> stored = stored();
        long lost = acknowledged.stream().filter(id -> !stored.contains(id)).count();
        say("%s: %s; %d acknowledged in all, %d of them lost", when, result.outcomes(), acknowledged.size(), lost);
        if (lost > 0) {
            findings.wrong(when + ": " + lost + " acknowledged assessments are lost");
        }
    }

    private Set<String> stored() throws IOException, InterruptedException {
        Set<String> stored = new HashSet<>();
        for (String line :
                (Iterable<String>) service.get("/v1/assessments/export").body().lines()::iterator) {
            String id = JSON.readTree(line).path("assessmentId").asText();
            if (!id.isEmpty()) {
                stored.add(id);
            }
        }
        return stored;
    }

    private interface Act {
        void run() throws Exception;
    }

    private static Thread after(long millis, Act act) {
        Thread thread = new Thread(() -> {
            try {
                Thread.sleep(millis);
                act.run();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        thread.start();
        return thread;
    }
}
