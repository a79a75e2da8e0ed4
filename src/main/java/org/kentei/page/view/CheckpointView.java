package org.kentei.page.view;

/** A checkpoint as its page shows it, in the words of the note itself; the page verifies nothing. */
public record CheckpointView(String size, String root, String time, String note) {

    private static final int LINES = 4;

    /** Reads a note. */
    public static CheckpointView of(String note) {
        String[] lines = note.split("\n", LINES + 1);
        return lines.length <= LINES
                ? new CheckpointView("", "", "", note)
                : new CheckpointView(lines[1], lines[2], lines[3].replaceFirst("^time ", ""), note);
    }
}
