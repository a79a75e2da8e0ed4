package org.kentei.page.view;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A place at which two candidates differ.
 *
 * @param pointer where, as a JSON Pointer
 * @param left what the first one states there as JSON; empty where it states nothing
 * @param right what the second one states there
 */
public record FactChange(String pointer, String left, String right) {

    /** How many changes a page shows. */
    static final int MOST = 200;

    /** How much of one value a page shows, in characters. */
    private static final int LONGEST = 2_000;

    /**
     * The places at which they differ, one more than are shown at most; the entries of lists are laid side by side by
     * their places.
     */
    static List<FactChange> between(JsonNode left, JsonNode right) {
        List<FactChange> changes = new ArrayList<>();
        compare(JsonPointer.empty(), left, right, changes);
        return changes;
    }

    private static void compare(JsonPointer pointer, JsonNode left, JsonNode right, List<FactChange> changes) {
        if (changes.size() > MOST || left.equals(right)) {
            return;
        }
        if (left.isObject() && right.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            left.fieldNames().forEachRemaining(names::add);
            right.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                compare(pointer.appendProperty(name), left.path(name), right.path(name), changes);
            }
        } else if (left.isArray() && right.isArray()) {
            for (int place = 0; place < Math.max(left.size(), right.size()); place++) {
                compare(pointer.appendIndex(place), left.path(place), right.path(place), changes);
            }
        } else {
            changes.add(new FactChange(pointer.toString(), shown(left), shown(right)));
        }
    }

    private static String shown(JsonNode node) {
        String text = node.isMissingNode() ? "" : node.isContainerNode() ? node.toPrettyString() : node.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + " …" : text;
    }
}
