package org.kentei.candidate;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands in the body.
 *
 * @param parent the object or list around it; null for the body itself
 * @param step the property's name, or the entry's index from 0
 * @param entry whether it is an entry of a list
 * @param offset characters before it in the body, by which faults are put in order
 */
record Place(@Nullable Place parent, String step, boolean entry, int offset) {

    static Place body(int offset) {
        return new Place(null, "", false, offset);
    }

    Place property(String name, int offset) {
        return new Place(this, name, false, offset);
    }

    /** Where a property should have stood: as early as the object it is missing from. */
    Place missing(String name) {
        return property(name, offset);
    }

    Place entry(int index, int offset) {
        return new Place(this, Integer.toString(index), true, offset);
    }

    /** The JSON Pointer to it (RFC 6901). */
    String pointer() {
        return parent == null
                ? ""
                : parent.pointer() + "/" + step.replace("~", "~0").replace("/", "~1");
    }

    /** What a message calls it. */
    String words() {
        if (parent == null) {
            return "A candidate";
        }
        return entry ? "Each entry of " + Shown.inBackticks(parent.step) : Shown.inBackticks(step);
    }
}
