package org.kentei.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes JSON documents in one place: into something wrong most of the time. */
final class BrokenJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private BrokenJson() {}

    /** Replaces, removes or adds one value somewhere in the document. */
    static void change(ObjectNode document, Random random) {
        List<JsonNode> holders = new ArrayList<>();
        collect(document, holders);
        JsonNode holder = holders.get(random.nextInt(holders.size()));
        if (holder instanceof ArrayNode array) {
            change(array, random);
        } else {
            change((ObjectNode) holder, properties(holder), random);
        }
    }

    private static void change(ArrayNode array, Random random) {
        if (array.isEmpty() || random.nextBoolean()) {
            array.add(value(random));
        } else if (random.nextBoolean()) {
            array.remove(random.nextInt(array.size()));
        } else {
            array.set(random.nextInt(array.size()), value(random));
        }
    }

    private static void change(ObjectNode object, List<String> properties, Random random) {
        int what = random.nextInt(10);
        if (what == 0 || properties.isEmpty()) {
            object.set("unknown", value(random));
        } else if (what == 1) {
            object.remove(properties.get(random.nextInt(properties.size())));
        } else {
            object.set(properties.get(random.nextInt(properties.size())), value(random));
        }
    }

    private static List<String> properties(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void collect(JsonNode node, List<JsonNode> holders) {
        if (node.isContainerNode()) {
            holders.add(node);
        }
        node.forEach(child -> collect(child, holders));
    }

    private static JsonNode value(Random random) {
        return switch (random.nextInt(17)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextInt(300) - 20);
            case 3 -> JSON.numberNode(random.nextLong());
            case 4 -> JSON.numberNode(60.9);
            case 5 -> JSON.textNode("");
            case 6 -> JSON.textNode(" ");
            case 7 -> JSON.textNode("x".repeat(random.nextInt(700)));
            case 8 -> JSON.textNode("2021-02-" + (20 + random.nextInt(12)));
            case 9 -> JSON.textNode("1899-12-31");
            case 10 -> JSON.textNode("MEMBER");
            case 11 -> JSON.textNode("OPERATIONS");
            case 12 -> JSON.textNode("a\u0000b");
            case 13 -> JSON.textNode("検定 😀".repeat(30));
            case 14 -> JSON.arrayNode().add("PLANNING").add("PLANNING");
            case 15 -> JSON.objectNode().put("candidateId", "E");
            default -> JSON.arrayNode();
        };
    }
}
