package org.kentei.soak;

import static org.kentei.soak.Findings.say;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.record.database.Relay;
import org.kentei.soak.SteadyClients.Period;

/**
 * Breaks what the built service needs, one thing after the other, while clients post, and mends it again: the database is
 * gone, frozen, slow, full; the disk is full; the clock is set back. The service is not restarted. It has to refuse with
 * clear answers in time, to say that it is not ready, to recover by itself, and to lose nothing that it acknowledged.
 *
 * <p>The parts with a full disk mount a small file system, which needs root; the one with the clock needs Debian's
 * {@code libfaketime}. They are left out where that is missing.
 */
final class Faults {

    /** The longest that a client may wait for an answer: the deadlines of the pool, of a statement and of settling. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(25);

    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(30);
    private static final int SMALL_MEGABYTES = 96;
    private static final Path FAKE_TIME = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");
    private static final String HEAD = "| fault | clients saw meanwhile | slowest answer | not ready after |"
            + " ready again after | first 201 after | acknowledged | lost |";
    private static final String ROW = "| %s | %s | %s | %s | %s | %s | %d | %s |";

    private final Path folder = Files.createTempDirectory("faults");
    private final Path small = Files.createDirectory(folder.resolve("small"));
    private final Findings findings = new Findings();
    private final List<Row> rows = new ArrayList<>();
    private final int millis;

    /**
     * What was seen of a fault: while it lasted, and afterwards.
     *
     * @param acknowledged the ids of the assessments that were answered with 201
     * @param lost how many of them the record does not have after the fault; null if it could not be read
     */
    private record Row(
            String name,
            Period fault,
            Period after,
            List<String> acknowledged,
            @Nullable Long lost) {

        @Override
        public String toString() {
            return ROW.formatted(
                    name,
                    fault.outcomes(),
                    fault.slowest() + " ms",
                    fault.firstUnready() == 0 ? "ready" : fault.firstUnready() + " ms",
                    after.firstReady() == 0 ? "never" : after.firstReady() + " ms",
                    after.firstStored() == 0 ? "never" : after.firstStored() + " ms",
                    acknowledged.size(),
                    lost == null ? "not known" : lost);
        }
    }

    private Faults(int seconds) throws IOException {
        millis = seconds * 1000;
    }

    /** Takes for how many seconds each fault lasts, and which parts to run: {@code postgresql}, {@code h2}, {@code clock}; none for all. */
    public static void main(String... arguments) throws Exception {
        List<String> parts = List.of(arguments).subList(1, arguments.length);
        new Faults(Integer.parseInt(arguments[0])).run(parts.isEmpty() ? List.of("postgresql", "h2", "clock") : parts);
    }

    private interface Act {
        void run() throws Exception;
    }

