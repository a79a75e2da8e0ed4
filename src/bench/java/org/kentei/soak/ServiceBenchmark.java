package org.kentei.soak;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.record.database.PostgreSql;
import org.kentei.soak.Load.Answers;

/**
 * Measures the packaged service on H2 and on PostgreSQL with fsync: the time until it is ready, the rate of assessments from
 * the first second on, alone and in a stream, its CPU for one of them, and its bytes on the disk. Beside it, in the same process, the base: an
 * endpoint that only reads the candidate and answers as many bytes ({@code BaseResource}).
 */
final class ServiceBenchmark {

    private static final int WINDOWS = 4;

    /** Where the data of both databases is, and the results. */
    private static final Path FOLDER = Path.of(System.getProperty("bench.folder", "target/bench/service"));

    private record ServiceJar(String name, Path jar) {}

    private ServiceBenchmark() {}

    /** Takes the seconds of a window, then {@code name=jar} of each build to measure. */
    public static void main(String... arguments) {
        System.setProperty(
                "ot.epg.working-dir",
                FOLDER.resolve("postgresql").toAbsolutePath().toString());
        try {
            measureAll(arguments);
            System.exit(0);
        } catch (Exception failed) {
            // the database of the test would keep this program running
            failed.printStackTrace();
            System.exit(2);
        }
    }

    private static void measureAll(String... arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[0]);
        List<ServiceJar> jars = new ArrayList<>();
        for (String named : List.of(arguments).subList(1, arguments.length)) {
            String[] parts = named.split("=", 2);
            jars.add(new ServiceJar(parts[0], Path.of(parts[1])));
        }
        Load load = new Load(FOLDER);
        List<String> table = new ArrayList<>();
        table.add(
                "| build | store | ready (s) | " + windows(seconds)
                        + " | p50 / p99 (ms) | p99 at half the rate (ms) | CPU a POST (µs) | lines of one stream (/s), times posts | base (/s) | of the base | bytes an assessment | failed |");
        table.add("|---|---|---|" + "---|".repeat(WINDOWS) + "---|---|---|---|---|---|---|---|");
        for (boolean postgreSql : new boolean[] {false, true}) {
            for (ServiceJar jar : jars) {
                table.add(measure(jar, postgreSql, load, seconds));
                System.out.println(table.get(table.size() - 1));
            }
        }
        Files.write(FOLDER.resolve("service.md"), table);
        System.out.println();
        table.forEach(System.out::println);
    }

    private static String windows(int seconds) {
        List<String> names = new ArrayList<>();
        for (int window = 0; window < WINDOWS; window++) {
            names.add("/s by %d s".formatted((window + 1) * seconds));
        }
        return String.join(" | ", names);
    }

    private static String measure(ServiceJar jar, boolean postgreSql, Load load, int seconds) throws Exception {
        PostgreSql.@Nullable TestDatabase database = postgreSql ? PostgreSql.freshDatabase() : null;
        List<String> settings = new ArrayList<>(List.of(
                "-Xmx1g",
                "-Dkentei.gate.time-limit=PT5M",
                // the base answers faster than one client may ask
                "-Dkentei.requests.per-second=100000"));
        if (database != null) {
            settings.add("-Dkentei.store.url=" + database.url());
            settings.add("-Dkentei.store.user=" + database.user());
            settings.add("-Dkentei.store.password=" + database.password());
        }
        Path folder = Files.createTempDirectory(FOLDER.toAbsolutePath(), jar.name() + "-");
        long begun = System.nanoTime();
        try (ServiceProcess service = new ServiceProcess(folder, "data", settings, jar.jar())) {
            service.start();
            service.awaitReady();
            double ready = (System.nanoTime() - begun) / 1e9;
            List<Answers> windows = new ArrayList<>();
            Duration before = cpu(service);
            for (int window = 0; window < WINDOWS; window++) {
                if (window == WINDOWS - 1) {
                    before = cpu(service);
                }
                windows.add(load.run(service.address("/v1/assessments"), seconds));
            }
            Answers last = windows.get(WINDOWS - 1);
            double micros = cpu(service).minus(before).toNanos() / 1e3 / last.requests();
            // the first answers of a cold client, and of a part of the service that was not used yet, look slow
            Answers firstLines = load.stream(service.address("/v1/assessments"), 5);
            Answers lines = load.stream(service.address("/v1/assessments"), seconds);
            windows.addAll(List.of(firstLines, lines));
            windows.add(load.runAtRate(service.address("/v1/assessments"), 5, last.perSecond() / 2));
            Answers half = load.runAtRate(service.address("/v1/assessments"), seconds, last.perSecond() / 2);
            windows.add(half);
            long stored = windows.stream().mapToLong(Answers::requests).sum();
            URI base = service.address("/bench/base");
            load.run(base, Math.max(2, seconds / 2));
            Answers atBase = load.run(base, seconds);
            boolean hasBase = atBase.failed() < atBase.requests() / 2;
            service.stop();
            long bytes = database == null ? h2Bytes(service.data()) : postgreSqlBytes(database);
            StringBuilder row = new StringBuilder(
                    "| %s | %s | %.1f |".formatted(jar.name(), postgreSql ? "PostgreSQL" : "H2", ready));
            windows.subList(0, WINDOWS).forEach(window -> row.append(" %.0f |".formatted(window.perSecond())));
            return row
                    + " %.1f / %.1f | %.1f | %.0f | %.0f (%.2f) | %s | %s | %,d | %d |"
                            .formatted(
                                    last.medianMillis(),
                                    last.slowMillis(),
                                    half.slowMillis(),
                                    micros,
                                    lines.perSecond(),
                                    lines.perSecond() / last.perSecond(),
                                    hasBase ? "%.0f".formatted(atBase.perSecond()) : "–",
                                    hasBase ? "%.2f".formatted(last.perSecond() / atBase.perSecond()) : "–",
                                    bytes / Math.max(1, stored),
                                    windows.stream().mapToLong(Answers::failed).sum());
        }
    }

    private static Duration cpu(ServiceProcess service) {
        return ProcessHandle.of(service.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    private static long h2Bytes(Path data) throws IOException {
        try (var files = Files.walk(data)) {
            return files.filter(file -> file.toString().endsWith(".mv.db"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static long postgreSqlBytes(PostgreSql.TestDatabase database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                ResultSet size = connection
                        .createStatement()
                        .executeQuery("select pg_database_size(current_database())"
                                + " - (select pg_database_size('template1'))")) {
            size.next();
            return size.getLong(1);
        }
    }
}
