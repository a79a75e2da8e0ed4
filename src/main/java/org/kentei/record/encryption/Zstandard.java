package org.kentei.record.encryption;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.kentei.files.UnusableFileException;
import org.kentei.record.dictionary.DocumentDictionary;
import org.kentei.record.encryption.Encryption.DecryptionException;

/** Compresses as Zstandard (RFC 8878), with the text of a dictionary or without. */
final class Zstandard {

    /** With a dictionary, the last level before a document takes twice the time. */
    private static final int LEVEL = 3;

    /** Each has about a megabyte outside of the heap. */
    private static final ArrayBlockingQueue<ZstdCompressCtx> IDLE =
            new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

    /** A dictionary as the library needs it. Outside of the heap, and released with the dictionary. */
    private static final Map<DocumentDictionary, ZstdDictCompress> COMPRESSING =
            Collections.synchronizedMap(new WeakHashMap<>());

    private static final Map<DocumentDictionary, ZstdDictDecompress> DECOMPRESSING =
            Collections.synchronizedMap(new WeakHashMap<>());

    private Zstandard() {}

    /**
     * Loads the library, which is unpacked into the temporary folder.
     *
     * @throws UnusableFileException if that is not possible, with what to do
     */
    static void requireLibrary() {
        try {
            Native.load();
        } catch (UnsatisfiedLinkError | ExceptionInInitializerError refused) {
            throw new UnusableFileException(
                    "The library of Zstandard cannot be loaded from the temporary folder `"
                            + System.getProperty("java.io.tmpdir")
                            + "`. Kentei has to write there, and to run code from there. Name another folder with"
                            + " `-Djava.io.tmpdir`.",
                    refused);
        }
    }

    static byte[] compress(byte[] bytes, @Nullable DocumentDictionary dictionary) {
        ZstdCompressCtx idle = IDLE.poll();
        ZstdCompressCtx context = idle == null ? new ZstdCompressCtx() : idle;
        try {
            context.setLevel(LEVEL).setChecksum(false).setDictID(false);
            if (dictionary != null) {
                context.loadDict(
                        COMPRESSING.computeIfAbsent(dictionary, made -> new ZstdDictCompress(made.text(), LEVEL)));
            }
            return context.compress(bytes);
        } finally {
            context.reset();
            if (!IDLE.offer(context)) {
                context.close();
            }
        }
    }

    /**
     * The bytes, decompressed as they are read. It is to be closed.
     *
     * @param from where the compressed bytes begin
     * @throws DecryptionException if they were not compressed by {@link #compress}
     */
    static InputStream decompress(byte[] packed, int from, @Nullable DocumentDictionary dictionary) {
        try {
            var stream = new ZstdInputStreamNoFinalizer(
                    new ByteArrayInputStream(packed, from, packed.length - from), RecyclingBufferPool.INSTANCE);
            if (dictionary != null) {
                stream.setDict(DECOMPRESSING.computeIfAbsent(dictionary, made -> new ZstdDictDecompress(made.text())));
            }
            return new DecompressedStream(stream, dictionary);
        } catch (IOException spoilt) {
            throw new DecryptionException();
        }
    }

    /** Keeps its dictionary from being released while it is read. */
    private static final class DecompressedStream extends FilterInputStream {

        private final @Nullable DocumentDictionary dictionary;

        private DecompressedStream(InputStream stream, @Nullable DocumentDictionary dictionary) {
            super(stream);
            this.dictionary = dictionary;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                Reference.reachabilityFence(dictionary);
            }
        }
    }
}
