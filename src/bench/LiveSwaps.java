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
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Swaps rules under load and watches what that costs. Build first, then, in the project's folder:
 *
 * <pre>java src/bench/LiveSwaps.java [swaps] [clients] [still]</pre>
 *
 * It starts the service on a free port of the loopback with 256 MB of heap, measures how long an edit takes to be live
 * with idle and with busy cores, and then swaps two revisions by a link while clients post. Of the one revision the
 * clients' candidate is at level 7, of the other at level 6, so that an answer of neither shows. With {@code still}
 * the clients post as they do otherwise and nothing is swapped: what grows then is not the swaps' doing.
 */
final class LiveSwaps {

    private static final int EVERY = 50;
    private static final long PAUSE_MILLIS = 5;
    private static final long STILL_MILLIS = 300;
    private static final Pattern REVISION = Pattern.compile("\"revision\":\"([0-9a-f]{64})\"");
    private static final Pattern LEVEL = Pattern.compile("\"certifiedLevel\":(\\d|null)");
    private static final String CONTRIBUTIONS = Stream.of(
                    "BOOK", "PROFESSIONAL_COMMUNITY", "EXTERNAL_PAPER", "INTERNAL_PAPER", "PATENT_APPLICATION")
            .map(kind -> "{ \"kind\": \"" + kind
                    + "\", \"specialtyField\": \"IT_SERVICE_MANAGEMENT\", \"date\": \"2022-05-01\" }")
            .collect(Collectors.joining(", ", "\"contributions\": [", "]"));

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> levels = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> answers = new ConcurrentHashMap<>();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong mixed = new AtomicLong();
    private final List<Long> microseconds = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean over;
    private Path folder;
    private int port;
    private Process service;
    private byte[] candidate;

    public static void main(String... arguments) throws Exception {
        int swaps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
        int clients = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        new LiveSwaps().run(swaps, clients, arguments.length > 2 && arguments[2].equals("still"));
    }

    private void run(int swaps, int clients, boolean still) throws Exception {
        folder = Files.createTempDirectory("live-swaps");
        candidate = Files.readString(Path.of("src/main/resources/examples/candidate.json"))
                .replace("\"annualContractValue\": 2600000000, ", "")
                .replaceFirst("(?s)\"contributions\": \\[.*?\\]", CONTRIBUTIONS)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        copy("a", "headcount >= 250");
        copy("b", "headcount >= 300");
        copy("c", "headcount >= 255");
        Files.createSymbolicLink(folder.resolve("rules"), folder.resolve("a"));
        start();
        try {
            measure(swaps, clients, still);
        } finally {
            over = true;
            service.destroy();
            if (!service.waitFor(20, TimeUnit.SECONDS)) {
                service.destroyForcibly();
            }
        }
    }

    private void measure(int swaps, int clients, boolean still) throws Exception {
        String first = active();
        levels.put(first, "7");
        System.out.printf("save to live, idle: %d ms%n", swapTo("b", null));
        String second = active();
        levels.put(second, "6");
        List<Thread> threads = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            Thread thread = new Thread(this::post);
            thread.start();
            threads.add(thread);
        }
        long busy = swapTo("c", null);
        levels.put(active(), "7");
        System.out.printf("save to live, %d clients: %d ms%n", clients, busy);
        System.out.println("swaps answered failed mixed liveHeapMB metaspaceMB classes");
        long begun = System.nanoTime();
        for (int swap = 0; swap <= swaps; swap++) {
            if (swap % EVERY == 0) {
                report(swap);
            }
            if (still) {
                Thread.sleep(STILL_MILLIS);
            } else {
                swapTo(swap % 2 == 0 ? "a" : "b", swap % 2 == 0 ? first : second);
            }
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
        Collections.sort(microseconds);
        System.out.printf(
                "%d swaps in %d s; %s answers by revision; failed %d, mixed %d%n",
                swaps, seconds, answers.values(), failed.get(), mixed.get());
        System.out.printf(
                "milliseconds of an answer: median %.1f, 99 of 100 %.1f, the longest %.1f%n", at(0.5), at(0.99), at(1));
    }

    private double at(double share) {
        return microseconds.get((int) Math.min(microseconds.size() - 1, share * microseconds.size())) / 1000.0;
    }

    private void copy(String name, String size) throws IOException {
        Path from = Path.of("rules");
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                // the cases stay out: they would rightly refuse the changed number
                if (file.toString().contains("case")) {
                    continue;
                }
                Path copy = folder.resolve(name).resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(
                        copy,
                        file.endsWith("OM7.drl")
                                ? Files.readString(file).replace("headcount >= 250", size)
                                : Files.readString(file));
            }
        }
    }

    private void start() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dquarkus.http.port=" + port,
                        "-Dkentei.rules=" + folder.resolve("rules"),
                        "-Dkentei.data=" + folder.resolve("data"),
                        "-Dkentei.live.poll=PT0.1S",
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("service.log").toFile())
                .start();
        System.out.println("the service's log: " + folder.resolve("service.log"));
        for (int attempt = 0; attempt < 600; attempt++) {
            try {
                if (get("/q/health/ready").statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it is starting
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("The service did not become ready");
    }

    /** Swaps the link and waits until the revision is live, or any other than before; the milliseconds that took. */
    private long swapTo(String name, String revision) throws Exception {
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
            if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(120)) {
                throw new IllegalStateException("The revision did not go live");
            }
        }
    }

    private void post() {
        HttpRequest request = HttpRequest.newBuilder(address("/v1/assessments"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(candidate))
                .build();
        while (!over) {
            try {
                long begun = System.nanoTime();
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                microseconds.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
                count(answer);
                Thread.sleep(PAUSE_MILLIS);
            } catch (IOException unanswered) {
                failed.incrementAndGet();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void count(HttpResponse<String> answer) {
        Matcher revision = REVISION.matcher(answer.body());
        Matcher level = LEVEL.matcher(answer.body());
        if (answer.statusCode() != 201 || !revision.find() || !level.find()) {
            failed.incrementAndGet();
            return;
        }
        answers.computeIfAbsent(revision.group(1), any -> new AtomicLong()).incrementAndGet();
        String expected = levels.get(revision.group(1));
        if (expected != null && !expected.equals(level.group(1))) {
            mixed.incrementAndGet();
        }
    }

    private void report(int swap) throws Exception {
        // what is live is what counts, not what waits to be collected
        new ProcessBuilder("jcmd", Long.toString(service.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        String metrics = get("/q/metrics").body();
        System.out.printf(
                "%d %d %d %d %.1f %.1f %.0f%n",
                swap,
                answers.values().stream().mapToLong(AtomicLong::get).sum(),
                failed.get(),
                mixed.get(),
                sum(metrics, "jvm_memory_used_bytes\\{area=\"heap\".*") / 1048576,
                sum(metrics, "jvm_memory_used_bytes\\{area=\"nonheap\",id=\"(Metaspace|Compressed Class Space)\".*")
                        / 1048576,
                sum(metrics, "jvm_classes_loaded_classes .*"));
    }

    private static double sum(String metrics, String line) {
        return metrics.lines()
                .filter(one -> one.matches(line))
                .mapToDouble(one -> Double.parseDouble(one.substring(one.lastIndexOf(' '))))
                .sum();
    }

    private String active() throws Exception {
        Matcher revision = REVISION.matcher(get("/v1/rules").body());
        if (!revision.find()) {
            throw new IllegalStateException("The service does not tell its revision");
        }
        return revision.group(1);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