    private void run(List<String> parts) throws Exception {
        say("logs and data: %s", folder);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + SMALL_MEGABYTES + "m", "tmpfs", small.toString());
        if (!mounted) {
            say("A small file system cannot be mounted here, so the parts with a full disk are left out.");
        }
        try {
            if (parts.contains("postgresql")) {
                part("postgresql", () -> onPostgreSql(mounted));
            }
            if (parts.contains("h2") && mounted) {
                part("h2", this::onFullDisk);
            }
            if (parts.contains("clock")) {
                part("clock", this::withClockSetBack);
            }
        } finally {
            if (mounted) {
                run("umount", "--lazy", small.toString());
            }
            say("%s", HEAD);
            say("|---|---|---|---|---|---|---|---|");
            rows.forEach(row -> say("%s", row));
        }
        findings.end("%d faults, %d acknowledged, %d lost"
                .formatted(
                        rows.size(),
                        rows.stream().mapToInt(row -> row.acknowledged().size()).sum(),
                        rows.stream()
                                .mapToLong(row -> row.lost() == null ? 0 : row.lost())
                                .sum()));
    }

    /** Runs a part; what breaks it off is a finding, so that the others still run. */
    private void part(String name, Act act) {
        try {
            act.run();
        } catch (Exception brokenOff) {
            brokenOff.printStackTrace(System.out);
            findings.wrong("the part `" + name + "` broke off: " + brokenOff);
        }
    }

    private void onPostgreSql(boolean mounted) throws Exception {
        int port = ServiceProcess.freePort();
        EmbeddedPostgres[] database = {startDatabase(port)};
        Relay relay = new Relay(port);
        String name = mounted ? inSmallTablespace(port) : "postgres";
        ServiceProcess service = new ServiceProcess(
                folder,
                "postgresql",
                List.of(
                        "-Xmx512m",
                        "-Dkentei.store.user=postgres",
                        "-Dkentei.store.url=jdbc:postgresql://localhost:" + relay.port() + "/" + name));
        try (relay;
                service) {
            int firstRow = rows.size();
            SteadyClients clients = begin(service, "p-");
            fault("PostgreSQL stopped", clients, () -> database[0].close(), () -> database[0] = startDatabase(port));
            fault("PostgreSQL killed", clients, () -> signal("-KILL", postmaster()), () -> {
                // it holds the lock of the folder
                database[0].close();
                database[0] = startDatabase(port);
            });
            fault(
                    "PostgreSQL frozen (SIGSTOP)",
                    clients,
                    () -> signal("-STOP", postmaster()),
                    () -> signal("-CONT", postmaster()));
            fault("network to PostgreSQL cut", clients, relay::cut, relay::restore);
            fault("network to PostgreSQL silent", clients, relay::freeze, relay::restore);
            fault("each answer of PostgreSQL 100 ms later", clients, () -> relay.delay(100), () -> relay.delay(0));
            fault("each answer of PostgreSQL 3 s later", clients, () -> relay.delay(3000), () -> relay.delay(0));
            if (mounted) {
                fault("disk of PostgreSQL full", clients, this::fill, this::makeRoom);
            }
            end(service, clients, firstRow);
        } finally {
            database[0].close();
        }
    }

    private void onFullDisk() throws Exception {
        try (ServiceProcess service = new ServiceProcess(small, "h2", List.of("-Xmx512m"))) {
            int firstRow = rows.size();
            SteadyClients clients = begin(service, "h-");
            fault("disk full, H2", clients, this::fill, this::makeRoom);
            fault("disk full once more, H2", clients, this::fill, this::makeRoom);
            end(service, clients, firstRow);
        }
    }

    private void withClockSetBack() throws Exception {
        if (!Files.exists(FAKE_TIME)) {
            say("There is no %s, so the part with the clock is left out.", FAKE_TIME);
            return;
        }
        Path clock = Files.writeString(folder.resolve("offset-of-the-clock"), "+0\n");
        ServiceProcess service = new ServiceProcess(folder, "clock", List.of("-Xmx512m"));
        service.environment(Map.of(
                "LD_PRELOAD",
                FAKE_TIME.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                clock.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1"));
        try (service) {
            int firstRow = rows.size();
            SteadyClients clients = begin(service, "c-");
            fault("clock one hour back", clients, () -> Files.writeString(clock, "-1h\n"), () -> {});
            fault("clock two days on", clients, () -> Files.writeString(clock, "+2d\n"), () -> {});
            fault("clock right again", clients, () -> Files.writeString(clock, "+0\n"), () -> {});
            end(service, clients, firstRow);
        }
    }

    private SteadyClients begin(ServiceProcess service, String prefix) throws Exception {
        service.start();
        service.awaitReady();
        SteadyClients clients = new SteadyClients(service, prefix);
        clients.start();
        Thread.sleep(3000);
        return clients;
    }

    private void fault(String name, SteadyClients clients, Act breaking, Act mending) throws Exception {
        say("--- %s", name);
        Period fault = clients.next(true);
        breaking.run();
        Thread.sleep(millis);
        Period after = clients.next(false);
        mending.run();
        long deadline = System.nanoTime() + LONGEST_RECOVERY.toNanos();
        while ((after.firstStored() == 0 || after.firstReady() == 0) && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        // those that began meanwhile get their answers too
        Thread.sleep(3000);
        if (after.firstStored() == 0 || after.firstReady() == 0) {
            findings.wrong(name + ": not well within " + LONGEST_RECOVERY.toSeconds() + " s after it was mended");
        }
        if (fault.slowest() > LONGEST_ANSWER.toMillis()) {
            findings.wrong(name + ": an answer took " + fault.slowest() + " ms");
        }
        fault.outcomes()
                .seen()
                .filter(outcome -> outcome.startsWith("500") || outcome.contains("Exception"))
                .forEach(outcome -> findings.wrong(name + ": clients saw " + outcome));
        List<String> acknowledged =
                Stream.concat(fault.acknowledged(), after.acknowledged()).toList();
        Row row = new Row(name, fault, after, acknowledged, lost(acknowledged, clients));
        rows.add(row);
        // at once, so that it is not lost if a later fault breaks the program off
        say("%s", HEAD);
        say("%s", row);
        say("afterwards %s; slowest probe %d ms", after.outcomes(), fault.slowestProbe());
        if (row.lost() == null || row.lost() > 0) {
            findings.wrong(name + ": acknowledged and lost: " + (row.lost() == null ? "not known" : row.lost()));
        }
    }

    /** How many of these assessments the record does not have; null if it cannot be read. */
    private static @Nullable Long lost(List<String> acknowledged, SteadyClients clients) throws InterruptedException {
        try {
            Set<String> stored = clients.stored();
            return acknowledged.stream().filter(id -> !stored.contains(id)).count();
        } catch (IOException unreadable) {
            say("The record could not be read: %s", unreadable);
            return null;
        }
    }

    private void end(ServiceProcess service, SteadyClients clients, int firstRow) throws Exception {
        clients.stop();
        List<String> acknowledged = rows.subList(firstRow, rows.size()).stream()
                .flatMap(row -> row.acknowledged().stream())
                .toList();
        Long lost = lost(acknowledged, clients);
        say("in the end: %d acknowledged, %s of them lost", acknowledged.size(), lost);
        if (lost == null || lost > 0) {
            findings.wrong("in the end " + lost + " acknowledged assessments are lost");
        }
        long incidents = Files.readAllLines(service.log()).stream()
                .filter(line -> line.contains("Incident"))
                .count();
        if (incidents > 0) {
            findings.wrong(incidents + " incidents in " + service.log());
        }
        if (!service.stop()) {
            findings.wrong("the service did not end when it was asked to");
        }
        List<String> verify = service.commandLine();
        verify.addAll(List.of(
                "verify",
                "--key",
                service.data().resolve("log-key.pub").toString(),
                "--checkpoint",
                service.data().resolve("checkpoints.log").toString()));
        if (!run(verify.toArray(String[]::new))) {
            findings.wrong("`verify` finds the record wrong");
        }
    }

    private EmbeddedPostgres startDatabase(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setDataDirectory(folder.resolve("database"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private String inSmallTablespace(int port) throws Exception {
        Path space = Files.createDirectory(small.resolve("tablespace"));
        try (Connection server = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "");
                Statement statement = server.createStatement()) {
            statement.execute("create tablespace small location '" + space + "'");
            statement.execute("create database kentei tablespace small");
        }
        return "kentei";
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(folder.resolve("database").resolve("postmaster.pid"))
                .get(0)
                .strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void signal(String signal, ProcessHandle process) throws Exception {
        List<String> words = new ArrayList<>(List.of("kill", signal));
        Stream.concat(Stream.of(process), process.descendants()).forEach(one -> words.add(Long.toString(one.pid())));
        if (!run(words.toArray(String[]::new))) {
            throw new IOException(words + " failed");
        }
    }

    private void fill() throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream filler = Files.newOutputStream(small.resolve("filler"))) {
            while (true) {
                filler.write(block);
            }
        } catch (IOException full) {
            say("the small file system is full: %s", full.getMessage());
        }
    }

    private void makeRoom() throws IOException {
        Files.delete(small.resolve("filler"));
    }

    private static boolean run(@Nullable String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).inheritIO().start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }
}
