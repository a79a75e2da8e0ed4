package org.kentei.record.encryption;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.kentei.log.Commitment;
import org.kentei.log.DocumentType;
import org.kentei.log.SaltedDocument;

/** How documents are stored: the salt of the commitment, then the text compressed, both sealed under the candidate's key. */
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

    public static byte[] pack(SaltedDocument opened) {
        return deflate(opened.salt(), opened.document().getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes that are not a document of an assessment, compressed and encrypted for a place of their own. */
    public static byte[] sealBytes(byte[] dataKey, String place, byte[] bytes) {
        return Encryption.seal(dataKey, place, deflate(new byte[0], bytes));
    }

    /** Bytes that {@link #sealBytes} sealed. */
    public static byte[] openBytes(byte[] dataKey, String place, byte[] sealed) {
        return inflate(Encryption.open(dataKey, place, sealed), 0);
    }

    private static byte[] deflate(byte[] head, byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        packed.writeBytes(head);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] some = new byte[8192];
            while (!deflater.finished()) {
                packed.write(some, 0, deflater.deflate(some));
            }
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    public static byte[] seal(byte[] dataKey, UUID assessmentId, DocumentType part, byte[] packed) {
        return Encryption.seal(dataKey, place(assessmentId, part), packed);
    }

    /** Another text of an assessment, compressed, ready for {@link #sealText}. */
    public static byte[] packText(String text) {
        return pack(new SaltedDocument(text, Commitment.newSalt()));
    }

    /** A packed text, encrypted for a column. */
    public static byte[] sealText(byte[] dataKey, UUID assessmentId, String column, byte[] packed) {
        return Encryption.seal(dataKey, place(assessmentId, column), packed);
    }

    /** A text that {@link #sealText} made. */
    public static String openText(byte[] dataKey, UUID assessmentId, String column, byte[] sealed) {
        return unpack(Encryption.open(dataKey, place(assessmentId, column), sealed))
                .document();
    }

    /** The salt alone, without opening the text, which may be long. */
    public static byte[] salt(byte[] dataKey, UUID assessmentId, DocumentType part, byte[] sealed) {
        return Arrays.copyOf(Encryption.open(dataKey, place(assessmentId, part), sealed), Commitment.SALT_BYTES);
    }

    /** The text as UTF-8, opened piece by piece as it is read. */
    public static InputStream text(byte[] dataKey, UUID assessmentId, DocumentType part, byte[] sealed) {
        byte[] packed = Encryption.open(dataKey, place(assessmentId, part), sealed);
        Inflater inflater = new Inflater(true);
        var deflated = new ByteArrayInputStream(packed, Commitment.SALT_BYTES, packed.length - Commitment.SALT_BYTES);
        return new InflaterInputStream(deflated, inflater) {
            @Override
            public void close() throws IOException {
                super.close();
                inflater.end();
            }
        };
    }

    public static SaltedDocument open(byte[] dataKey, UUID assessmentId, DocumentType part, byte[] sealed) {
        return unpack(Encryption.open(dataKey, place(assessmentId, part), sealed));
    }

    private static SaltedDocument unpack(byte[] packed) {
        return new SaltedDocument(
                new String(inflate(packed, Commitment.SALT_BYTES), StandardCharsets.UTF_8),
                Arrays.copyOf(packed, Commitment.SALT_BYTES));
    }

    private static byte[] inflate(byte[] packed, int from) {
        var bytes = new ByteArrayOutputStream();
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, from, packed.length - from);
            byte[] some = new byte[8192];
            while (!inflater.finished()) {
                int count = inflater.inflate(some);
                if (count == 0 && inflater.needsInput()) {
                    throw new Encryption.DecryptionException();
                }
                bytes.write(some, 0, count);
            }
        } catch (DataFormatException spoilt) {
            throw new Encryption.DecryptionException();
        } finally {
            inflater.end();
        }
        return bytes.toByteArray();
    }

    private static String place(UUID assessmentId, DocumentType part) {
        return place(assessmentId, column(part));
    }

    private static String place(UUID assessmentId, String column) {
        return assessmentId + "/" + column;
    }
}
