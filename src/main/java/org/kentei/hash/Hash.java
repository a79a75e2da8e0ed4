package org.kentei.hash;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A SHA-256 or HMAC-SHA-256 hash, compared by its bytes. */
public final class Hash {

    /** How many bytes a hash has. */
    public static final int BYTES = 32;

    /** The root of the empty tree. */
    public static final Hash OF_NOTHING = of();

    /** The byte before a leaf and before two nodes, so that neither can be used as the other (RFC 9162, 2.1.1). */
    private static final byte[] LEAF = {0};

    private static final byte[] NODE = {1};

    /** One for each thread, since finding the implementation takes as long as the hash of a short text. */
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(() -> {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", impossible);
        }
    });

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The hash that these bytes are; they have to be {@value #BYTES}. */
    public static Hash ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has " + BYTES + " bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /** The hash that was written by {@link #base64()}. */
    public static Hash ofBase64(String text) {
        Hash read = ofBytes(Base64.getDecoder().decode(text));
        if (!read.base64().equals(text)) {
            throw new IllegalArgumentException("a hash is written in one way only");
        }
        return read;
    }

    /** The hash of these parts, one after the other. */
    public static Hash of(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return new Hash(digest.digest());
    }

    /** HMAC-SHA-256 (RFC 2104) of a text under a key. */
    public static Hash hmac(byte[] key, byte[] text) {
        try {
            Mac mac = MAC.get();
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return new Hash(mac.doFinal(text));
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("HmacSHA256 takes every key", impossible);
        }
    }

    /** The hash of a tree's leaf that holds an entry. */
    public static Hash leaf(byte[] entry) {
        return of(LEAF, entry);
    }

    /** The hash of the node above two others. */
    public static Hash node(Hash left, Hash right) {
        return of(NODE, left.bytes, right.bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }

    /** SHA-256 of bytes that come piece by piece; {@link #ofBytes} makes the hash of its result. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
