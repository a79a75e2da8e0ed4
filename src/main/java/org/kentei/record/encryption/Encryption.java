package org.kentei.record.encryption;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts with AES-256-GCM under a random nonce, and binds the ciphertext to the place where it is stored. */
public final class Encryption {

    public static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** One for each thread, since finding the implementation takes longer than to encrypt a key. */
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(() -> {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java has no AES-GCM", impossible);
        }
    });

    private Encryption() {}

    public static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    static byte[] seal(byte[] key, String place, byte[] plain) {
        byte[] nonce = random(NONCE_BYTES);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(plain);
            byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
            return both;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java does not encrypt with AES-256-GCM", impossible);
        }
    }

    /** @throws DecryptionException if this was not sealed under that key for that place */
    static byte[] open(byte[] key, String place, byte[] sealed) {
        if (sealed.length < NONCE_BYTES) {
            throw new DecryptionException();
        }
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, key, nonce, place)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException spoilt) {
            throw new DecryptionException();
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = CIPHER.get();
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Thrown for something encrypted that was changed, or is under another key. */
    public static final class DecryptionException extends RuntimeException {

        DecryptionException() {
            this("it was changed, or is encrypted under another key");
        }

        DecryptionException(String reason) {
            super(reason);
        }
    }
}
