package org.kentei.http.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.page.ShortfallSentence;
import org.kentei.verdict.Shortfall;
import org.kentei.vocabulary.Criterion;

/**
 * Adds to each shortfall of a kept result the sentence that says it to people. Everything else of the answer is the kept
 * text, character for character. The result is read as a stream, since every answer goes through here.
 */
public final class ResultWithSentences {

    private static final JsonFactory JSON = new JsonFactory();

    private final String kept;
    private final ShortfallSentence sentences;
    private final StringBuilder spoken;
    private int copied;

    private ResultWithSentences(String kept, ShortfallSentence sentences) {
        this.kept = kept;
        this.sentences = sentences;
        this.spoken = new StringBuilder(kept.length() + kept.length() / 4);
    }

    /** The result with a {@code sentence} beside each {@code condition}. */
    public static String of(String kept, ShortfallSentence sentences) {
        try {
            return new ResultWithSentences(kept, sentences).spoken();
        } catch (IOException otherwise) {
            throw new IllegalStateException("A kept result is not of the form it was written in", otherwise);
        }
    }

    private String spoken() throws IOException {
        try (JsonParser parser = JSON.createParser(kept)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("shortfalls")) {
                    parser.nextToken();
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        shortfall(parser);
                    }
                }
            }
        }
        return spoken.append(kept, copied, kept.length()).toString();
    }

    private void shortfall(JsonParser parser) throws IOException {
        ReadResult read = new ReadResult();
        int afterCondition = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            read.take(name, parser);
            if (name.equals("condition")) {
                parser.finishToken();
                afterCondition = (int) parser.currentLocation().getCharOffset();
            }
        }
        spoken.append(kept, copied, afterCondition).append(",\"sentence\":\"");
        JsonStringEncoder.getInstance().quoteAsString(sentences.of(read.shortfall()), spoken);
        spoken.append('"');
        copied = afterCondition;
    }

    /** What a shortfall says, as it is read. */
    private static final class ReadResult {

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
                    // says nothing to people
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
