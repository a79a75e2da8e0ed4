package org.kentei.soak;

import static org.kentei.soak.Findings.say;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.live.OwnRules;

/**
 * Swaps rules under load on a service with 256 MB of heap, and watches what that costs. Of the one revision the clients'
 * candidate is at level 7, of the other at level 6, so that an answer of neither shows.
 */
final class LiveSwaps {

    private static final int REPORTS = 5;
    private static final long PAUSE_MILLIS = 5;
    private static final long SWAP_SECONDS = 60;
    private static final Pattern REVISION = Pattern.compile("\"revision\":\"([0-9a-f]{64})\"");
    private static final Pattern LEVEL = Pattern.compile("\"certifiedLevel\":(\\d|null)");
    private static final String CONTRIBUTIONS = Stream.of(
                    "BOOK", "PROFESSIONAL_COMMUNITY", "EXTERNAL_PAPER", "INTERNAL_PAPER", "PATENT_APPLICATION")
            .map(kind -> "{ \"kind\": \"" + kind
                    + "\", \"specialtyField\": \"IT_SERVICE_MANAGEMENT\", \"date\": \"2022-05-01\" }")
            .collect(Collectors.joining(", ", "\"contributions\": [", "]"));

    private final Path folder = Files.createTempDirectory("live-swaps");
    private final ServiceProcess service = new ServiceProcess(
            folder,
            "data",
            List.of("-Xmx256m", "-Dkentei.rules=" + folder.resolve("rules"), "-Dkentei.live.poll=PT0.1S"));
    private final String candidate = ServiceProcess.candidate("swapped")
            .replace("\"annualContractValue\": 2600000000, ", "")
            .replaceFirst("(?s)\"contributions\": \\[.*?\\]", CONTRIBUTIONS);
    private final Map<String, String> levels = new ConcurrentHashMap<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<Long> microseconds = Collections.synchronizedList(new ArrayList<>());
    private final Findings findings = new Findings();
    private volatile boolean over;

    private LiveSwaps() throws IOException {}

    /** Takes the number of swaps and of clients. A swap takes some seconds, most of them in the check of the rules. */
    public static void main(String... arguments) throws Exception {
        new LiveSwaps().run(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    }

    private void run(int swaps, int clients) throws Exception {
        say("logs and data: %s", folder);
        copy("a", "headcount >= 250");
        copy("b", "headcount >= 300");
        Files.createSymbolicLink(folder.resolve("rules"), folder.resolve("a"));
        try (service) {
            service.start();
            service.awaitReady();
            measure(swaps, clients);
        } finally {
            over = true;
        }
        Collections.sort(microseconds);
        say("milliseconds of an answer: median %.1f, 99 of 100 %.1f, the longest %.1f", at(0.5), at(0.99), at(1));
        findings.end("%d swaps, %d answers by the revision that each names".formatted(swaps, answered.get()));
    }

    private void measure(int swaps, int clients) throws Exception {
        String first = active();
        levels.put(first, "7");
        say("save to live, idle: %d ms", swapTo("b", null));
        String second = active();
        levels.put(second, "6");
        List<Thread> threads = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            Thread thread = new Thread(this::post);
            thread.start();
            threads.add(thread);
        }
        say("swaps answered ms liveHeapMB metaspaceMB classes");
        long took = 0;
        for (int swap = 0; swap <= swaps; swap++) {
            if (swap % Math.max(1, swaps / REPORTS) == 0) {
                report(swap, took);
            }
            took = swapTo(swap % 2 == 0 ? "a" : "b", swap % 2 == 0 ? first : second);
        }
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private double at(double share) {
        return microseconds.isEmpty()
                ? 0
                : microseconds.get((int) Math.min(microseconds.size() - 1, share * microseconds.size())) / 1000.0;
    }

    private void copy(String name, String size) throws IOException {
        OwnRules.restore(folder.resolve(name));
        Path sheet = folder.resolve(name).resolve("operations-management/OM7.drl");
        Files.writeString(sheet, Files.readString(sheet).replace("headcount >= 250", size));
    }

    /** Swaps the link and waits until the revision is live, or any other than before; the milliseconds that took. */
    private long swapTo(String name, @Nullable String revision) throws Exception {
        String before = active();
        Path beside = Files.createSymbolicLink(folder.resolve("beside"), folder.resolve(name));
        long begun = System.nanoTime();
        Files.move(
                beside, folder.resolve("rules"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        while (true) {
            String now = active();
            if (revision == null ? !now.equals(before) : now.equals(revision)) {
                return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            }
            Thread.sleep(20);
            if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(SWAP_SECONDS)) {
                throw new IllegalStateException("The revision did not go live");
            }
        }
    }

    private void post() {
        while (!over) {
            try {
                long begun = System.nanoTime();
                HttpResponse<String> answer = service.post(candidate);
                microseconds.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
                check(answer);
                Thread.sleep(PAUSE_MILLIS);
            } catch (IOException unanswered) {
                findings.wrong("no answer: " + unanswered);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void check(HttpResponse<String> answer) {
        Matcher revision = REVISION.matcher(answer.body());
        Matcher level = LEVEL.matcher(answer.body());
        if (answer.statusCode() != 201 || !revision.find() || !level.find()) {
            findings.wrong(answer.statusCode() + ": " + answer.body());
            return;
        }
        answered.incrementAndGet();
        String expected = levels.getOrDefault(revision.group(1), "unknown");
        if (!expected.equals(level.group(1))) {
            findings.wrong("level " + level.group(1) + " by a revision of level " + expected);
        }
    }

    private void report(int swap, long took) throws Exception {
        // what is live is what counts, not what waits to be collected
        new ProcessBuilder("jcmd", Long.toString(service.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        say(
                "%d %d %d %.1f %.1f %.0f",
                swap,
                answered.get(),
                took,
                service.metric("jvm_memory_used_bytes{area=\"heap\"") / 1048576,
                (service.metric("jvm_memory_used_bytes{area=\"nonheap\",id=\"Metaspace\"")
                                + service.metric(
                                        "jvm_memory_used_bytes{area=\"nonheap\",id=\"Compressed Class Space\""))
                        / 1048576,
                service.metric("jvm_classes_loaded_classes "));
    }

    private String active() throws IOException, InterruptedException {
        Matcher revision = REVISION.matcher(service.get("/v1/rules").body());
        if (!revision.find()) {
            throw new IllegalStateException("The service does not tell its revision");
        }
        return revision.group(1);
    }
}
