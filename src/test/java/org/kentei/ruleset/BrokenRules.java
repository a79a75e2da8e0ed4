package org.kentei.ruleset;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kentei.RulesFolder;
import org.kentei.vocabulary.Mistake;

/** The project's own rules with one file changed. */
record BrokenRules(RulesetFiles files) {

    /** Replaces the first of a piece of text in a file. */
    static BrokenRules replacing(String file, String piece, String by) {
        String text = RulesFolder.files().text(file);
        int place = text.indexOf(piece);
        if (place < 0) {
            throw new IllegalArgumentException(file + " has no `" + piece + "`");
        }
        return with(file, text.substring(0, place) + by + text.substring(place + piece.length()));
    }

    /** Gives a file another text, or adds it. */
    static BrokenRules with(String file, String text) {
        return with(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static BrokenRules with(String file, byte[] bytes) {
        SortedMap<String, byte[]> files = new TreeMap<>(RulesFolder.files().byName());
        files.put(file, bytes);
        return new BrokenRules(new RulesetFiles(files));
    }

    static BrokenRules without(String file) {
        SortedMap<String, byte[]> files = new TreeMap<>(RulesFolder.files().byName());
        files.remove(file);
        return new BrokenRules(new RulesetFiles(files));
    }

    /** What is wrong with them; empty where they are accepted. */
    List<Mistake> mistakes() {
        try {
            RulesetCompiler.compile(files).close();
            return List.of();
        } catch (InvalidRulesetException invalid) {
            return invalid.mistakes();
        }
    }

    /** The line, counted from 1, on which a piece of a file's text stands first. */
    int lineOf(String file, String piece) {
        String text = files.text(file);
        int place = text.indexOf(piece);
        if (place < 0) {
            throw new IllegalArgumentException(file + " has no `" + piece + "`");
        }
        return (int) text.substring(0, place).chars().filter(letter -> letter == '\n').count() + 1;
    }
}
