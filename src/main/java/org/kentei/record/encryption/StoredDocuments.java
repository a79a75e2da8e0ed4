package org.kentei.record.encryption;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.kentei.log.Commitment;
import org.kentei.log.DocumentType;
import org.kentei.log.SaltedDocument;
import org.kentei.record.dictionary.DocumentDictionary;
import org.kentei.record.encryption.Encryption.DecryptionException;

/**
 * The documents that a row of an assessment has, sealed. They are in one column ({@link PackedDocuments}). Earlier versions
 * stored each document in a column of its own, compressed by itself.
 *
 * @param together all documents; null in a row of an earlier version, and in one that is erased
 * @param each the documents of an earlier version
 * @param dictionary what they were compressed with; null for none
 */
public record StoredDocuments(
        UUID assessmentId,
        byte @Nullable [] together,
        Map<DocumentType, byte[]> each,
        @Nullable DocumentDictionary dictionary) {

    /** What a query has to select of {@code assessment a}, with its id. */
    public static final String COLUMNS = "a.documents, a.facts, a.firing_record, a.result, a.dictionary";

    /** How many bytes a row has of them, for a query of {@code assessment}. */
    public static final String LENGTH = "coalesce(octet_length(documents), octet_length(result), 0)";

    /** For a statement that takes all documents of a row away. */
    public static final String ERASED =
            "documents = null, facts = null, firing_record = null, result = null, dictionary = null";

    /**
     * The documents of a row.
     *
     * @throws DecryptionException if their dictionary is missing or was changed, or there are documents of two versions
     */
    public static StoredDocuments of(Handle handle, ResultSet row, DocumentDictionaries dictionaries)
            throws SQLException {
        Map<DocumentType, byte[]> each = new EnumMap<>(DocumentType.class);
        for (DocumentType part : DocumentType.values()) {
            byte[] sealed = row.getBytes(column(part));
            if (sealed != null) {
                each.put(part, sealed);
            }
        }
        byte[] together = row.getBytes(PackedDocuments.COLUMN);
        if (together != null && !each.isEmpty()) {
            throw new DecryptionException("there are some of an earlier version besides");
        }
        return new StoredDocuments(
                row.getObject("assessment_id", UUID.class), together, each, dictionaries.of(handle, row));
    }

    private static String column(DocumentType part) {
        return switch (part) {
            case CANDIDATE -> "facts";
            case FIRINGS -> "firing_record";
            case RESULT -> "result";
        };
    }

    public boolean hasAny() {
        return together != null || !each.isEmpty();
    }

    public boolean has(DocumentType part) {
        return together != null || each.containsKey(part);
    }

    /**
     * Opens them with the candidate's key.
     *
     * @throws DecryptionException if one was changed, is missing, or was compressed with another dictionary; maybe not before it is
     *     asked for
     */
    public OpenedDocuments open(byte[] dataKey) {
        return together == null
                ? new EarlierDocuments(this, dataKey)
                : new DocumentsTogether(
                        Encryption.open(
                                dataKey,
                                PackedDocuments.place(assessmentId, PackedDocuments.COLUMN, dictionary),
                                together),
                        dictionary);
    }

    /** Documents that can be read. Each method throws {@link DecryptionException} for a document that is not as it was stored. */
    public interface OpenedDocuments {

        /** The salt of the commitment to a document. */
        byte[] salt(DocumentType part);

        /** The text as UTF-8, decompressed piece by piece as it is read. It is to be closed. */
        InputStream text(DocumentType part);

        default SaltedDocument document(DocumentType part) {
            try (InputStream text = text(part)) {
                return new SaltedDocument(new String(text.readAllBytes(), StandardCharsets.UTF_8), salt(part));
            } catch (IOException spoilt) {
                throw new DecryptionException();
            }
        }
    }

    private static final class DocumentsTogether implements OpenedDocuments {

        private final byte[] packed;
        private final @Nullable DocumentDictionary dictionary;

        private DocumentsTogether(byte[] packed, @Nullable DocumentDictionary dictionary) {
            if (packed.length < PackedDocuments.HEAD_BYTES) {
                throw new DecryptionException();
            }
            this.packed = packed;
            this.dictionary = dictionary;
        }

        @Override
        public byte[] salt(DocumentType part) {
            byte[] salt = new byte[Commitment.SALT_BYTES];
            head(PackedDocuments.ORDER.indexOf(part)).get(salt);
            return salt;
        }

        private ByteBuffer head(int place) {
            int bytes = PackedDocuments.HEAD_BYTES / PackedDocuments.ORDER.size();
            return ByteBuffer.wrap(packed, place * bytes, bytes);
        }

        private int length(int place) {
            return head(place)
                    .getInt(place * PackedDocuments.HEAD_BYTES / PackedDocuments.ORDER.size() + Commitment.SALT_BYTES);
        }

        @Override
        public InputStream text(DocumentType part) {
            int place = PackedDocuments.ORDER.indexOf(part);
            long before = 0;
            for (int earlier = 0; earlier < place; earlier++) {
                before += length(earlier);
            }
            InputStream texts = Zstandard.decompress(packed, PackedDocuments.HEAD_BYTES, dictionary);
            try {
                texts.skipNBytes(before);
                if (place == PackedDocuments.ORDER.size() - 1) {
                    return texts;
                }
                try (texts) {
                    return new ByteArrayInputStream(texts.readNBytes(length(place)));
                }
            } catch (IOException | RuntimeException spoilt) {
                closeQuietly(texts);
                throw new DecryptionException();
            }
        }

        private static void closeQuietly(InputStream stream) {
            try {
                stream.close();
            } catch (IOException ofMemory) {
                // nothing is lost
            }
        }
    }

    private record EarlierDocuments(StoredDocuments stored, byte[] dataKey) implements OpenedDocuments {

        @Override
        public byte[] salt(DocumentType part) {
            return Arrays.copyOf(packed(part), Commitment.SALT_BYTES);
        }

        @Override
        public InputStream text(DocumentType part) {
            byte[] packed = packed(part);
            DocumentDictionary dictionary = stored.dictionary();
            Inflater inflater = Deflate.inflater(dictionary == null ? Deflate.NONE : dictionary.text(part));
            var deflated =
                    new ByteArrayInputStream(packed, Commitment.SALT_BYTES, packed.length - Commitment.SALT_BYTES);
            return new InflaterInputStream(deflated, inflater) {
                @Override
                public void close() throws IOException {
                    super.close();
                    inflater.end();
                }
            };
        }

        private byte[] packed(DocumentType part) {
            byte[] sealed = stored.each().get(part);
            if (sealed == null) {
                throw new DecryptionException();
            }
            byte[] packed = Encryption.open(
                    dataKey, PackedDocuments.place(stored.assessmentId(), column(part), stored.dictionary()), sealed);
            if (packed.length < Commitment.SALT_BYTES) {
                throw new DecryptionException();
            }
            return packed;
        }
    }
}
