package org.kentei.source;

/**
 * Something wrong with a file of a ruleset, in words for the one who wrote it.
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
