package org.kentei.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody meant who wrote one slightly wrong. */
public final class Suggestion {

    private static final int LONGEST = 100;

    private Suggestion() {}

    /** A question to put at the end of a message, such as {@code  Did you mean `headcount`?}; empty if none is near. */
    public static String hint(String given, Collection<String> words) {
        return nearest(given, words)
                .map(word -> " Did you mean `" + word + "`?")
                .orElse("");
    }

    private static Optional<String> nearest(String given, Collection<String> words) {
        // the comparison takes time by the square of the length
        if (given.length() > LONGEST) {
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

    /** People err in capitals, hyphens and underscores before they err in letters. */
    private static String letters(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_\\s]", "");
    }

    /** How many letters must be put in, left out, replaced or swapped with their neighbour to make one of the other. */
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
