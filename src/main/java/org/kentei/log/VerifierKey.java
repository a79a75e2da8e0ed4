package org.kentei.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;

/** A public key that checks notes, in the text form that transparency logs give it: {@code name+id+base64}. */
public final class VerifierKey {

    static final int ID_BYTES = 4;
    private static final int KEY_BYTES = 32;

    /** What Java, as X.509, writes before the 32 bytes of an Ed25519 key. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final KeyType type;
    private final byte[] key;
    private final byte[] id;

    private VerifierKey(String name, KeyType type, byte[] key) {
        if (name.isEmpty()
                || name.contains("+")
                || name.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c < ' ')) {
            throw new IllegalArgumentException("the name of a key must not contain blanks or `+`");
        }
        this.name = name;
        this.type = type;
        this.key = key;
        byte[] start = (name + "\n").getBytes(StandardCharsets.UTF_8);
        this.id = Arrays.copyOf(Hash.of(start, new byte[] {type.code()}, key).bytes(), ID_BYTES);
    }

    static VerifierKey of(String name, KeyType type, PublicKey key) {
        byte[] encoded = key.getEncoded();
        return new VerifierKey(name, type, Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length));
    }

    /**
     * Reads the text form of a log's key.
     *
     * @throws IllegalArgumentException if it is not such a key, or its id does not match it
     */
    public static VerifierKey parse(String text) {
        return parse(text, KeyType.LOG);
    }

    /**
     * Reads the text form of a key.
     *
     * @throws IllegalArgumentException if it is not a key of that type, or its id does not match it
     */
    public static VerifierKey parse(String text, KeyType type) {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a public key is written `name+id+base64`");
        }
        byte[] typed;
        try {
            typed = Base64.getDecoder().decode(parts[2]);
        } catch (IllegalArgumentException noBase64) {
            throw new IllegalArgumentException("the last part of the public key is not base64", noBase64);
        }
        if (typed.length != 1 + KEY_BYTES || typed[0] != type.code()) {
            throw new IllegalArgumentException("it is not an Ed25519 key of " + type.owner());
        }
        VerifierKey read = new VerifierKey(parts[0], type, Arrays.copyOfRange(typed, 1, typed.length));
        if (!read.toString().equals(text.strip())) {
            throw new IllegalArgumentException("the id of the public key does not match its name and bytes");
        }
        return read;
    }

    /** The name of what signs: a log's origin, or the name of a witness. */
    public String name() {
        return name;
    }

    /** Its id in hex, by which notes name it. */
    public String id() {
        return HexFormat.of().formatHex(id);
    }

    byte[] idBytes() {
        return id.clone();
    }

    boolean verifies(byte[] text, byte[] signature) {
        try {
            var encoded = new ByteArrayOutputStream();
            encoded.writeBytes(X509_PREFIX);
            encoded.writeBytes(key);
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
            verifier.update(text);
            return verifier.verify(signature);
        } catch (GeneralSecurityException noSignature) {
            return false;
        }
    }

    @Override
    public String toString() {
        byte[] typed = new byte[1 + KEY_BYTES];
        typed[0] = type.code();
        System.arraycopy(key, 0, typed, 1, KEY_BYTES);
        return name + "+" + id() + "+" + Base64.getEncoder().encodeToString(typed);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifierKey that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
