package org.kentei.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.hash.Hash;
import org.kentei.log.Checkpoint;
import org.kentei.log.Cosignature;
import org.kentei.log.KeyType;
import org.kentei.log.MerkleTree;
import org.kentei.log.SigningKey;
import org.kentei.log.VerifierKey;
import org.kentei.log.WitnessRequest;
import org.kentei.witness.Witness.Answer;

/** A witness cosigns what continues the log that it knows, and nothing else. */
class WitnessTest {

    private static final Instant NOW = Instant.parse("2026-04-01T09:00:00Z");
    private static final String ORIGIN = "kentei/log";
    private static final SigningKey LOG = SigningKey.generate(ORIGIN);

    @TempDir
    private Path folder;

    private Witness witness;

    @BeforeEach
    void open() throws IOException {
        witness = witness("witness.example/w1");
    }

    @AfterEach
    void close() throws IOException {
        witness.close();
    }

    private Witness witness(String name) throws IOException {
        return Witness.open(
                folder, Optional.ofNullable(name), List.of(LOG.verifier()), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void a_log_that_only_grows_is_cosigned() throws IOException {
        Log log = new Log("a", 9);
        for (int size = 0, old = 0; size <= 9; old = size, size++) {
            Answer answer = witness.add(log.request(old, size));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(Cosignature.open(answer.body().stripTrailing(), log.checkpoint(size), witness.verifier()))
                    .contains(new Cosignature(witness.verifier(), NOW));
            assertThat(witness.newest(ORIGIN)).contains(log.note(size) + answer.body());
        }
        assertThat(witness.add(log.request(9, 9)).status()).as("again").isEqualTo(200);
    }

    @Test
    void a_cosignature_holds_for_its_checkpoint_and_its_witness_alone() throws IOException {
        Log log = new Log("a", 9);
        String line = witness.add(log.request(0, 5)).body().stripTrailing();

        assertThatThrownBy(() -> Cosignature.open(line, log.checkpoint(6), witness.verifier()))
                .hasMessageContaining("is wrong");
        VerifierKey other =
                SigningKey.generate("witness.example/w1", KeyType.WITNESS).verifier();
        assertThat(Cosignature.open(line, log.checkpoint(5), other)).isEmpty();
        assertThat(Checkpoint.open(log.note(5) + line + "\n", List.of(LOG.verifier())))
                .isEqualTo(log.checkpoint(5));
        assertThatThrownBy(() -> VerifierKey.parse(witness.verifier().toString()))
                .hasMessageContaining("not an Ed25519 key of a log");
    }

    @Test
    void a_fork_is_refused() throws IOException {
        Log log = new Log("a", 9);
        Log fork = new Log("b", 9);
        assertThat(witness.add(log.request(0, 5)).status()).isEqualTo(200);

        assertThat(witness.add(fork.request(5, 9)).status()).isEqualTo(422);
        assertThat(witness.add(fork.request(5, 5))).isEqualTo(new Answer(409, "5\n"));
        assertThat(witness.add(fork.request(0, 9))).isEqualTo(new Answer(409, "5\n"));
        assertThat(witness.newest(ORIGIN).orElseThrow()).startsWith(log.note(5));
        assertThat(witness.add(log.request(5, 9)).status()).isEqualTo(200);
    }

    @Test
    void a_log_that_was_rolled_back_is_refused_also_after_a_restart() throws IOException {
        Log log = new Log("a", 9);
        witness.add(log.request(0, 7));
        witness.close();
        witness = witness(null);

        assertThat(witness.add(log.request(0, 6))).isEqualTo(new Answer(409, "7\n"));
        assertThat(witness.add(log.request(6, 6))).isEqualTo(new Answer(409, "7\n"));
        assertThat(witness.add(log.request(0, 0))).isEqualTo(new Answer(409, "7\n"));
        assertThat(witness.add(log.request(7, 8)).status()).isEqualTo(200);
    }

    @Test
    void what_is_no_request_of_a_known_log_is_refused() throws IOException {
        Log log = new Log("a", 9);
        String good = log.request(0, 5);
        for (String bad : List.of(
                "",
                "old 0\n",
                good.replace("old 0", "old 00"),
                good.replace("old 0", "old -1"),
                good.replace("old 0", "0"),
                good.replace("old 0", "old 0\nx"),
                good.replace("old 0", "old 0" + ("\n" + Hash.OF_NOTHING.base64()).repeat(64)),
                good.replace("\n5\n", "\n05\n"),
                good.replace("time ", "times "))) {
            assertThat(witness.add(bad).status()).as(bad).isEqualTo(400);
        }
        assertThat(witness.add(log.request(6, 5, List.of())).status()).isEqualTo(400);
        assertThat(witness.add(good.replace("\n5\n", "\n6\n")).status()).isEqualTo(403);
        String unknown = log.checkpoint(5).sign(SigningKey.generate(ORIGIN));
        assertThat(witness.add(new WitnessRequest(0, List.of(), unknown).body()).status())
                .isEqualTo(403);
        assertThat(witness.add(good.replace(ORIGIN, "kentei/other")).status()).isEqualTo(404);
        assertThat(witness.add(log.request(0, 5, List.of(Hash.OF_NOTHING))).status())
                .isEqualTo(422);
        assertThat(witness.newest(ORIGIN)).isEmpty();
    }

    @Test
    void a_folder_belongs_to_one_process_and_one_name() throws IOException {
        assertThatThrownBy(() -> witness(null)).hasMessageContaining("Another process");
        witness.close();
        assertThatThrownBy(() -> witness("witness.example/w2"))
                .hasMessageContaining("has the name `witness.example/w1`");
        Files.setPosixFilePermissions(folder.resolve("witness-key"), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> witness(null)).hasMessageContaining("chmod 600");
    }

    @Test
    void a_checkpoint_that_was_changed_in_the_folder_is_not_taken_for_none() throws IOException {
        Log log = new Log("a", 9);
        witness.add(log.request(0, 5));
        for (Path file : checkpoints()) {
            Files.writeString(file, log.note(3));
        }
        assertThatThrownBy(() -> witness.add(log.request(0, 6))).hasMessageContaining("is not what this witness wrote");
        witness.close();
        assertThatThrownBy(() -> witness(null)).hasMessageContaining("is not what this witness wrote");
    }

    @Test
    void it_answers_over_http() throws IOException, InterruptedException {
        Log log = new Log("a", 9);
        List<Exception> failures = new ArrayList<>();
        try (WitnessServer server = WitnessServer.start(
                witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), failures::add)) {
            URI address = URI.create("http://127.0.0.1:" + server.port() + "/");
            HttpResponse<String> cosigned = post(address, log.request(0, 5));
            assertThat(cosigned.statusCode()).isEqualTo(200);
            assertThat(cosigned.body()).startsWith("— witness.example/w1 ").endsWith("\n");
            HttpResponse<String> stale = post(address, log.request(0, 6));
            assertThat(stale.statusCode()).isEqualTo(409);
            assertThat(stale.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
            assertThat(stale.body()).isEqualTo("5\n");
            assertThat(post(address, "x".repeat(WitnessServer.MOST_BYTES + 1)).statusCode())
                    .isEqualTo(413);

            String query = "checkpoint?origin=" + URLEncoder.encode(ORIGIN, StandardCharsets.UTF_8);
            assertThat(get(address.resolve(query)).body()).isEqualTo(log.note(5) + cosigned.body());
            assertThat(get(address.resolve("checkpoint?origin=other")).statusCode())
                    .isEqualTo(404);
            assertThat(get(address.resolve("checkpoint")).statusCode()).isEqualTo(400);
            assertThat(get(address.resolve("add-checkpoint")).statusCode()).isEqualTo(404);
            assertThat(failures).isEmpty();

            for (Path file : checkpoints()) {
                Files.delete(file);
                Files.createDirectory(file);
            }
            assertThat(post(address, log.request(5, 6)).statusCode()).isEqualTo(500);
            assertThat(failures).hasSize(1);
        }
    }

    private List<Path> checkpoints() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".checkpoint")).toList();
        }
    }

    private static HttpResponse<String> post(URI address, String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address.resolve("add-checkpoint"))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    /** A log whose entries are a text and their index. */
    private record Log(String text, int size) {

        private Hash leaf(long index) {
            // all logs begin alike
            return Hash.leaf((index < 2 ? "" + index : text + index).getBytes(StandardCharsets.UTF_8));
        }

        private Hash hash(MerkleTree.Node node) {
            long first = node.position() << node.level();
            return node.level() == 0
                    ? leaf(first)
                    : Hash.node(
                            hash(new MerkleTree.Node(node.level() - 1, node.position() * 2)),
                            hash(new MerkleTree.Node(node.level() - 1, node.position() * 2 + 1)));
        }

        Checkpoint checkpoint(int of) {
            Hash root = of == 0 ? Hash.OF_NOTHING : new MerkleTree.Span(0, of).hash(this::hash);
            return new Checkpoint(ORIGIN, of, root, NOW);
        }

        String note(int of) {
            return checkpoint(of).sign(LOG);
        }

        String request(int old, int now) {
            return request(
                    old,
                    now,
                    MerkleTree.consistency(old, now).stream()
                            .map(span -> span.hash(this::hash))
                            .toList());
        }

        String request(int old, int now, List<Hash> proof) {
            return new WitnessRequest(old, proof, note(now)).body();
        }
    }
}
