package org.kentei.record.dictionary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.kentei.hash.Hash;
import org.kentei.log.DocumentType;

/**
 * A text for each type of document that is like most documents of that type, such as the result of an example. A document is
 * compressed by what it has in common with it. It is stored in the record, because nothing that was compressed with it can be
 * read without it.
 */
public final class DocumentDictionary {

    /** How many bytes of a text DEFLATE can refer to. */
    public static final int LARGEST = 32 * 1024;

    /** A stored dictionary that is longer was not made by Kentei. */
    private static final int LARGEST_CONTENT = 16 * LARGEST;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final byte[] content;
    private final long number;
    private final String place;
    private final Map<DocumentType, byte[]> texts = new EnumMap<>(DocumentType.class);

    private DocumentDictionary(byte[] content, Map<String, String> texts) {
        this.content = content;
        Hash hash = Hash.of(content);
        this.number = number(hash);
        this.place = "/" + hash.hex();
        for (DocumentType part : DocumentType.values()) {
            byte[] text = Objects.requireNonNull(texts.get(part.property())).getBytes(StandardCharsets.UTF_8);
            // the end of a text is nearest to the document
            this.texts.put(part, Arrays.copyOfRange(text, Math.max(0, text.length - LARGEST), text.length));
        }
    }

    /**
     * A dictionary of these texts.
     *
     * @param texts a text for each type, without anything of a real candidate: erasing a candidate leaves them as they are
     */
    public static DocumentDictionary of(Map<DocumentType, String> texts) {
        Map<String, String> byName = new TreeMap<>();
        for (DocumentType part : DocumentType.values()) {
            byName.put(part.property(), texts.getOrDefault(part, ""));
        }
        try {
            return new DocumentDictionary(JSON.writeValueAsBytes(byName), byName);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts cannot be written as JSON", impossible);
        }
    }

    /**
     * Reads what was stored.
     *
     * @throws IllegalArgumentException if it is not what was stored under that number
     */
    public static DocumentDictionary read(long number, byte[] content) {
        if (content.length > LARGEST_CONTENT || number(Hash.of(content)) != number) {
            throw new IllegalArgumentException("was changed");
        }
        try {
            return new DocumentDictionary(
                    content, JSON.readValue(content, new TypeReference<Map<String, String>>() {}));
        } catch (IOException | NullPointerException madeByNobody) {
            throw new IllegalArgumentException("cannot be read", madeByNobody);
        }
    }

    /** What it is stored under. */
    public long number() {
        return number;
    }

    private static long number(Hash hash) {
        return ByteBuffer.wrap(hash.bytes()).getLong();
    }

    /** What the place of a document ends with that is compressed with it. */
    public String place() {
        return place;
    }

    /** What is stored of it. */
    public byte[] content() {
        return content;
    }

    /** What documents of that type are like. */
    public byte[] text(DocumentType part) {
        return Objects.requireNonNull(texts.get(part));
    }
}
