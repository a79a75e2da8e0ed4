package org.kentei.log;

import java.nio.charset.StandardCharsets;

/** The documents of an assessment as they were written: JSON in UTF-8, returned byte for byte. */
public final class WrittenDocuments {

    private final byte[] candidate;
    private final byte[] result;
    private final byte[] firings;

    /**
     * The documents by their bytes, which must not be changed any more.
     *
     * @param candidate the candidate as given
     * @param result the whole result
     * @param firings which rules fired on what
     */
    public WrittenDocuments(byte[] candidate, byte[] result, byte[] firings) {
        this.candidate = candidate;
        this.result = result;
        this.firings = firings;
    }

    /** The documents by their texts. */
    public static WrittenDocuments of(String candidate, String result, String firings) {
        return new WrittenDocuments(utf8(candidate), utf8(result), utf8(firings));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A document's bytes, which must not be changed. */
    public byte[] bytes(DocumentType part) {
        return switch (part) {
            case CANDIDATE -> candidate;
            case FIRINGS -> firings;
            case RESULT -> result;
        };
    }

    /** A document's text. */
    public String text(DocumentType part) {
        return new String(bytes(part), StandardCharsets.UTF_8);
    }
}
