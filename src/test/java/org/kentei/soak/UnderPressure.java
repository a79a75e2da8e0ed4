package org.kentei.soak;

import static org.kentei.soak.Findings.say;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A service with a heap of 512 MB under clients that read slowly, leave, or ask for much at once. Everything has to be
 * answered or refused cleanly, posts have to go on, and all has to be well again soon after.
 */
final class UnderPressure {

    private static final int CLIENTS = 8;
    private static final int RECOVERY_SECONDS = 90;

    private final Path folder = Files.createTempDirectory("under-pressure");
    private final ServiceProcess service =
            new ServiceProcess(folder, "data", List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"));
    private final Findings findings = new Findings();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private final AtomicLong resident = new AtomicLong();
    private volatile boolean over;

    private UnderPressure() throws IOException {}

    /** Takes the number of assessments to record first, which is how long an export is. */
    public static void main(String... arguments) throws Exception {
        new UnderPressure().run(Integer.parseInt(arguments[0]));
    }

    private void run(int recorded) throws Exception {
        say("logs and data: %s", folder);
        DemandingClients clients = new DemandingClients(service, recorded, findings);
        try {
            service.start();
            service.awaitReady();
            fill(recorded);
            say("posts before: %s", posts(5));
            scenario("slow readers", clients::readSlowly);
            scenario("parallel exports", clients::export);
            scenario("large views", clients::lookAtMuch);
            scenario("leaving clients", clients::leave);
            clients.endTheSendingSide();
            say("posts after: %s", posts(5));
            log();
        } finally {
            over = true;
            if (!service.stop()) {
                findings.wrong("the service did not end when it was asked to");
            }
        }
        findings.end("4 kinds of demanding clients on %d assessments; slowest post meanwhile %d ms, resident %d MB"
                .formatted(recorded, slowest.get(), resident.get()));
    }

    private interface Scenario {
        void run() throws Exception;
    }

    /** Runs it while one client posts ten times a second, and another asks for readiness and memory. */
    private void scenario(String name, Scenario scenario) throws Exception {
        say("--- %s", name);
        Outcomes posts = new Outcomes();
        Outcomes readiness = new Outcomes();
        AtomicLong slowestHere = new AtomicLong();
        over = false;
        Thread poster = repeat(100, () -> {
            long begun = System.nanoTime();
            posts.count(Outcomes.of(() -> post("during-" + made.incrementAndGet())));
            slowestHere.accumulateAndGet((System.nanoTime() - begun) / 1_000_000, Math::max);
        });
        Thread watcher = repeat(500, () -> {
            readiness.count(Outcomes.of(() -> service.get("/q/health/ready").statusCode()));
            resident.accumulateAndGet(service.residentMegabytes(), Math::max);
        });
        scenario.run();
        over = true;
        poster.join();
        watcher.join();
        slowest.accumulateAndGet(slowestHere.get(), Math::max);
        say("posts meanwhile: %s, slowest %d ms", posts, slowestHere.get());
        say("readiness meanwhile: %s; resident at most %d MB", readiness, resident.get());
        recover(name);
        posts.seen()
                .filter(outcome -> !outcome.equals("201"))
                .forEach(outcome -> findings.wrong(name + ": posts ended in " + outcome));
    }

    private void recover(String name) throws Exception {
        long begun = System.nanoTime();
        while (seconds(begun) < RECOVERY_SECONDS) {
            if (service.isAlive()
                    && Outcomes.of(() -> service.get("/q/health/ready").statusCode())
                            .equals("200")
                    && Outcomes.of(() -> post("after-" + made.incrementAndGet()))
                            .equals("201")
                    && Outcomes.of(() -> service.get("/v1/assessments/export?candidateId=no-one")
                                    .statusCode())
                            .equals("200")) {
                say("all well %.1f s after", seconds(begun));
                return;
            }
            Thread.sleep(200);
        }
        findings.wrong(name + ": not well within " + RECOVERY_SECONDS + " s");
        if (!service.isAlive()) {
            throw new IllegalStateException("The service has ended");
        }
    }

    private void fill(int count) throws InterruptedException {
        long begun = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        DemandingClients.together(CLIENTS, () -> {
            for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                String candidate = "candidate-" + number;
                String outcome = Outcomes.of(() -> post(candidate));
                if (!outcome.equals("201")) {
                    findings.wrong("an assessment before the pressure ended in " + outcome);
                }
            }
        });
        say("%d assessments recorded in %.1f s", count, seconds(begun));
    }

    private String posts(int forSeconds) throws InterruptedException {
        long begun = System.nanoTime();
        AtomicInteger answered = new AtomicInteger();
        DemandingClients.together(2, () -> {
            while (seconds(begun) < forSeconds) {
                if (Outcomes.of(() -> post("rate-" + made.incrementAndGet())).equals("201")) {
                    answered.incrementAndGet();
                }
            }
        });
        return "%.0f a second by 2 clients".formatted(answered.get() / seconds(begun));
    }

    private int post(String candidateId) throws IOException, InterruptedException {
        return service.post(ServiceProcess.candidate(candidateId)).statusCode();
    }

    private void log() throws IOException {
        List<String> lines = Files.readAllLines(service.log());
        long incidents =
                lines.stream().filter(line -> line.contains("Incident")).count();
        long outOfMemory = lines.stream()
                .filter(line -> line.contains("java.lang.OutOfMemoryError"))
                .count();
        say("the log: %d lines, %d incidents, %d out of memory", lines.size(), incidents, outOfMemory);
        if (incidents + outOfMemory > 0) {
            findings.wrong("the service's log has incidents or lacks memory");
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

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
