package org.kentei.http.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.verdict.Shortfall;
import org.kentei.vocabulary.Criterion;

/**
 * Adds a sentence to each shortfall of a stored result. The rest of the response is the stored text, byte for byte. Of a stored result only the lists of shortfalls are parsed, a small part of it; of one that was just decided
 * nothing is, because its shortfalls are known.
 */
final class ResultWithSentences {

    private static final JsonFactory JSON = new JsonFactory();

    /** How a list of shortfalls starts. Strings cannot have this text, since a quote in a string is escaped. */
    private static final String SHORTFALLS = "\"shortfalls\":[";

    /** How the condition of a shortfall starts. Nothing else in a result has this name. */
    private static final String CONDITION = "\"condition\":\"";

    private final byte[] stored;

    /** The stored text with a character for each byte: strings are searched faster than bytes. */
    private final String characters;

    private final List<Insertion> insertions = new ArrayList<>();

    /** @param place of the byte before which it comes */
    private record Insertion(int place, byte[] sentence) {}

    private ResultWithSentences(byte[] stored) {
        this.stored = stored;
        this.characters = new String(stored, StandardCharsets.ISO_8859_1);
    }

    /** The result with a {@code sentence} after each {@code condition}. */
    static byte[] of(byte[] stored, WrittenSentences sentences) {
        ResultWithSentences result = new ResultWithSentences(stored);
        try {
            result.read(sentences);
        } catch (IOException otherwise) {
            throw new IllegalStateException("A stored result does not have its written form", otherwise);
        }
        return result.spoken();
    }

    /**
     * The result of a decision that was just made, with the same sentences as those of {@link #of(byte[],
     * WrittenSentences)}.
     *
     * @param shortfalls those in the result, in its order
     */
    static byte[] of(byte[] stored, List<Shortfall> shortfalls, WrittenSentences sentences) {
        ResultWithSentences result = new ResultWithSentences(stored);
        int place = 0;
        for (Shortfall shortfall : shortfalls) {
            place = result.endOfString(result.characters.indexOf(CONDITION, place) + CONDITION.length());
            result.insertions.add(new Insertion(place, sentences.of(shortfall)));
        }
        return result.spoken();
    }

    /** @param first the place of a string's first byte */
    private int endOfString(int first) {
        int place = first;
        while (stored[place] != '"') {
            place += stored[place] == '\\' ? 2 : 1;
        }
        return place + 1;
    }

    private byte[] spoken() {
        int length = stored.length;
        for (Insertion insertion : insertions) {
            length += insertion.sentence().length;
        }
        ByteBuffer spoken = ByteBuffer.allocate(length);
        int copied = 0;
        for (Insertion insertion : insertions) {
            spoken.put(stored, copied, insertion.place() - copied).put(insertion.sentence());
            copied = insertion.place();
        }
        return spoken.put(stored, copied, stored.length - copied).array();
    }

    private void read(WrittenSentences sentences) throws IOException {
        int from = 0;
        for (int at = characters.indexOf(SHORTFALLS); at >= 0; at = characters.indexOf(SHORTFALLS, from)) {
            int list = at + SHORTFALLS.length() - 1;
            from = list;
            try (JsonParser parser = JSON.createParser(stored, list, stored.length - list)) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    from = shortfall(parser, list, sentences);
                }
            }
        }
    }

    /**
     * Reads a shortfall.
     *
     * @param list where the text of the parser starts
     * @return where its sentence comes
     */
    private int shortfall(JsonParser parser, int list, WrittenSentences sentences) throws IOException {
        ReadShortfall read = new ReadShortfall();
        int afterCondition = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            read.take(name, parser);
            if (name.equals("condition")) {
                parser.finishToken();
                afterCondition = list + (int) parser.currentLocation().getByteOffset();
            }
        }
        insertions.add(new Insertion(afterCondition, sentences.of(read.shortfall())));
        return afterCondition;
    }

    /** The values of a shortfall while it is read. */
    private static final class ReadShortfall {

        private Criterion criterion = Criterion.RESPONSIBILITIES;
        private int alternative;
        private String clause = "";
        private String rule = "";
        private String condition = "";
        private String property = "";
        private Object required = "";
        private @Nullable Object actual;
        private @Nullable Long missing;
        private @Nullable String unit;
        private @Nullable String projectId;

        void take(String name, JsonParser parser) throws IOException {
            Object value = value(parser);
            switch (name) {
                case "criterion" -> criterion = Criterion.valueOf(String.valueOf(value));
                case "alternative" -> alternative = parser.getIntValue();
                case "clause" -> clause = String.valueOf(value);
                case "rule" -> rule = String.valueOf(value);
                case "condition" -> condition = String.valueOf(value);
                case "property" -> property = String.valueOf(value);
                case "required" -> required = value == null ? "" : value;
                case "actual" -> actual = value;
                case "missing" -> missing = (Long) value;
                case "unit" -> unit = (String) value;
                case "projectId" -> projectId = (String) value;
                default -> {
                    // not part of a sentence
                }
            }
        }

        Shortfall shortfall() {
            return new Shortfall(
                    criterion,
                    alternative,
                    clause,
                    rule,
                    condition,
                    property,
                    required,
                    actual,
                    missing,
                    unit,
                    projectId);
        }

        private static @Nullable Object value(JsonParser parser) throws IOException {
            return switch (parser.nextToken()) {
                case VALUE_NULL -> null;
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_NUMBER_INT -> parser.getLongValue();
                case START_ARRAY -> {
                    List<String> codes = new ArrayList<>();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        codes.add(parser.getText());
                    }
                    yield codes;
                }
                default -> parser.getText();
            };
        }
    }
}
