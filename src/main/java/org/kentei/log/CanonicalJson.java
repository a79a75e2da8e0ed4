package org.kentei.log;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.erdtman.jcs.JsonCanonicalizer;

/** JSON in the one form that RFC 8785 allows, so that the same statement is always the same bytes. */
public final class CanonicalJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CanonicalJson() {}

    /** An empty object to be filled. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The canonical form of a JSON text. */
    public static String of(String json) {
        try {
            return new JsonCanonicalizer(json).getEncodedString();
        } catch (IOException noJson) {
            throw new IllegalArgumentException("this has no canonical form", noJson);
        }
    }

    /** The canonical form of an object. */
    public static String of(ObjectNode object) {
        return of(object.toString());
    }

    /**
     * Reads an object that must be in canonical form.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static ObjectNode read(String canonical) {
        if (!(tree(canonical) instanceof ObjectNode object)) {
            throw new IllegalArgumentException("it is not a JSON object");
        }
        if (!of(canonical).equals(canonical)) {
            throw new IllegalArgumentException("it is not in canonical form");
        }
        return object;
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            throw new IllegalArgumentException("it is not valid JSON", noJson);
        }
    }
}
