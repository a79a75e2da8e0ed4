package org.kentei.ruleset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kentei.RulesFolder;

/**
 * The project's own rules with a made-up second category beside them: networking, with its own ladders, complexity criteria,
 * examination and contribution tag. Its sheets ask what neighbouring standards ask.
 */
final class SecondCategory {

    static final String NA4 = "network-administration/NA4.drl";
    static final String NP4 = "network-planning/NP4.drl";
    static final String NG5 = "network-programme/NG5.drl";

    private static final String ADDITIONS = "vocabulary-additions.yaml";

    private static final class Compiled {
        private static final Ruleset RULESET = RulesFolder.compile(files());
    }

    private SecondCategory() {}

    /** Compiled once for all tests of a run. */
    static Ruleset ruleset() {
        return Compiled.RULESET;
    }

    static RulesetFiles files() {
        SortedMap<String, byte[]> files = new TreeMap<>(RulesFolder.files().byName());
        try {
            files.putAll(RulesetFiles.read(Path.of("src/test/resources/second-category"))
                    .byName());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        String additions = text(files, ADDITIONS);
        files.remove(ADDITIONS);
        files.put(
                "vocabulary.yaml",
                together(text(files, "vocabulary.yaml"), additions).getBytes(StandardCharsets.UTF_8));
        return new RulesetFiles(files);
    }

    /** The same with a piece of a file changed. */
    static RulesetFiles with(String... fileAndPieces) {
        SortedMap<String, byte[]> files = new TreeMap<>(files().byName());
        for (int place = 0; place < fileAndPieces.length; place += 3) {
            String text = text(files, fileAndPieces[place]);
            if (!text.contains(fileAndPieces[place + 1])) {
                throw new IllegalArgumentException(fileAndPieces[place] + " has no " + fileAndPieces[place + 1]);
            }
            files.put(
                    fileAndPieces[place],
                    text.replace(fileAndPieces[place + 1], fileAndPieces[place + 2])
                            .getBytes(StandardCharsets.UTF_8));
        }
        return new RulesetFiles(files);
    }

    /** Whether a file has rules of a sheet of the first category. */
    static boolean isSheetOfTheFirst(String file) {
        return file.endsWith(".drl") && !file.startsWith("shared/") && !file.startsWith("network-");
    }

    /** Adds the entries of each list at its beginning. */
    private static String together(String vocabulary, String additions) {
        String text = vocabulary;
        String list = "";
        for (String line : additions.lines().toList()) {
            if (line.startsWith("  - ")) {
                text = text.replaceFirst("(?m)^(" + list + ":.*(?:\\n  - .*)*)", "$1\n" + line);
            } else {
                list = line.replaceFirst(":.*", "");
            }
        }
        return text;
    }

    private static String text(SortedMap<String, byte[]> files, String file) {
        return new String(files.get(file), StandardCharsets.UTF_8);
    }
}
