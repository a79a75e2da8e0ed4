package org.kentei.soak;

import static org.kentei.soak.Findings.say;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A witness, and services on copies of one data folder: one goes on as its record was, one appends something else (a fork),
 * one goes back to an earlier copy (a rollback). The witness has to cosign the first one only, and {@code verify} has to say
 * which ones it cosigned.
 */
final class ForkAndRollback {

    private static final String NAME = "witness.example/soak";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder = Files.createTempDirectory("fork");
    private final int port = ServiceProcess.freePort();
    private final Findings findings = new Findings();
    private @Nullable Process witness;

    private ForkAndRollback() throws IOException {}

    public static void main(String... arguments) throws Exception {
        ForkAndRollback program = new ForkAndRollback();
        try {
            program.run();
        } finally {
            if (program.witness != null) {
                program.witness.destroy();
            }
        }
        program.findings.end("a witness cosigned a log that only grew, and refused its fork and its rollback");
    }

    private void run() throws Exception {
        say("logs and data: %s", folder);
        work("the log begins", "first", List.of(), 2, null);
        List<String> settings = List.of(
                "-Dkentei.log.checkpoint-interval=PT2S",
                "-Dkentei.log.witnesses=" + startWitness() + " http://127.0.0.1:" + port);
        work("the log goes on", "first", settings, 2, true);
        copy("earlier");
        copy("fork");
        work("the log goes on", "first", settings, 3, true);
        work("a copy that appends other entries", "fork", settings, 4, false);
        work("an earlier copy, put back", "earlier", settings, 1, false);
        work("the log goes on", "first", settings, 1, true);
        Path witnessed = witnessed();
        verify("first", witnessed, true);
        verify("fork", witnessed, false);
        verify("earlier", witnessed, false);
    }

    /** Starts the witness and returns its public key. */
    private String startWitness() throws IOException, InterruptedException {
        Path keys = folder.resolve("witness");
        List<String> words = new ServiceProcess(folder, "first", List.of()).commandLine();
        words.addAll(List.of(
                "witness",
                keys.toString(),
                "--name",
                NAME,
                "--port",
                String.valueOf(port),
                "--log",
                folder.resolve("first/log-key.pub").toString()));
        witness = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("witness.log").toFile())
                .start();
        Path key = keys.resolve("witness-key.pub");
        for (long begun = System.nanoTime(); !Files.exists(key) || Files.size(key) == 0; Thread.sleep(200)) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IllegalStateException("The witness did not start.");
            }
        }
        return Files.readString(key).strip();
    }

    /**
     * Starts a service, posts candidates, and looks what the witness says to the newest checkpoint.
     *
     * @param cosigned whether the witness has to cosign it; null if it is not asked
     */
    private void work(String what, String name, List<String> settings, int posts, @Nullable Boolean cosigned)
            throws IOException, InterruptedException {
        try (ServiceProcess service = new ServiceProcess(folder, name, settings)) {
            service.start();
            service.awaitReady();
            for (int number = 0; number < posts; number++) {
                service.post(ServiceProcess.candidate(name + "-" + posts + "-" + number));
            }
            if (cosigned != null) {
                look(what, name, service, cosigned);
            }
        }
    }

    private void look(String what, String name, ServiceProcess service, boolean cosigned)
            throws IOException, InterruptedException {
        String checkpoint = "";
        String reason = "";
        boolean asExpected = false;
        for (long begun = System.nanoTime();
                !asExpected && System.nanoTime() - begun < PATIENCE.toNanos();
                Thread.sleep(200)) {
            checkpoint = service.get("/v1/log/checkpoint").body();
            reason = reason(JSON.readTree(service.get("/q/health/ready").body()));
            asExpected = cosigned == checkpoint.contains(NAME) && cosigned == reason.isEmpty();
        }
        say(
                "%s (`%s`), %s entries: %s",
                what,
                name,
                checkpoint.lines().skip(1).findFirst().orElse("no"),
                reason.isEmpty() ? "cosigned" : "not cosigned, health says: " + reason);
        if (!asExpected) {
            findings.wrong(what + " of `" + name + "` has the checkpoint " + checkpoint);
        }
    }

    private static String reason(JsonNode health) {
        for (JsonNode check : health.path("checks")) {
            JsonNode reason = check.path("data").path("witness " + NAME);
            if (!reason.isMissingNode()) {
                return reason.asText();
            }
        }
        return "";
    }

    /** The newest checkpoint that the witness cosigned, as it gives it out. */
    private Path witnessed() throws IOException, InterruptedException {
        String origin = Files.readString(folder.resolve("first/log-key.pub")).split("\\+")[0];
        HttpResponse<String> answer = ServiceProcess.HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/checkpoint?origin="
                                + URLEncoder.encode(origin, StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        say(
                "the witness answers %d, a checkpoint of %s entries",
                answer.statusCode(), answer.body().lines().skip(1).findFirst().orElse("no"));
        return Files.writeString(folder.resolve("witnessed.txt"), answer.body());
    }

    private void verify(String name, Path witnessed, boolean right) throws IOException, InterruptedException {
        List<String> words = new ServiceProcess(folder, name, List.of()).commandLine();
        words.addAll(List.of(
                "verify",
                "--key",
                folder.resolve("first/log-key.pub").toString(),
                "--witness",
                folder.resolve("witness/witness-key.pub").toString(),
                "--checkpoint",
                witnessed.toString()));
        Path printed = folder.resolve(name + "-verify.log");
        Process verify = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        if (!verify.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            verify.destroyForcibly();
        }
        say("verify of `%s`:%n%s", name, Files.readString(printed).indent(4).stripTrailing());
        if (right != (verify.exitValue() == 0)) {
            findings.wrong("`verify` ends with " + verify.exitValue() + " for `" + name + "`");
        }
    }

    private void copy(String name) throws IOException {
        Path from = folder.resolve("first");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(
                        file, folder.resolve(name).resolve(from.relativize(file).toString()));
            }
        }
    }
}
