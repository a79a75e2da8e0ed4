package org.kentei.record.encryption;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.kentei.log.Commitment;

/** How texts are stored that are not documents of an assessment: compressed, and sealed under a key for a place of their own. */
public final class EncryptedTexts {

    private EncryptedTexts() {}

    /** Bytes, compressed and encrypted for a place of their own. */
    public static byte[] sealBytes(byte[] dataKey, String place, byte[] bytes) {
        return Encryption.seal(dataKey, place, Deflate.compress(Deflate.NONE, bytes));
    }

    /** Bytes that {@link #sealBytes} sealed. */
    public static byte[] openBytes(byte[] dataKey, String place, byte[] sealed) {
        return Deflate.decompress(Encryption.open(dataKey, place, sealed), 0);
    }

    /** A text that belongs to an assessment, compressed, ready for {@link #sealText}. */
    public static byte[] packText(String text) {
        return Deflate.compress(Commitment.newSalt(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** A packed text, encrypted for a column. */
    public static byte[] sealText(byte[] dataKey, UUID assessmentId, String column, byte[] packed) {
        return Encryption.seal(dataKey, PackedDocuments.place(assessmentId, column, null), packed);
    }

    /** A text that {@link #sealText} made. */
    public static String openText(byte[] dataKey, UUID assessmentId, String column, byte[] sealed) {
        byte[] packed = Encryption.open(dataKey, PackedDocuments.place(assessmentId, column, null), sealed);
        return new String(Deflate.decompress(packed, Commitment.SALT_BYTES), StandardCharsets.UTF_8);
    }
}
