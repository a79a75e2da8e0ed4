package org.kentei.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kentei.hash.Hash;
import org.kentei.log.Checkpoint;
import org.kentei.log.Commitment;
import org.kentei.log.Cosignature;
import org.kentei.log.DocumentType;
import org.kentei.log.Frontier;
import org.kentei.log.KeyType;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.AssessmentEntry;
import org.kentei.log.LogEntry.KeyEntry;
import org.kentei.log.MerkleProof;
import org.kentei.log.VerifierKey;

/** Kentei's own verifier agrees with what docs/log-test-vectors says of each file. */
class LogTestVectorsTest {

    private static final Path VECTORS = Path.of("docs/log-test-vectors");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> ENTRIES = new ArrayList<>();
    private static final List<VerifierKey> TRUSTED = new ArrayList<>();

    /** The roots that trusted checkpoints name, by size. */
    private static final Map<Long, Hash> ROOTS = new HashMap<>();

    @BeforeAll
    static void open_the_checkpoints_in_their_order() throws IOException {
        ENTRIES.addAll(Files.readAllLines(VECTORS.resolve("entries.ndjson")));
        TRUSTED.add(VerifierKey.parse(text("log-key.pub")));
        ROOTS.put(0L, Hash.OF_NOTHING);
        for (Path file : files("checkpoints")) {
            Checkpoint checkpoint = Checkpoint.open(Files.readString(file), TRUSTED);
            ROOTS.put(checkpoint.size(), checkpoint.root());
            for (int index = 0; index < checkpoint.size(); index++) {
                if (LogEntry.parse(ENTRIES.get(index), index) instanceof KeyEntry begun) {
                    VerifierKey key = VerifierKey.parse(begun.key());
                    if (!TRUSTED.contains(key)) {
                        TRUSTED.add(key);
                    }
                }
            }
        }
    }

    @Test
    void the_new_key_is_trusted_by_the_old_one() {
        assertThat(TRUSTED).hasSize(2);
        assertThat(ROOTS).hasSizeGreaterThan(4);
    }

    @Test
    void the_entries_make_the_roots_that_were_signed() {
        Frontier tree = new Frontier();
        Map<Long, Hash> roots = new HashMap<>(Map.of(0L, tree.root()));
        for (String entry : ENTRIES) {
            tree.append(LogEntry.leaf(entry));
            roots.put(tree.size(), tree.root());
        }
        assertThat(roots).containsAllEntriesOf(ROOTS);
    }

    static List<Path> consistencyProofs() throws IOException {
        return files("consistency");
    }

    @ParameterizedTest
    @MethodSource("consistencyProofs")
    void the_log_has_only_grown(Path file) throws IOException {
        assertThat(isConsistent(json(file))).isTrue();
    }

    static List<Path> assessments() throws IOException {
        return files("assessments");
    }

