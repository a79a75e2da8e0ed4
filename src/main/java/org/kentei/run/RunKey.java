package org.kentei.run;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;
import org.kentei.hash.Hash;

/**
 * The secret of runs, from which the ids and keys of its assessments are made. A task that runs twice makes the same ones,
 * so it writes the same bytes. The record stores the keys one by one when it adds the run. Then the secret has to be
 * deleted, because with it nobody could be erased.
 */
public final class RunKey implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int BYTES = 32;

    private final byte[] secret;

    private RunKey(byte[] secret) {
        this.secret = secret;
    }

    /**
     * Reads a file of 32 random bytes in base64.
     *
     * @throws IllegalArgumentException for another file
     */
    public static RunKey read(Path file) throws IOException {
        try {
            return of(Base64.getDecoder().decode(Files.readString(file).strip()));
        } catch (IllegalArgumentException other) {
            throw new IllegalArgumentException(
                    "`" + file + "` must hold 32 random bytes in base64, as `openssl rand -base64 32` makes them.",
                    other);
        }
    }

    /** The secret of one run: no two runs have the same keys, even with the same secret. */
    public RunKey ofRun(UUID run) {
        return new RunKey(hmac("run/" + run));
    }

    private static RunKey of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a secret has " + BYTES + " bytes");
        }
        return new RunKey(secret);
    }

    /** The id of the assessment of the candidate at that place of the input; a UUID of version 8 (RFC 9562). */
    public UUID assessmentId(String place) {
        ByteBuffer bytes = ByteBuffer.wrap(hmac("assessment/" + place));
        return new UUID(
                (bytes.getLong() & ~0xF000L) | 0x8000L, (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | Long.MIN_VALUE);
    }

    /** The key of an assessment. */
    public byte[] of(UUID assessmentId) {
        return hmac("key/" + assessmentId);
    }

    private byte[] hmac(String text) {
        return Hash.hmac(secret, text.getBytes(StandardCharsets.UTF_8)).bytes();
    }
}
