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
record BodyLocation(@Nullable BodyLocation parent, String step, boolean entry, int offset) {

    static BodyLocation body(int offset) {
        return new BodyLocation(null, "", false, offset);
    }

    BodyLocation property(String name, int offset) {
        return new BodyLocation(this, name, false, offset);
    }

    /** Where a property should have stood: as early as the object it is missing from. */
    BodyLocation missing(String name) {
        return property(name, offset);
    }

    BodyLocation entry(int index, int offset) {
        return new BodyLocation(this, Integer.toString(index), true, offset);
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
        return entry ? "Each entry of " + QuotedInput.inBackticks(parent.step) : QuotedInput.inBackticks(step);
    }
}
