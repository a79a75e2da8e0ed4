package org.kentei.candidate;

import com.fasterxml.jackson.core.JsonPointer;
import org.jspecify.annotations.Nullable;

/**
 * A location in the body.
 *
 * @param parent the object or list around it; null for the body itself
 * @param step the property's name, or the entry's index from 0
 * @param entry whether it is an entry of a list
 * @param offset the number of characters before it in the body, by which faults are sorted
 */
record BodyLocation(@Nullable BodyLocation parent, String step, boolean entry, int offset) {

    static BodyLocation body(int offset) {
        return new BodyLocation(null, "", false, offset);
    }

    BodyLocation property(String name, int offset) {
        return new BodyLocation(this, name, false, offset);
    }

    /** A missing property. Its offset is that of its object. */
    BodyLocation missing(String name) {
        return property(name, offset);
    }

    BodyLocation entry(int index, int offset) {
        return new BodyLocation(this, Integer.toString(index), true, offset);
    }

    /** The JSON Pointer to it (RFC 6901). */
    String pointer() {
        return path().toString();
    }

    private JsonPointer path() {
        if (parent == null) {
            return JsonPointer.empty();
        }
        return entry
                ? parent.path().appendIndex(Integer.parseInt(step))
                : parent.path().appendProperty(step);
    }

    /** Its name in a message. */
    String words() {
        if (parent == null) {
            return "A candidate";
        }
        return entry ? "Each entry of " + QuotedInput.inBackticks(parent.step) : QuotedInput.inBackticks(step);
    }
}
