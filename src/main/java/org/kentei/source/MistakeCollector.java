package org.kentei.source;

import java.util.List;

/**
 * Adds the mistakes of one file to a list.
 *
 * @param file the file's name relative to the rules folder
 * @param mistakes the mistakes of all files
 */
public record MistakeCollector(String file, List<Mistake> mistakes) {

    /**
     * Adds a mistake of this file.
     *
     * @param line counted from 1; 0 for the file as a whole
     */
    public void add(int line, String reason) {
        mistakes.add(new Mistake(file, line, reason));
    }
}
