package org.kentei.record.dictionary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
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
 * A text for each type of document that is like most documents of that type, such as the result of an example. The documents of
 * an assessment are compressed by what they have in common with it. It is stored in the record, because nothing that was
 * compressed with it can be read without it.
 */
public final class DocumentDictionary {

    /** How many bytes of a text DEFLATE can refer to, with which earlier versions compressed each document by itself. */
    private static final int LARGEST_FOR_DEFLATE = 32 * 1024;

    /** A stored dictionary that is longer was not made by Kentei. */
    private static final int LARGEST_CONTENT = 512 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final byte[] content;
    private final long number;
    private final String place;
    private final byte[] text;
    private final Map<DocumentType, byte[]> texts = new EnumMap<>(DocumentType.class);

    private DocumentDictionary(byte[] content, Map<String, String> texts) {
        this.content = content;
        Hash hash = Hash.of(content);
        this.number = number(hash);
        this.place = "/" + hash.hex();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (DocumentType part : DocumentType.values()) {
            byte[] one = Objects.requireNonNull(texts.get(part.property())).getBytes(StandardCharsets.UTF_8);
            all.writeBytes(one);
            // the end of a text is nearest to the document
            this.texts.put(part, Arrays.copyOfRange(one, Math.max(0, one.length - LARGEST_FOR_DEFLATE), one.length));
        }
        this.text = all.toByteArray();
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

    /** What the documents of an assessment are like. */
    public byte[] text() {
        return text;
    }

    /** What documents of that type are like, for DEFLATE. */
    public byte[] text(DocumentType part) {
        return Objects.requireNonNull(texts.get(part));
    }
}
