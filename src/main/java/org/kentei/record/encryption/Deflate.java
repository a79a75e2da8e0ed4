package org.kentei.record.encryption;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.kentei.record.encryption.Encryption.DecryptionException;

/** Compresses as DEFLATE (RFC 1951) without a header. Earlier versions compressed documents so, with a preset dictionary. */
final class Deflate {

    /** No dictionary, or nothing before the compressed bytes. */
    static final byte[] NONE = {};

    private static final int LEVEL = 3;

    /** Each has 256 KB outside of the heap, and takes as long to make as a short document to compress. */
    private static final ArrayBlockingQueue<Deflater> IDLE =
            new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

    private Deflate() {}

    /** @param head what the returned bytes begin with, as it is */
    static byte[] compress(byte[] head, byte[] bytes) {
        var packed = new ByteArrayOutputStream(head.length + bytes.length / 8 + 64);
        packed.writeBytes(head);
        Deflater idle = IDLE.poll();
        Deflater deflater = idle == null ? new Deflater(LEVEL, true) : idle;
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] some = new byte[8192];
            while (!deflater.finished()) {
                packed.write(some, 0, deflater.deflate(some));
            }
        } finally {
            deflater.reset();
            if (!IDLE.offer(deflater)) {
                deflater.end();
            }
        }
        return packed.toByteArray();
    }

    /**
     * @param from where the compressed bytes begin
     * @throws DecryptionException if they are not complete
     */
    static byte[] decompress(byte[] packed, int from) {
        if (packed.length < from) {
            throw new DecryptionException();
        }
        var bytes = new ByteArrayOutputStream(8 * packed.length);
        Inflater inflater = inflater(NONE);
        try {
            inflater.setInput(packed, from, packed.length - from);
            byte[] some = new byte[8192];
            while (!inflater.finished()) {
                int count = inflater.inflate(some);
                if (count == 0 && !inflater.finished()) {
                    throw new DecryptionException();
                }
                bytes.write(some, 0, count);
            }
        } catch (DataFormatException changed) {
            throw new DecryptionException();
        } finally {
            inflater.end();
        }
        return bytes.toByteArray();
    }

    /** It is to be ended. */
    static Inflater inflater(byte[] dictionary) {
        Inflater inflater = new Inflater(true);
        if (dictionary.length > 0) {
            inflater.setDictionary(dictionary);
        }
        return inflater;
    }
}