    @ParameterizedTest
    @MethodSource("assessments")
    void an_assessment_is_in_the_log_with_its_documents(Path folder) throws IOException {
        JsonNode proof = json(folder.resolve("proof.json"));

        assertThat(isIncluded(proof)).isTrue();
        assertThat(proof.path("openings").isNull()).isEqualTo(!Files.exists(folder.resolve("result.json")));
        if (Files.exists(folder.resolve("result.json"))) {
            String firings = Files.readString(folder.resolve("firings.json"));
            assertThat(isCommitted(proof, DocumentType.RESULT, Files.readString(folder.resolve("result.json"))))
                    .isTrue();
            assertThat(isCommitted(proof, DocumentType.FIRINGS, firings)).isTrue();
            assertThat(isCommitted(proof, DocumentType.CANDIDATE, candidate(firings)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint-size", "checkpoint-time", "checkpoint-without-signature"})
    void a_changed_checkpoint_is_refused(String name) {
        assertThatThrownBy(() -> Checkpoint.open(text("refused/" + name + ".txt"), TRUSTED))
                .isInstanceOf(Checkpoint.InvalidCheckpointException.class);
    }

    @Test
    void a_witness_cosigned_the_fourth_checkpoint() throws IOException {
        VerifierKey witness = VerifierKey.parse(text("witness-key.pub"), KeyType.WITNESS);
        String note = text("cosigned.txt");
        Checkpoint checkpoint = Checkpoint.open(note, TRUSTED);

        assertThat(note).startsWith(text("checkpoints/4.txt"));
        assertThat(Cosignature.open(Checkpoint.signatures(note).get(1), checkpoint, witness))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cosignature-time", "cosignature-checkpoint"})
    void a_changed_cosignature_is_refused(String name) throws IOException {
        VerifierKey witness = VerifierKey.parse(text("witness-key.pub"), KeyType.WITNESS);
        String note = text("refused/" + name + ".txt");
        Checkpoint checkpoint = Checkpoint.open(note, TRUSTED);

        assertThatThrownBy(() -> Cosignature.open(Checkpoint.signatures(note).get(1), checkpoint, witness))
                .isInstanceOf(Checkpoint.InvalidCheckpointException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proof-index", "proof-entry", "proof-short-path", "proof-long-path"})
    void a_changed_proof_is_refused(String name) throws IOException {
        assertThat(isIncluded(json(VECTORS.resolve("refused/" + name + ".json"))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"consistency-order", "consistency-empty"})
    void a_changed_consistency_proof_is_refused(String name) throws IOException {
        assertThat(isConsistent(json(VECTORS.resolve("refused/" + name + ".json"))))
                .isFalse();
    }

    @Test
    void a_changed_result_does_not_match_its_commitment() throws IOException {
        JsonNode proof = json(VECTORS.resolve("assessments/1/proof.json"));
        assertThat(isCommitted(proof, DocumentType.RESULT, text("refused/result.json")))
                .isFalse();
    }

    private static boolean isIncluded(JsonNode proof) {
        Checkpoint checkpoint = Checkpoint.open(proof.path("checkpoint").textValue(), TRUSTED);
        return checkpoint.size() == proof.path("treeSize").longValue()
                && MerkleProof.includes(
                        LogEntry.leaf(proof.path("entry").textValue()),
                        proof.path("index").longValue(),
                        checkpoint.size(),
                        hashes(proof.path("inclusionPath")),
                        checkpoint.root());
    }

    private static boolean isConsistent(JsonNode proof) {
        long from = proof.path("from").longValue();
        long to = proof.path("to").longValue();
        return MerkleProof.consistent(from, ROOTS.get(from), to, ROOTS.get(to), hashes(proof.path("proof")));
    }

    private static boolean isCommitted(JsonNode proof, DocumentType part, String document) {
        AssessmentEntry entry = (AssessmentEntry) LogEntry.parse(
                proof.path("entry").textValue(), proof.path("index").longValue());
        byte[] salt = Base64.getDecoder()
                .decode(proof.path("openings").path(part.property()).textValue());
        return Commitment.to(document, salt).equals(entry.commitments().get(part));
    }

    /** The text of the property `candidate`, which is the one before the last in the firing record. */
    private static String candidate(String firings) {
        int start = firings.indexOf("\"candidate\":") + "\"candidate\":".length();
        return firings.substring(start, firings.indexOf(",\"firings\":", start)).strip();
    }

    private static List<Hash> hashes(JsonNode list) {
        List<Hash> hashes = new ArrayList<>();
        list.forEach(hash -> hashes.add(Hash.ofBase64(hash.textValue())));
        return hashes;
    }

    private static JsonNode json(Path file) throws IOException {
        return JSON.readTree(Files.readString(file));
    }

    private static String text(String name) throws IOException {
        return Files.readString(VECTORS.resolve(name));
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(VECTORS.resolve(folder))) {
            return files.sorted().toList();
        }
    }
}
