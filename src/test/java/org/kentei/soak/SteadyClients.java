package org.kentei.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Clients that post one candidate after the other whatever is answered, and one that asks whether the service is ready. What
 * they saw is counted by period.
 */
final class SteadyClients {

    private static final int CLIENTS = 4;
    private static final int PAUSE_MILLIS = 20;
    private static final int PROBE_MILLIS = 250;
    private static final String PROBLEM = "urn:kentei:problem:";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServiceProcess service;
    private final String prefix;
    private final AtomicInteger sent = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile Period period = new Period(false);
    private volatile boolean over;

    /** @param prefix what the ids of the candidates begin with */
    SteadyClients(ServiceProcess service, String prefix) {
        this.service = service;
        this.prefix = prefix;
    }

    /** What clients saw in a period. What was going on when a fault began or ended is counted to the fault. */
    static final class Period {

        private final boolean fault;

        private final long begun = System.nanoTime();
        private final Outcomes outcomes = new Outcomes();
        private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        private final AtomicLong slowest = new AtomicLong();
        private final AtomicLong slowestProbe = new AtomicLong();
        private final AtomicLong firstStored = new AtomicLong();
        private final AtomicLong firstReady = new AtomicLong();
        private final AtomicLong firstUnready = new AtomicLong();

        private Period(boolean fault) {
            this.fault = fault;
        }

        Outcomes outcomes() {
            return outcomes;
        }

        /** The ids of the assessments that were answered with 201. */
        Stream<String> acknowledged() {
            return acknowledged.stream();
        }

        /** The longest time to an answer of a post, in milliseconds. */
        long slowest() {
            return slowest.get();
        }

        long slowestProbe() {
            return slowestProbe.get();
        }

        /** After how many milliseconds the first post was answered with 201; 0 for never. */
        long firstStored() {
            return firstStored.get();
        }

        long firstReady() {
            return firstReady.get();
        }

        /** After how many milliseconds a probe was first told that the service is not ready; 0 for never. */
        long firstUnready() {
            return firstUnready.get();
        }

        private long millis() {
            return Math.max(1, (System.nanoTime() - begun) / 1_000_000);
        }
    }

    void start() {
        for (int client = 0; client < CLIENTS; client++) {
            run(PAUSE_MILLIS, this::post);
        }
        run(PROBE_MILLIS, this::probe);
    }

    /** Begins another period, and gives it. */
    Period next(boolean fault) {
        Period next = new Period(fault);
        period = next;
        return next;
    }

    void stop() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** The ids of all assessments that the service has. */
    Set<String> stored() throws IOException, InterruptedException {
        Set<String> stored = new HashSet<>();
        String export = service.get("/v1/assessments/export").body();
        for (String line : (Iterable<String>) export.lines()::iterator) {
            stored.add(JSON.readTree(line).path("assessmentId").asText());
        }
        if (!export.contains("\"end\":true")) {
            throw new IOException("The export is not whole.");
        }
        return stored;
    }

    private void run(int pauseMillis, Runnable work) {
        Thread thread = new Thread(() -> {
            while (!over) {
                work.run();
                try {
                    Thread.sleep(pauseMillis);
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        });
        // so that they do not outlive a program that failed
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void post() {
        Period atBegin = period;
        long begun = System.nanoTime();
        String outcome;
        String stored = null;
        try {
            HttpResponse<String> answer = service.post(ServiceProcess.candidate(prefix + sent.incrementAndGet()));
            JsonNode body = JSON.readTree(answer.body());
            outcome = Integer.toString(answer.statusCode());
            if (answer.statusCode() == 201) {
                stored = body.get("assessmentId").asText();
                atBegin.firstStored.compareAndSet(0, atBegin.millis());
            } else {
                outcome += " " + body.path("type").asText("no type").replace(PROBLEM, "");
            }
        } catch (IOException unanswered) {
            outcome = unanswered.getClass().getSimpleName();
        } catch (InterruptedException stopped) {
            return;
        }
        Period now = atBegin.fault ? atBegin : period;
        now.slowest.accumulateAndGet((System.nanoTime() - begun) / 1_000_000, Math::max);
        now.outcomes.count(outcome);
        if (stored != null) {
            now.acknowledged.add(stored);
        }
    }

    private void probe() {
        Period now = period;
        long begun = System.nanoTime();
        String status = Outcomes.of(() -> service.get("/q/health/ready").statusCode());
        now.slowestProbe.accumulateAndGet((System.nanoTime() - begun) / 1_000_000, Math::max);
        (status.equals("200") ? now.firstReady : now.firstUnready).compareAndSet(0, now.millis());
    }
}
