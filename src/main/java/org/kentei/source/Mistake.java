package org.kentei.source;

/**
 * A mistake in a file of a ruleset, described for the file's author.
 *
 * @param file the file's name relative to the rules folder
 * @param line counted from 1; 0 for the file as a whole
 */
public record Mistake(String file, int line, String reason) {

    @Override
    public String toString() {
        return (line > 0 ? file + ":" + line : file) + ": " + reason;
    }
}
