package org.kentei.candidate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body as JSON by RFC 8259. It refuses what two readers could read differently: repeated keys, unpaired surrogates,
 * text after the end. A syntax error ends the reading; all other faults are collected.
 */
final class StrictJsonReader {

    /** The depth at which reading stops. Values that are too deep, but less deep than this, are skipped. */
    private static final int HOPELESS_DEPTH = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            // the lengths are checked here, so that each fault has a location
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(HOPELESS_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            // control characters are refused here, escaped or not, so that the fault has a location
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            // names come from clients and are not kept after the request
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private static final String VALUE =
            "a value (an object, a list, a string in double quotes, a plain number," + " `true` or `false`)";
    private static final String PROPERTY = "a property (its name in double quotes, a colon and a value)";

    /** Thrown to stop reading after a fault was added. */
    private static final class ReadingStopped extends IOException {}

    private final BodyText text;
    private final JsonParser parser;
    private final FaultCollector faults;
    private String expected = "an object";
    private int values;

    private StrictJsonReader(BodyText text, JsonParser parser, FaultCollector faults) {
        this.text = text;
        this.parser = parser;
        this.faults = faults;
    }

    /** Reads the body, or returns null if it cannot be read to the end. */
    static @Nullable Json read(byte[] body, FaultCollector faults) {
        BodyText text = BodyText.decode(body, faults);
        if (text == null) {
            return null;
        }
        if (text.skipWhiteSpace(0) == text.length()) {
            faults.add(BodyLocation.body(0), () -> "The body is empty; a candidate is a JSON object.");
            return null;
        }
        try (JsonParser parser = FACTORY.createParser(text.characters(), 0, text.length())) {
            return new StrictJsonReader(text, parser, faults).body();
        } catch (IOException closing) {
            throw new IllegalStateException("Characters in memory could not be read", closing);
        }
    }

    private @Nullable Json body() {
        try {
            next("an object");
            Json body = value(BodyLocation.body(offset()), 1);
            int rest = text.skipWhiteSpace((int) parser.currentLocation().getCharOffset());
            if (rest < text.length()) {
                faults.add(
                        BodyLocation.body(rest),
                        () -> "The body continues after the candidate, at " + text.lineAndColumn(rest) + ": "
                                + text.near(rest) + ".");
            }
            return body;
        } catch (ReadingStopped | StreamConstraintsException ended) {
            // only nesting is limited by the parser, and its fault was added before
            return null;
        } catch (IOException syntax) {
            syntaxFault(syntax);
            return null;
        }
    }

    private void syntaxFault(IOException syntax) {
        JsonLocation location = syntax instanceof JsonProcessingException processing ? processing.getLocation() : null;
        long reported = location == null ? parser.currentLocation().getCharOffset() : location.getCharOffset();
        int offset = (int) Math.max(0, Math.min(reported, text.length()));
        boolean early = syntax instanceof JsonEOFException;
        faults.add(
                BodyLocation.body(offset),
                () -> early
                        ? "The JSON ends too early, at " + text.lineAndColumn(text.length()) + "; expected was "
                                + expected + "."
                        : "The JSON cannot be read at " + text.lineAndColumn(offset) + ", near " + text.near(offset)
                                + "; expected was " + expected + ".");
    }

    private JsonToken next(String nowExpected) throws IOException {
        expected = nowExpected;
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new JsonEOFException(parser, null, "");
        }
        return token;
    }

    private int offset() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    /** Reads the value whose first token is the current one. */
    private Json value(BodyLocation place, int depth) throws IOException {
        if (++values > CandidateLimits.VALUES) {
            faults.add(place, () -> "The body has more than " + CandidateLimits.VALUES + " values.");
            throw new ReadingStopped();
        }
        JsonToken token = parser.currentToken();
        if (token.isStructStart() && depth > CandidateLimits.NESTING_DEPTH) {
            faults.add(
                    place,
                    () -> "Objects and lists can be nested " + CandidateLimits.NESTING_DEPTH
                            + " levels deep. These are deeper.");
            parser.skipChildren();
            return new Json.UnreadableValue(place);
        }
        return switch (token) {
            case START_OBJECT -> members(place, depth);
            case START_ARRAY -> entries(place, depth);
            case VALUE_STRING -> string(place);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numeral(place);
            case VALUE_TRUE -> new Json.BooleanValue(place, true);
            case VALUE_FALSE -> new Json.BooleanValue(place, false);
            case VALUE_NULL -> new Json.NullValue(place);
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("No value begins with " + token);
        };
    }

    private Json members(BodyLocation place, int depth) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        JsonToken token = next(PROPERTY + ", or `}`");
        while (token != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int offset = offset();
            next(PROPERTY);
            String flaw = flawOfName(name);
            if (flaw != null) {
                // such a name cannot be in a pointer, so the fault is that of the object
                faults.add(
                        new BodyLocation(place.parent(), place.step(), place.entry(), offset),
                        () -> "The property name " + QuotedInput.inBackticks(name) + " " + flaw + ".");
                parser.skipChildren();
            } else {
                BodyLocation property = place.property(name, offset);
                if (members.containsKey(name)) {
                    faults.add(property, () -> QuotedInput.inBackticks(name) + " is given twice in one object.");
                }
                Json value = value(property, depth + 1);
                members.putIfAbsent(name, value);
            }
            token = next("a comma and " + PROPERTY + ", or `}`");
        }
        return new Json.ObjectValue(place, members);
    }

    private Json entries(BodyLocation place, int depth) throws IOException {
        List<Json> entries = new ArrayList<>();
        JsonToken token = next(VALUE + ", or `]`");
        while (token != JsonToken.END_ARRAY) {
            entries.add(value(place.entry(entries.size(), offset()), depth + 1));
            token = next("a comma and " + VALUE + ", or `]`");
        }
        return new Json.ArrayValue(place, entries);
    }

    private Json string(BodyLocation place) throws IOException {
        expected = "the rest of a string up to its closing double quote, a backslash in it beginning an escape such as"
                + " `\\n` or `\\u3042`";
        String string = parser.getText();
        String flaw = flawOfCharacters(string);
        if (flaw != null) {
            faults.add(place, () -> place.words() + " " + flaw + ": " + QuotedInput.inBackticks(string) + ".");
            return new Json.UnreadableValue(place);
        }
        return new Json.StringValue(place, string);
    }

    private Json numeral(BodyLocation place) throws IOException {
        String written = parser.getText();
        if (written.length() > CandidateLimits.NUMBER_LENGTH) {
            faults.add(
                    place,
                    () -> "The number " + QuotedInput.inBackticks(written) + " is too long: a number is written in"
                            + " at most " + CandidateLimits.NUMBER_LENGTH + " characters.");
            return new Json.UnreadableValue(place);
        }
        return new Json.NumberValue(place, written);
    }

    private static @Nullable String flawOfName(String name) {
        return name.length() > CandidateLimits.PROPERTY_NAME_LENGTH
                ? "has more than " + CandidateLimits.PROPERTY_NAME_LENGTH + " characters"
                : flawOfCharacters(name);
    }

    private static @Nullable String flawOfCharacters(String string) {
        for (int i = 0; i < string.length(); i++) {
            char character = string.charAt(i);
            if (Character.isISOControl(character)) {
                return "has a control character";
            }
            if (Character.isSurrogate(character)) {
                boolean pair = i + 1 < string.length() && Character.isSurrogatePair(character, string.charAt(i + 1));
                if (!pair) {
                    return "has half of a surrogate pair, which is not a valid character";
                }
                i++;
            }
        }
        return null;
    }
}
