package org.kentei.record.encryption;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kentei.log.Commitment;
import org.kentei.log.DocumentType;
import org.kentei.record.dictionary.DocumentDictionary;

/**
 * The documents of an assessment, compressed together: for each one the salt of its commitment and its length, and then one frame
 * of Zstandard with their texts. What they are compressed with is part of the place that they are sealed for, so they open with no
 * other dictionary.
 */
public final class PackedDocuments {

    static final String COLUMN = "documents";

    /** Firings may be long. They come last, so that the others can be read without them. */
    static final List<DocumentType> ORDER = List.of(DocumentType.CANDIDATE, DocumentType.RESULT, DocumentType.FIRINGS);

    static final int HEAD_BYTES = ORDER.size() * (Commitment.SALT_BYTES + Integer.BYTES);

    private final @Nullable DocumentDictionary dictionary;
    private final byte[] packed;

    private PackedDocuments(@Nullable DocumentDictionary dictionary, byte[] packed) {
        this.dictionary = dictionary;
        this.packed = packed;
    }

    /**
     * A document before it is compressed.
     *
     * @param text its bytes
     */
    public record DocumentText(byte[] text, byte[] salt) {}

    /**
     * Compresses the documents of an assessment.
     *
     * @param dictionary what they are compressed with; null for none
     */
    public static PackedDocuments of(
            Map<DocumentType, DocumentText> documents, @Nullable DocumentDictionary dictionary) {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
        ByteArrayOutputStream texts = new ByteArrayOutputStream();
        for (DocumentType part : ORDER) {
            DocumentText document = Objects.requireNonNull(documents.get(part));
            head.put(document.salt()).putInt(document.text().length);
            texts.writeBytes(document.text());
        }
        byte[] compressed = Zstandard.compress(texts.toByteArray(), dictionary);
        return new PackedDocuments(
                dictionary,
                ByteBuffer.allocate(HEAD_BYTES + compressed.length)
                        .put(head.array())
                        .put(compressed)
                        .array());
    }

    public @Nullable DocumentDictionary dictionary() {
        return dictionary;
    }

    /** How many bytes they have. */
    public int length() {
        return packed.length;
    }

    /** What is stored of them. */
    public byte[] seal(byte[] dataKey, UUID assessmentId) {
        return Encryption.seal(dataKey, place(assessmentId, COLUMN, dictionary), packed);
    }

    static String place(UUID assessmentId, String column, @Nullable DocumentDictionary dictionary) {
        String place = assessmentId + "/" + column;
        return dictionary == null ? place : place + dictionary.place();
    }
}
