package org.kentei.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Takes the schema of a candidate out of the OpenAPI document, with all the schemas that it refers to. */
final class CandidateSchema {

    private static final String NAME = "Candidate";
    private static final String COMPONENTS = "#/components/schemas/";

    private final JsonNode schemas;
    private final Map<String, JsonNode> definitions = new TreeMap<>();

    private CandidateSchema(JsonNode schemas) {
        this.schemas = schemas;
    }

    static ObjectNode of(JsonNode document, String revision) {
        CandidateSchema whole = new CandidateSchema(document.at("/components/schemas"));
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:kentei:schema:candidate:" + revision);
        schema.put("title", NAME);
        schema.setAll((ObjectNode) whole.rewritten(whole.schemas.get(NAME)));
        ObjectNode definitions = schema.putObject("$defs");
        whole.definitions.forEach(definitions::set);
        return schema;
    }

    private JsonNode rewritten(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> copy.add(rewritten(item)));
            return copy;
        }
        if (!(node instanceof ObjectNode)) {
            return node;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(property -> {
            if (property.getKey().equals("$ref")) {
                copy.put("$ref", "#/$defs/" + defined(property.getValue().textValue()));
            } else if (!property.getKey().startsWith("x-")) {
                copy.set(property.getKey(), rewritten(property.getValue()));
            }
        });
        return copy;
    }

    private String defined(String reference) {
        String name = reference.substring(COMPONENTS.length());
        if (!definitions.containsKey(name)) {
            // first, since a schema may refer to itself
            definitions.put(name, JsonNodeFactory.instance.nullNode());
            definitions.put(name, rewritten(schemas.get(name)));
        }
        return name;
    }
}
