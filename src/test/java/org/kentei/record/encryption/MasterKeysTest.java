package org.kentei.record.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MasterKeysTest {

    private final MasterKeys master = MasterKeys.generate();

    @Test
    void a_bare_lookup_key_is_known_as_bare_whatever_its_first_byte_is() {
        for (int first = 0; first < 256; first++) {
            byte[] bare = Encryption.random(Encryption.KEY_BYTES);
            bare[0] = (byte) first;
            assertThat(MasterKeys.idOf(bare)).as("first byte %d", first).isNull();
            assertThat(master.unwrapLookupKey(bare)).isEqualTo(bare);
        }
    }

    @Test
    void a_wrapped_lookup_key_names_its_master_key_and_is_unwrapped() {
        byte[] bare = Encryption.random(Encryption.KEY_BYTES);
        byte[] wrapped = master.wrapLookupKey(bare);
        assertThat(master.ids()).containsExactly(MasterKeys.idOf(wrapped));
        assertThat(master.unwrapLookupKey(wrapped)).isEqualTo(bare);
    }
}
