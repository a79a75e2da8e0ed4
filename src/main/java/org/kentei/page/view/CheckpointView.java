package org.kentei.page.view;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as a page shows it. The page does not verify it.
 *
 * @param time when it was signed; null if the note has no valid time
 */
public record CheckpointView(
        String size, String root, @Nullable Instant time, String note) {

    private static final int LINES = 4;

    /** Reads a note. */
    public static CheckpointView of(String note) {
        String[] lines = note.split("\n", LINES + 1);
        return lines.length <= LINES
                ? new CheckpointView("", "", null, note)
                : new CheckpointView(lines[1], lines[2], time(lines[3].replaceFirst("^time ", "")), note);
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException noTime) {
            return null;
        }
    }
}
