package org.kentei.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** An Ed25519 key by which a log signs its checkpoints, or a witness those of others. */
public final class SigningKey {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final PrivateKey key;
    private final VerifierKey verifier;

    private SigningKey(String name, KeyType type, KeyPair pair) {
        this.key = pair.getPrivate();
        this.verifier = VerifierKey.of(name, type, pair.getPublic());
    }

    /** A new key for a log of that name. */
    public static SigningKey generate(String name) {
        return generate(name, KeyType.LOG);
    }

    /** A new key of that name and type. */
    public static SigningKey generate(String name, KeyType type) {
        return new SigningKey(name, type, pair(new SecureRandom()));
    }

    /**
     * Reads a log's key as PKCS#8 in PEM.
     *
     * @throws IllegalArgumentException if it is not an Ed25519 key
     */
    public static SigningKey parse(String name, String pem) {
        return parse(name, KeyType.LOG, pem);
    }

    /**
     * Reads a key as PKCS#8 in PEM.
     *
     * @throws IllegalArgumentException if it is not an Ed25519 key
     */
    public static SigningKey parse(String name, KeyType type, String pem) {
        String inside = pem.strip();
        if (!inside.startsWith(BEGIN) || !inside.endsWith(END)) {
            throw new IllegalArgumentException("it is not a private key in PEM");
        }
        inside = inside.substring(BEGIN.length(), inside.length() - END.length());
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(inside);
            PrivateKey read = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            byte[] seed = ((EdECPrivateKey) read).getBytes().orElseThrow();
            return new SigningKey(name, type, pair(new FixedSeed(seed)));
        } catch (GeneralSecurityException noKey) {
            throw new IllegalArgumentException("it is not an Ed25519 private key", noKey);
        }
    }

    /** The public key that checks what this one signs. */
    public VerifierKey verifier() {
        return verifier;
    }

    /** The key as PKCS#8 in PEM: a secret. */
    public String pem() {
        return BEGIN + "\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded()) + "\n" + END
                + "\n";
    }

    byte[] sign(String text) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java does not sign with Ed25519", impossible);
        }
    }

    private static KeyPair pair(SecureRandom seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, seed);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java has no Ed25519", impossible);
        }
    }

    /** Java computes a public key only when it makes a pair from a seed, so it gets the seed. */
    private static final class FixedSeed extends SecureRandom {

        private final transient byte[] seed;

        FixedSeed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
