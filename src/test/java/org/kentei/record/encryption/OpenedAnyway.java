package org.kentei.record.encryption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.kentei.record.encryption.Encryption.DecryptionException;

/** Looks for keys in bytes, and stores keys as an earlier version did. */
public final class OpenedAnyway {

    /** The version, the id of the master key, the nonce, the key and its tag. */
    private static final int WRAPPED_BYTES = 1 + 4 + 12 + 32 + 16;

    private static final int CANDIDATES = 10;

    private OpenedAnyway() {}

    /** All keys in these bytes that the master key in the file unwraps, whether a row still has them or not. */
    public static List<byte[]> keysIn(byte[] bytes, MasterKeyFile file) {
        MasterKeys keys = file.read().orElseThrow();
        List<String> ids = keys.ids();
        List<byte[]> found = new ArrayList<>();
        for (int start = 0; start + WRAPPED_BYTES <= bytes.length; start++) {
            if (bytes[start] == 2) {
                byte[] wrapped = Arrays.copyOfRange(bytes, start, start + WRAPPED_BYTES);
                if (ids.contains(String.valueOf(MasterKeys.idOf(wrapped)))) {
                    for (int candidate = 0; candidate < CANDIDATES; candidate++) {
                        try {
                            found.add(keys.unwrap(wrapped, candidate));
                        } catch (DecryptionException other) {
                            // that of another candidate, or no key
                        }
                    }
                }
            }
        }
        return found;
    }

    /** Stores the keys of all candidates as versions without a master key did. */
    public static void unwrapAll(Jdbi jdbi, CandidateKeys keys) {
        jdbi.useTransaction(handle -> handle.createQuery("select candidate, data_key from candidate")
                .map((row, context) -> {
                    byte[] bare = new byte[1 + Encryption.KEY_BYTES];
                    System.arraycopy(keys.unwrap(row.getBytes(2), row.getLong(1)), 0, bare, 1, Encryption.KEY_BYTES);
                    return Map.entry(row.getLong(1), bare);
                })
                .list()
                .forEach(one -> handle.createUpdate("update candidate set data_key = :key where candidate = :candidate")
                        .bind("key", one.getValue())
                        .bind("candidate", one.getKey())
                        .execute()));
    }
}
