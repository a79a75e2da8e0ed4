package org.kentei.log;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.kentei.hash.Hash;

/**
 * Binds the log to a document without revealing it: HMAC-SHA-256 of the document under a salt. With both, anyone can check
 * it. Once the salt is destroyed, a guess cannot be checked either.
 */
public final class Commitment {

    /** How many bytes a salt has. */
    public static final int SALT_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Commitment() {}

    /** A salt for one document. */
    public static byte[] newSalt() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /** The commitment to a document, whose bytes are those of UTF-8. */
    public static Hash to(String document, byte[] salt) {
        return to(document.getBytes(StandardCharsets.UTF_8), salt);
    }

    /** The commitment to the bytes of a document. */
    public static Hash to(byte[] document, byte[] salt) {
        return Hash.hmac(salt, document);
    }
}
