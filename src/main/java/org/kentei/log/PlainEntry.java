package org.kentei.log;

import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;
import org.kentei.log.LogEntry.AssessmentEntry;

/**
 * Writes the entry of an assessment in canonical form at once, without a tree of JSON and its canonicalization, since the log
 * is locked meanwhile. It leaves everything to these that is not written as it is: other characters than those of ASCII,
 * and those with an escape.
 */
final class PlainEntry {

    private static final long LARGEST_EXACT = 1L << 53;

    private final StringBuilder text = new StringBuilder(800);
    private boolean plain;

    private PlainEntry(boolean plain) {
        this.plain = plain;
    }

    /** The canonical form; null if the entry is not plain. */
    static @Nullable String of(AssessmentEntry entry, long index) {
        PlainEntry plain = new PlainEntry(index >= 0 && index < LARGEST_EXACT);
        plain.write(entry, index);
        return plain.plain ? plain.text.toString() : null;
    }

    /** The properties are in the order of their names. */
    private void write(AssessmentEntry entry, long index) {
        text.append("{\"assessmentId\":");
        value(entry.assessmentId().toString());
        text.append(",\"client\":{\"address\":");
        value(entry.client().address());
        text.append(",\"name\":");
        value(entry.client().name());
        text.append("},\"commitments\":{");
        String comma = "";
        for (DocumentType part : DocumentType.values()) {
            Hash commitment = entry.commitments().get(part);
            if (commitment != null) {
                text.append(comma).append('"').append(part.property()).append("\":");
                value(commitment.base64());
                comma = ",";
            }
        }
        text.append("},\"engine\":");
        value(entry.service().engine());
        text.append(",\"index\":").append(index).append(",\"ruleset\":");
        value(entry.rulesetRevision());
        text.append(",\"service\":");
        value(entry.service().version());
        text.append(",\"time\":");
        value(entry.time().toString());
        text.append(",\"type\":\"assessment\"}");
    }

    private void value(@Nullable String value) {
        if (value == null) {
            text.append("null");
            return;
        }
        for (int place = 0; place < value.length(); place++) {
            char letter = value.charAt(place);
            plain &= letter >= ' ' && letter < 0x7f && letter != '"' && letter != '\\';
        }
        text.append('"').append(value).append('"');
    }
}
