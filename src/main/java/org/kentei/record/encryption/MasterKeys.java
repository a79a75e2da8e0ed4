package org.kentei.record.encryption;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;
import org.kentei.record.encryption.Encryption.DecryptionException;

/**
 * The key that wraps the keys of candidates, so that the database alone contains no key. While it is replaced there are two:
 * the new one wraps, and both unwrap.
 */
public final class MasterKeys {

    /** Not wrapped: versions without a master key stored keys so. */
    private static final byte BARE = 0;

    /** Wrapped, without the id of the master key: an earlier version stored keys so. */
    private static final byte WITHOUT_ID = 1;

    private static final byte WRAPPED = 2;
    private static final int ID_BYTES = 4;
    private static final int HEAD_BYTES = 1 + ID_BYTES;

    /** The number under which the lookup key is wrapped. Candidates and entries have numbers from 0. */
    private static final long LOOKUP_KEY = -1;

    private final List<byte[]> keys;
    private final List<String> ids;

    private MasterKeys(List<byte[]> keys) {
        this.keys = List.copyOf(keys);
        this.ids = keys.stream().map(key -> HexFormat.of().formatHex(id(key))).toList();
    }

    /** A new key. */
    public static MasterKeys generate() {
        return new MasterKeys(List.of(Encryption.random(Encryption.KEY_BYTES)));
    }

    /**
     * Reads the lines of a file.
     *
     * @throws IllegalArgumentException if they are not one or two keys of 32 bytes in base64
     */
    static MasterKeys parse(List<String> lines) {
        List<byte[]> keys = lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> Base64.getDecoder().decode(line))
                .toList();
        if (keys.isEmpty() || keys.size() > 2 || keys.stream().anyMatch(key -> key.length != Encryption.KEY_BYTES)) {
            throw new IllegalArgumentException("not one or two keys of 32 bytes");
        }
        return new MasterKeys(keys);
    }

    String lines() {
        StringBuilder lines = new StringBuilder();
        keys.forEach(
                key -> lines.append(Base64.getEncoder().encodeToString(key)).append('\n'));
        return lines.toString();
    }

    /** The present key with a new one before it. */
    MasterKeys withNew() {
        return new MasterKeys(List.of(Encryption.random(Encryption.KEY_BYTES), keys.get(0)));
    }

    /** The key that wraps, alone. */
    MasterKeys newest() {
        return new MasterKeys(keys.subList(0, 1));
    }

    boolean isBeingReplaced() {
        return keys.size() > 1;
    }

    /** The ids of the keys. They tell nothing of the keys. */
    List<String> ids() {
        return ids;
    }

    /** The id of the master key that wrapped something; null if it does not say. */
    static @Nullable String idOf(byte[] wrapped) {
        // a bare lookup key is random, and may begin with any byte
        return wrapped.length > HEAD_BYTES + Encryption.KEY_BYTES && wrapped[0] == WRAPPED
                ? HexFormat.of().formatHex(wrapped, 1, HEAD_BYTES)
                : null;
    }

    static boolean isOfEarlierVersion(byte[] wrapped) {
        return wrapped.length > 0 && wrapped[0] == WITHOUT_ID;
    }

    private static byte[] id(byte[] key) {
        byte[] hash = Hash.hmac(key, "id of a master key".getBytes(StandardCharsets.UTF_8))
                .bytes();
        return Arrays.copyOf(hash, ID_BYTES);
    }

    /** Whether the newest key wrapped it. */
    boolean wrapped(byte[] stored) {
        return ids().get(0).equals(idOf(stored));
    }

    byte[] wrap(byte[] dataKey, long number) {
        byte[] key = keys.get(0);
        byte[] sealed = Encryption.seal(key, place(number), dataKey);
        return ByteBuffer.allocate(HEAD_BYTES + sealed.length)
                .put(WRAPPED)
                .put(HexFormat.of().parseHex(ids.get(0)))
                .put(sealed)
                .array();
    }

    /** @throws DecryptionException if none of the keys wrapped it under that number */
    byte[] unwrap(byte[] wrapped, long number) {
        if (wrapped.length == 1 + Encryption.KEY_BYTES && wrapped[0] == BARE) {
            return Arrays.copyOfRange(wrapped, 1, wrapped.length);
        }
        if (isOfEarlierVersion(wrapped)) {
            // the oldest one: an earlier version knew only that
            return Encryption.open(
                    keys.get(keys.size() - 1), place(number), Arrays.copyOfRange(wrapped, 1, wrapped.length));
        }
        int known = ids().indexOf(String.valueOf(idOf(wrapped)));
        if (known < 0) {
            throw new DecryptionException();
        }
        return Encryption.open(keys.get(known), place(number), Arrays.copyOfRange(wrapped, HEAD_BYTES, wrapped.length));
    }

    /** The lookup key as it is stored. */
    byte[] wrapLookupKey(byte[] lookupKey) {
        return wrap(lookupKey, LOOKUP_KEY);
    }

    /** The lookup key, of what is stored. A record that is not opened to write for the first time has it unwrapped. */
    byte[] unwrapLookupKey(byte[] stored) {
        return idOf(stored) == null ? stored : unwrap(stored, LOOKUP_KEY);
    }

    /** The lookup key of a record whose master key has no id. */
    byte[] lookupKeyOfEarlierVersion(byte[] stored) {
        return Hash.hmac(keys.get(keys.size() - 1), stored).bytes();
    }

    private static String place(long number) {
        return number + "/data_key";
    }
}
