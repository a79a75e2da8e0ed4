package org.kentei.verdict;

import org.jspecify.annotations.Nullable;

/** Writes a certified level as text for people. */
public final class LevelText {

    private LevelText() {}

    /** The level's number, or {@code none}. */
    public static String number(@Nullable Integer level) {
        return level == null ? "none" : level.toString();
    }

    /** The level with the word, such as {@code level 5} or {@code no level}. */
    public static String phrase(@Nullable Integer level) {
        return level == null ? "no level" : "level " + level;
    }
}
