package org.kentei.record.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.log.Checkpoint;
import org.kentei.log.KeyType;
import org.kentei.log.SigningKey;
import org.kentei.log.VerifierKey;
import org.kentei.log.WitnessRequest;
import org.kentei.log.verify.Discrepancy;
import org.kentei.log.verify.Verifier.TrustedInput;
import org.kentei.log.verify.Verifier.VerificationReport;
import org.kentei.log.verify.Verifier.WitnessedLog;
import org.kentei.record.audit.SmallRecord;
import org.kentei.witness.Witness;
import org.kentei.witness.WitnessServer;

/** A record whose checkpoints a witness cosigns, over HTTP. */
class WitnessesTest {

    private static final Duration SELDOM = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private SmallRecord record;
    private Witness witness;
    private WitnessServer server;

    @BeforeEach
    void start() throws IOException {
        record = new SmallRecord(folder.resolve("record")).filled();
        serve(0);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        witness.close();
        record.close();
    }

    private void serve(int port) throws IOException {
        witness = Witness.open(
                folder.resolve("witness"), Optional.of("witness.example/w1"), record.keys(), Clock.systemUTC());
        server = WitnessServer.start(
                witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), failed -> {});
    }

    private Witnesses witnesses(SmallRecord of) {
        return new Witnesses(
                of.log,
                of.signer,
                Optional.of(List.of(witness.verifier() + " http://127.0.0.1:" + server.port())),
                SELDOM);
    }

    private WitnessClient client(SmallRecord of) {
        return witnesses(of).all().get(0);
    }

    @Test
    void cosignatures_are_stored_and_verified() throws Exception {
        WitnessClient client = client(record);
        client.ask();
        long size = record.log.frontier().size();
        assertThat(client.cosigned()).isEqualTo(size);
        client.ask();
        record.assess("candidate-1", record.activate("three"));
        record.signer.sign();
        client.ask();

        VerificationReport report = verify(witness.verifier());
        assertThat(report.findings()).isEmpty();
        assertThat(report.witnessed()).extracting(WitnessedLog::size).containsExactly(size + 2);
        assertThat(record.checkpoints.newest())
                .startsWith(record.notes().get(record.notes().size() - 1))
                .contains("— witness.example/w1 ")
                .isEqualTo(witness.newest("kentei/small").orElseThrow());
    }

    @Test
    void a_record_that_the_witness_did_not_cosign_is_reported() throws Exception {
        assertThat(verify(witness.verifier()).findings())
                .containsExactly(new Discrepancy("checkpoints", "none is cosigned by the witness witness.example/w1"));
        client(record).ask();
        VerifierKey other = SigningKey.generate("other", KeyType.WITNESS).verifier();
        assertThat(verify(other).findings()).hasSize(1);

        String revision = record.activate("three");
        record.assess("candidate-1", revision);
        record.passTime(Duration.ofMinutes(11));
        record.assess("candidate-1", revision);
        record.signer.sign();
        assertThat(verify(witness.verifier()).findings())
                .containsExactly(new Discrepancy(
                        "checkpoints",
                        "the newest one that the witness witness.example/w1 cosigned covers 17 of 20 entries and is out"
                                + " of date"));
    }

    @Test
    void a_fork_under_the_same_key_gets_no_cosignature() throws Exception {
        client(record).ask();
        Path data = Files.createDirectory(folder.resolve("fork"));
        // `record` has replaced its key, so the fork begins with the one that it has now
        Files.copy(folder.resolve("record/log-key"), data.resolve("log-key"), StandardCopyOption.COPY_ATTRIBUTES);
        try (SmallRecord fork = new SmallRecord(data)) {
            fork.signer.sign();
            String revision = fork.activate("other");
            for (int count = 0; count < 20; count++) {
                fork.assess("candidate", revision);
            }
            fork.signer.sign();
            long size = record.log.frontier().size();
            assertThat(fork.log.frontier().size()).isGreaterThan(size);
            assertThatThrownBy(client(fork)::ask)
                    .hasMessage("it cosigned another log of " + size + " entries under this name: this one was forked"
                            + " or rolled back, as by restoring a backup");

            WitnessClient quiet = client(fork);
            quiet.askQuietly();
            assertThat(quiet.failure().orElseThrow()).contains("this one was forked");
        }
    }

    @Test
    void a_log_that_was_rolled_back_gets_no_cosignature() throws Exception {
        client(record).ask();
        try (SmallRecord early = new SmallRecord(Files.createDirectory(folder.resolve("early")))) {
            early.signer.sign();
            WitnessClient client = client(early);
            assertThatThrownBy(client::ask).isInstanceOf(RuntimeException.class);
        }
        // the database goes back to what it was before the last entries, with everything that belongs to them
        long size = record.log.frontier().size();
        record.store.jdbi().useHandle(handle -> {
            handle.execute("delete from cosignature");
            handle.execute("delete from checkpoint where tree_size = ?", size);
            handle.execute("delete from log_entry where entry_index >= ?", size - 1);
            handle.execute(
                    "update log_state set size = ?, frontier = ?",
                    size - 1,
                    record.log.frontierAt(size - 1).bytes());
        });
        assertThatThrownBy(client(record)::ask).hasMessageContaining("this one was forked or rolled back");
    }

    @Test
    void a_witness_that_is_down_delays_nothing_and_is_asked_again() throws Exception {
        int port = server.port();
        server.close();
        witness.close();
        Witnesses witnesses = new Witnesses(
                record.log,
                record.signer,
                Optional.of(List.of(witness.verifier() + " http://127.0.0.1:" + port)),
                Duration.ofMillis(200));
        witnesses.start(new StartupEvent());
        WitnessClient client = witnesses.all().get(0);
        await(() -> client.failure().isPresent());
        record.assess("candidate-1", record.activate("three"));
        record.signer.sign();
        assertThat(record.checkpoints.newest()).doesNotContain("witness.example");

        serve(port);
        await(() -> client.failure().isEmpty() && client.cosigned() == 19);
        record.assess("candidate-1", record.activate("four"));
        record.signer.sign();
        await(() -> client.cosigned() == 21);
        witnesses.stop(new ShutdownEvent());
    }

    @Test
    void an_answer_that_is_no_cosignature_is_not_stored() throws Exception {
        try (ServerSocket liar = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                try (var connection = liar.accept()) {
                    assertThat(connection.getInputStream().read(new byte[8192])).isPositive();
                    String line = record.notes().get(0).lines().toList().get(5) + "\n";
                    int length = line.getBytes(UTF_8).length;
                    String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + line;
                    connection.getOutputStream().write(answer.getBytes(UTF_8));
                } catch (IOException closed) {
                    // the test has failed already
                }
            });
            answering.start();
            WitnessClient client = new Witnesses(
                            record.log,
                            record.signer,
                            Optional.of(List.of(witness.verifier() + " http://127.0.0.1:" + liar.getLocalPort())),
                            SELDOM)
                    .all()
                    .get(0);
            assertThatThrownBy(client::ask).hasMessageContaining("signed by another key");
            answering.join();
        }
        assertThat(verify(witness.verifier()).witnessed()).isEmpty();
    }

    @Test
    void an_answer_of_anything_else_is_told_in_short_words() throws Exception {
        Map<String, String> words = Map.of(
                "500 ",
                "it answered 500",
                "502 <html>\n<b>Bad\r\nGateway</b>" + "x".repeat(5000),
                "it answered 502, `<html> <b>Bad Gateway</b>" + "x".repeat(175) + "…`",
                "302 ",
                "it answered 302, a redirect; the service needs the address that answers itself",
                "409 -5",
                "it answered 409 without a size",
                "409 99999999999999999999",
                "it answered 409 without a size",
                "409 go away",
                "it answered 409 without a size");
        for (Map.Entry<String, String> told : words.entrySet()) {
            String answer = told.getKey();
            try (Stub stub = new Stub(
                    body -> new Witness.Answer(Integer.parseInt(answer.substring(0, 3)), answer.substring(4)))) {
                WitnessClient client = stub.client();
                client.askQuietly();
                assertThat(client.failure()).as(answer).contains(told.getValue());
            }
        }
        WitnessClient client;
        try (Stub stub = new Stub(body -> new Witness.Answer(200, ""))) {
            client = stub.client();
        }
        client.askQuietly();
        assertThat(client.failure().orElseThrow()).matches("nothing answers at `http://127.0.0.1:\\d+/`");
    }

    @Test
    void a_witness_that_goes_on_between_two_requests_is_not_taken_for_that_of_a_fork() throws Exception {
        List<String> notes = record.notes();
        assertThat(notes).hasSizeGreaterThan(2);
        AtomicInteger asked = new AtomicInteger();
        try (Stub stub = new Stub(body -> {
            int others = asked.getAndIncrement();
            if (others < 2) {
                // another instance asks for its checkpoint just before
                long before = others == 0 ? 0 : size(notes.get(0));
                String note = notes.get(others);
                assertThat(witness.add(new WitnessRequest(before, record.log.consistency(before, size(note)), note)
                                        .body())
                                .status())
                        .isEqualTo(200);
            }
            return witness.add(body);
        })) {
            WitnessClient client = stub.client();
            client.ask();
            assertThat(client.cosigned()).isEqualTo(record.log.frontier().size());
            assertThat(asked).hasValue(3);
        }
    }

    private static long size(String note) {
        return Checkpoint.unverified(note).size();
    }

    /** Answers requests in place of a witness. */
    private interface Answering {
        Witness.Answer answer(String body) throws IOException;
    }

    private final class Stub implements AutoCloseable {

        private final HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

        Stub(Answering answering) throws IOException {
            http.createContext("/", exchange -> {
                try (exchange) {
                    Witness.Answer answer = answering.answer(
                            new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    byte[] body = answer.body().getBytes(UTF_8);
                    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                }
            });
            http.start();
        }

        WitnessClient client() {
            String setting = witness.verifier() + " http://127.0.0.1:"
                    + http.getAddress().getPort();
            return new Witnesses(record.log, record.signer, Optional.of(List.of(setting)), SELDOM)
                    .all()
                    .get(0);
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }

    @Test
    void a_setting_that_names_no_witness_is_refused() {
        for (String wrong : List.of("x", "x http://127.0.0.1", witness.verifier() + " ftp://x", "a b c")) {
            assertThatThrownBy(() -> new Witnesses(record.log, record.signer, Optional.of(List.of(wrong)), SELDOM))
                    .hasMessageStartingWith("`kentei.log.witnesses` contains `" + wrong + "`");
        }
    }

    private VerificationReport verify(VerifierKey key) {
        return record.verify(new TrustedInput(record.keys().subList(0, 1), List.of(), List.of(key)));
    }

    private static void await(java.util.function.BooleanSupplier reached) throws InterruptedException {
        for (int attempt = 0; attempt < 600 && !reached.getAsBoolean(); attempt++) {
            Thread.sleep(50);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }
}
