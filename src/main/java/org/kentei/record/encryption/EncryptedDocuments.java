package org.kentei.record.encryption;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.kentei.log.Commitment;
import org.kentei.log.DocumentType;
import org.kentei.log.SaltedDocument;
import org.kentei.record.dictionary.DocumentDictionary;

/**
 * How documents are stored: the salt of the commitment, then the text compressed, both sealed under the candidate's key. What a
 * document is compressed with is part of the place that it is sealed for, so it opens with no other dictionary.
 */
public final class EncryptedDocuments {

    private EncryptedDocuments() {}

    /** The column in which it is stored. */
    public static String column(DocumentType part) {
        return switch (part) {
            case CANDIDATE -> "facts";
            case FIRINGS -> "firing_record";
            case RESULT -> "result";
        };
    }

    /** The salt and the text of a document, compressed, ready for {@link #seal}. */
    public static byte[] pack(DocumentType part, byte[] text, byte[] salt, @Nullable DocumentDictionary dictionary) {
        return Deflate.compress(salt, text, text(part, dictionary));
    }

    /** Bytes that are not a document of an assessment, compressed and encrypted for a place of their own. */
    public static byte[] sealBytes(byte[] dataKey, String place, byte[] bytes) {
        return Encryption.seal(dataKey, place, Deflate.compress(Deflate.NONE, bytes, Deflate.NONE));
    }

    /** Bytes that {@link #sealBytes} sealed. */
    public static byte[] openBytes(byte[] dataKey, String place, byte[] sealed) {
        return Deflate.decompress(Encryption.open(dataKey, place, sealed), 0, Deflate.NONE);
    }

    public static byte[] seal(
            byte[] dataKey,
            UUID assessmentId,
            DocumentType part,
            byte[] packed,
            @Nullable DocumentDictionary dictionary) {
        return Encryption.seal(dataKey, place(assessmentId, part, dictionary), packed);
    }

    /** Another text of an assessment, compressed, ready for {@link #sealText}. */
    public static byte[] packText(String text) {
        return Deflate.compress(Commitment.newSalt(), text.getBytes(StandardCharsets.UTF_8), Deflate.NONE);
    }

    /** A packed text, encrypted for a column. */
    public static byte[] sealText(byte[] dataKey, UUID assessmentId, String column, byte[] packed) {
        return Encryption.seal(dataKey, place(assessmentId, column), packed);
    }

    /** A text that {@link #sealText} made. */
    public static String openText(byte[] dataKey, UUID assessmentId, String column, byte[] sealed) {
        return unpack(Encryption.open(dataKey, place(assessmentId, column), sealed), Deflate.NONE)
                .document();
    }

    /** The salt alone, without opening the text, which may be long. */
    public static byte[] salt(
            byte[] dataKey,
            UUID assessmentId,
            DocumentType part,
            byte[] sealed,
            @Nullable DocumentDictionary dictionary) {
        return Arrays.copyOf(
                Encryption.open(dataKey, place(assessmentId, part, dictionary), sealed), Commitment.SALT_BYTES);
    }

    /** The text as UTF-8, opened piece by piece as it is read. */
    public static InputStream text(
            byte[] dataKey,
            UUID assessmentId,
            DocumentType part,
            byte[] sealed,
            @Nullable DocumentDictionary dictionary) {
        byte[] packed = Encryption.open(dataKey, place(assessmentId, part, dictionary), sealed);
        Inflater inflater = Deflate.inflater(text(part, dictionary));
        var deflated = new ByteArrayInputStream(packed, Commitment.SALT_BYTES, packed.length - Commitment.SALT_BYTES);
        return new InflaterInputStream(deflated, inflater) {
            @Override
            public void close() throws IOException {
                super.close();
                inflater.end();
            }
        };
    }

    public static SaltedDocument open(
            byte[] dataKey,
            UUID assessmentId,
            DocumentType part,
            byte[] sealed,
            @Nullable DocumentDictionary dictionary) {
        return unpack(Encryption.open(dataKey, place(assessmentId, part, dictionary), sealed), text(part, dictionary));
    }

    private static SaltedDocument unpack(byte[] packed, byte[] dictionary) {
        return new SaltedDocument(
                new String(Deflate.decompress(packed, Commitment.SALT_BYTES, dictionary), StandardCharsets.UTF_8),
                Arrays.copyOf(packed, Commitment.SALT_BYTES));
    }

    private static byte[] text(DocumentType part, @Nullable DocumentDictionary dictionary) {
        return dictionary == null ? Deflate.NONE : dictionary.text(part);
    }

    private static String place(UUID assessmentId, DocumentType part, @Nullable DocumentDictionary dictionary) {
        String column = place(assessmentId, column(part));
        return dictionary == null ? column : column + dictionary.place();
    }

    private static String place(UUID assessmentId, String column) {
        return assessmentId + "/" + column;
    }
}
