package org.kentei.http.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.page.ShortfallSentence;
import org.kentei.verdict.Shortfall;
import org.kentei.vocabulary.Criterion;

/**
 * Adds a sentence to each shortfall of a stored result. The rest of the response is the stored text, character for
 * character. Of a stored result only the lists of shortfalls are parsed, a small part of it; of one that was just decided
 * nothing is, because its shortfalls are known.
 */
public final class ResultWithSentences {

    private static final JsonFactory JSON = new JsonFactory();

    /** How a list of shortfalls starts. Strings cannot have this text, since a quote in a string is escaped. */
    private static final String SHORTFALLS = "\"shortfalls\":[";

    /** How the condition of a shortfall starts. Nothing else in a result has this name. */
    private static final String CONDITION = "\"condition\":\"";

    private final String stored;
    private final ShortfallSentence sentences;
    private final StringBuilder spoken;
    private int copied;

    private ResultWithSentences(String stored, ShortfallSentence sentences) {
        this.stored = stored;
        this.sentences = sentences;
        this.spoken = new StringBuilder(stored.length() + stored.length() / 4);
    }

    /** The result with a {@code sentence} after each {@code condition}. */
    public static String of(String stored, ShortfallSentence sentences) {
        try {
            return new ResultWithSentences(stored, sentences).spoken();
        } catch (IOException otherwise) {
            throw new IllegalStateException("A stored result does not have its written form", otherwise);
        }
    }

    /**
     * The result of a decision that was just made, with the same sentences as those of {@link #of(String,
     * ShortfallSentence)}.
     *
     * @param shortfalls those in the result, in its order
     */
    public static String of(String result, List<Shortfall> shortfalls, ShortfallSentence sentences) {
        StringBuilder spoken = new StringBuilder(result.length() + result.length() / 4);
        int copied = 0;
        for (Shortfall shortfall : shortfalls) {
            int afterCondition = endOfString(result, result.indexOf(CONDITION, copied) + CONDITION.length());
            spoken.append(result, copied, afterCondition);
            say(sentences.of(shortfall), spoken);
            copied = afterCondition;
        }
        return spoken.append(result, copied, result.length()).toString();
    }

    /** @param first the place of a string's first character */
    private static int endOfString(String json, int first) {
        int place = first;
        while (json.charAt(place) != '"') {
            place += json.charAt(place) == '\\' ? 2 : 1;
        }
        return place + 1;
    }

    private static void say(String sentence, StringBuilder spoken) {
        spoken.append(",\"sentence\":\"");
        JsonStringEncoder.getInstance().quoteAsString(sentence, spoken);
        spoken.append('"');
    }

    private String spoken() throws IOException {
        for (int at = stored.indexOf(SHORTFALLS); at >= 0; at = stored.indexOf(SHORTFALLS, Math.max(at + 1, copied))) {
            int list = at + SHORTFALLS.length() - 1;
            StringReader text = new StringReader(stored);
            if (text.skip(list) != list) {
                throw new IOException("The text ends before its list of shortfalls");
            }
            try (JsonParser parser = JSON.createParser(text)) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    shortfall(parser, list);
                }
            }
        }
        return spoken.append(stored, copied, stored.length()).toString();
    }

    /** @param list where the text of the parser starts in the stored text */
    private void shortfall(JsonParser parser, int list) throws IOException {
        ReadShortfall read = new ReadShortfall();
        int afterCondition = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            read.take(name, parser);
            if (name.equals("condition")) {
                parser.finishToken();
                afterCondition = list + (int) parser.currentLocation().getCharOffset();
            }
        }
        spoken.append(stored, copied, afterCondition);
        say(sentences.of(read.shortfall()), spoken);
        copied = afterCondition;
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
