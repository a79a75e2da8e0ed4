package org.kentei.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kentei.candidates.CandidateExamples;

/** Spoils good candidates at random, always in the same way, and demands an answer a person can follow. */
class CandidateReaderFuzzTest {

    private static final int ROUNDS = 4_000;

    private static final List<String> PIECES = List.of(
            "null",
            "true",
            "-1",
            "1.5",
            "1e400",
            "\"\"",
            "\"MEMBER\"",
            "\"2026-02-30\"",
            "[]",
            "{}",
            "[[[[]]]]",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "99999999999999999999999999",
            "{\"a\":{\"a\":1,\"a\":2}}",
            "260",
            "\"2020-01-01\"");

    private final CandidateReader reader = CandidateExamples.reader();

    @Test
    void bytes_changed_at_random_give_faults_or_a_candidate_and_nothing_else() {
        Random random = new Random(1);
        byte[] good = CandidateExamples.bytes(CandidateExamples.FULL);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            refused += refusal(withBytesChanged(good, random)) ? 1 : 0;
        }
        assertThat(refused).isBetween(ROUNDS / 2, ROUNDS);
    }

    @Test
    void pieces_changed_at_random_give_faults_or_a_candidate_and_nothing_else() throws IOException {
        Random random = new Random(2);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            JsonNode candidate = CandidateExamples.JSON.readTree(CandidateExamples.FULL);
            for (int change = random.nextInt(3); change >= 0; change--) {
                changePiece(candidate, random);
            }
            refused += refusal(CandidateExamples.bytes(candidate.toString())) ? 1 : 0;
        }
        assertThat(refused).isBetween(ROUNDS / 2, ROUNDS);
    }

    @Test
    void text_put_in_at_random_gives_faults_or_a_candidate_and_nothing_else() {
        Random random = new Random(3);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(CandidateExamples.FULL);
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(30));
            text.replace(from, to, any(PIECES, random));
            refused += refusal(CandidateExamples.bytes(text.toString())) ? 1 : 0;
        }
        assertThat(refused).isBetween(ROUNDS / 2, ROUNDS);
    }

    /** Whether the body is refused; fails on any answer but a candidate or faults in plain words. */
    private boolean refusal(byte[] body) {
        try {
            assertThat(reader.read(body)).isNotNull();
            return false;
        } catch (InvalidCandidateException invalid) {
            assertThat(invalid.faults()).isNotEmpty().allSatisfy(fault -> {
                assertThat(fault.detail())
                        .matches("(?s).*[.?]")
                        .hasSizeLessThan(1_000)
                        .doesNotContainIgnoringCase("java")
                        .doesNotContainIgnoringCase("jackson")
                        .doesNotContain("Exception", "org.kentei", "VALUE_", "START_");
                assertThat(fault.pointer()).matches("(/([^~/]|~[01])*)*");
            });
            return true;
        } catch (RuntimeException other) {
            return fail("Round broken by the body " + new String(body, StandardCharsets.UTF_8), other);
        }
    }

    private static byte[] withBytesChanged(byte[] good, Random random) {
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.writeBytes(good);
        for (int change = random.nextInt(3); change >= 0; change--) {
            byte[] now = changed.toByteArray();
            int at = random.nextInt(now.length + 1);
            int length = Math.min(now.length - at, random.nextInt(4) == 0 ? random.nextInt(40) : 1);
            changed.reset();
            changed.write(now, 0, at);
            switch (random.nextInt(4)) {
                case 0 -> changed.write(random.nextInt(256));
                case 1 -> {
                    changed.write(now, at, length);
                    changed.write(now, at, length);
                }
                case 2 -> {
                    // the bytes are left out
                }
                default -> {
                    // the body breaks off
                    return changed.toByteArray();
                }
            }
            changed.write(now, at + length, now.length - at - length);
        }
        return changed.toByteArray();
    }

    private static void changePiece(JsonNode candidate, Random random) throws IOException {
        List<ContainerNode<?>> containers = new ArrayList<>();
        collect(candidate, containers);
        JsonNode piece = random.nextInt(3) == 0
                ? any(containers, random).deepCopy()
                : CandidateExamples.JSON.readTree(any(PIECES, random));
        ContainerNode<?> container = any(containers, random);
        if (container instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = any(names, random);
            switch (random.nextInt(3)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name, piece);
                default -> object.set(name + any(List.of("s", "/", "~", "\u0000", " "), random), piece);
            }
        } else if (container instanceof ArrayNode list && !list.isEmpty()) {
            switch (random.nextInt(3)) {
                case 0 -> list.remove(random.nextInt(list.size()));
                case 1 -> list.add(list.get(random.nextInt(list.size())).deepCopy());
                default -> list.set(random.nextInt(list.size()), piece);
            }
        }
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> containers) {
        if (node instanceof ContainerNode<?> container) {
            containers.add(container);
        }
        node.forEach(inner -> collect(inner, containers));
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
