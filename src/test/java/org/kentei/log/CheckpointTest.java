package org.kentei.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kentei.hash.Hash;
import org.kentei.log.Checkpoint.InvalidCheckpointException;

class CheckpointTest {

    private static final SigningKey KEY = SigningKey.generate("kentei/test");
    private static final Checkpoint CHECKPOINT =
            new Checkpoint("kentei/test", 7, Hash.of(), Instant.parse("2026-04-01T00:00:00Z"));

    /** The example in the documentation of Go's note package, which defined the format. */
    @Test
    void the_published_example_of_a_signed_note_verifies() {
        VerifierKey neumann = VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        byte[] text = """
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.
                """.getBytes(StandardCharsets.UTF_8);
        byte[] signature = Base64.getDecoder()
                .decode("x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=");
        assertThat(neumann.idBytes()).isEqualTo(Arrays.copyOf(signature, 4));
        assertThat(neumann.verifies(text, Arrays.copyOfRange(signature, 4, 68))).isTrue();
        text[0]++;
        assertThat(neumann.verifies(text, Arrays.copyOfRange(signature, 4, 68))).isFalse();
    }

    @Test
    void a_checkpoint_is_a_note_of_origin_size_root_and_time() {
        assertThat(CHECKPOINT.sign(KEY))
                .startsWith(
                        "kentei/test\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ntime 2026-04-01T00:00:00Z\n\n— kentei/test ")
                .endsWith("\n");
        assertThat(Checkpoint.open(CHECKPOINT.sign(KEY), List.of(KEY.verifier())))
                .isEqualTo(CHECKPOINT);
        assertThat(Checkpoint.keyId(CHECKPOINT.sign(KEY)))
                .isEqualTo(KEY.verifier().id());
    }

    @Test
    void a_key_is_read_back_from_its_text() {
        SigningKey read = SigningKey.parse("kentei/test", KEY.pem());
        assertThat(read.verifier()).isEqualTo(KEY.verifier());
        assertThat(VerifierKey.parse(KEY.verifier().toString())).isEqualTo(KEY.verifier());
        assertThat(VerifierKey.parse(KEY.verifier().toString()))
                .isNotEqualTo(SigningKey.generate("kentei/test").verifier());
        assertThat(read.sign("text")).isEqualTo(KEY.sign("text"));
    }

    @Test
    void no_character_of_a_note_can_be_another() {
        String note = CHECKPOINT.sign(KEY);
        for (int place = 0; place < note.length(); place++) {
            for (int bit = 0; bit < 7; bit++) {
                char[] spoilt = note.toCharArray();
                spoilt[place] ^= (char) (1 << bit);
                assertThatThrownBy(() -> Checkpoint.open(new String(spoilt), List.of(KEY.verifier())))
                        .as("place %d, bit %d", place, bit)
                        .isInstanceOf(InvalidCheckpointException.class);
            }
        }
    }

    @Test
    void a_note_cut_anywhere_is_refused() {
        String note = CHECKPOINT.sign(KEY);
        for (int length = 0; length < note.length(); length++) {
            String cut = note.substring(0, length);
            assertThatThrownBy(() -> Checkpoint.open(cut, List.of(KEY.verifier())))
                    .isInstanceOf(InvalidCheckpointException.class);
        }
    }

    @Test
    void a_note_of_another_key_proves_nothing_even_under_the_same_name() {
        VerifierKey other = SigningKey.generate("kentei/test").verifier();
        assertThatThrownBy(() -> Checkpoint.open(CHECKPOINT.sign(KEY), List.of(other)))
                .hasMessage("none of the known public keys signed it");
    }

    @Test
    void a_note_may_have_signatures_of_others_too() {
        String note = CHECKPOINT.sign(KEY) + "— witness.example "
                + Base64.getEncoder().encodeToString(new byte[76]) + "\n";
        assertThat(Checkpoint.open(note, List.of(KEY.verifier()))).isEqualTo(CHECKPOINT);
    }

    @Test
    void a_key_of_another_name_cannot_sign_for_this_origin() {
        SigningKey other = SigningKey.generate("other");
        assertThatThrownBy(() -> Checkpoint.open(CHECKPOINT.sign(other), List.of(other.verifier())))
                .isInstanceOf(InvalidCheckpointException.class);
    }

    @Test
    void an_invalid_public_key_is_refused() {
        String key = KEY.verifier().toString();
        for (String wrong : List.of(
                "",
                "kentei/test",
                "kentei/test+00000000+AAAA",
                key.replace("kentei", "other"),
                key.substring(0, key.length() - 4),
                "a b+00000000+" + key.substring(key.lastIndexOf('+') + 1),
                key + "+")) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> VerifierKey.parse(wrong));
        }
    }

    @Test
    void an_invalid_private_key_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.parse("a", "no key"));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SigningKey.parse("a", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
    }
}
