package org.kentei.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests a known word for one that is misspelt. */
public final class Suggestion {

    private static final int MAX_LENGTH = 100;

    private Suggestion() {}

    /** A question for the end of a message, such as {@code  Did you mean `headcount`?}; empty if no word is similar. */
    public static String hint(String given, Collection<String> words) {
        return nearest(given, words)
                .map(word -> " Did you mean `" + word + "`?")
                .orElse("");
    }

    private static Optional<String> nearest(String given, Collection<String> words) {
        // the comparison takes time by the square of the length
        if (given.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        record Near(String word, int distance) {}
        String letters = letters(given);
        return words.stream()
                .map(word -> new Near(word, distance(letters, letters(word))))
                .filter(near -> near.distance() <= Math.min(3, near.word().length() / 3))
                .min(Comparator.comparingInt(Near::distance))
                .map(Near::word);
    }

    /** Capitals, hyphens and underscores are the most common differences, so they are ignored. */
    private static String letters(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_\\s]", "");
    }

    /** The number of letters to insert, remove, replace or swap with a neighbour to turn one word into the other. */
    private static int distance(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int replaced = steps[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                steps[i][j] = Math.min(replaced, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    steps[i][j] = Math.min(steps[i][j], 1 + steps[i - 2][j - 2]);
                }
            }
        }
        return steps[one.length()][other.length()];
    }
}
