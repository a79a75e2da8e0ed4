package org.kentei.record.encryption;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;

/** Wraps the keys of candidates, so that the database alone contains no key. Without a master key they are not wrapped. */
final class MasterKey {

    /** The absence of a master key. */
    static final MasterKey NONE = new MasterKey(null);

    private static final byte BARE = 0;
    private static final byte WRAPPED = 1;

    private final byte @Nullable [] key;

    private MasterKey(byte @Nullable [] key) {
        this.key = key;
    }

    /** Reads a file of 32 random bytes in base64. */
    static MasterKey read(Path file) {
        try {
            byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length == Encryption.KEY_BYTES) {
                return new MasterKey(key);
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(refusal(file), unreadable);
        }
        throw new IllegalArgumentException(refusal(file));
    }

    private static String refusal(Path file) {
        return "`kentei.master-key` has to name a file with 32 random bytes in base64; `" + file + "` is not one.";
    }

    byte[] wrap(byte[] dataKey, long candidate) {
        byte[] body = key == null ? dataKey : Encryption.seal(key, place(candidate), dataKey);
        byte[] wrapped = new byte[body.length + 1];
        wrapped[0] = key == null ? BARE : WRAPPED;
        System.arraycopy(body, 0, wrapped, 1, body.length);
        return wrapped;
    }

    byte[] unwrap(byte[] wrapped, long candidate) {
        byte[] body = Arrays.copyOfRange(wrapped, Math.min(1, wrapped.length), wrapped.length);
        if (wrapped.length > 0 && wrapped[0] == BARE && body.length == Encryption.KEY_BYTES) {
            return body;
        }
        if (wrapped.length == 0 || wrapped[0] != WRAPPED || key == null) {
            throw new Encryption.DecryptionException();
        }
        return Encryption.open(key, place(candidate), body);
    }

    /** What a candidate is found by, without its id in clear text. */
    byte[] lookup(byte[] lookupKey, String candidateId) {
        byte[] effective = key == null ? lookupKey : Hash.hmac(key, lookupKey).bytes();
        return Hash.hmac(effective, candidateId.getBytes(StandardCharsets.UTF_8))
                .bytes();
    }

    /** A secret for another purpose, which depends on the key. No candidate's id begins with the character 0. */
    byte[] secret(byte[] stored, String purpose) {
        return lookup(stored, "\0" + purpose);
    }

    private static String place(long candidate) {
        return candidate + "/data_key";
    }
}
