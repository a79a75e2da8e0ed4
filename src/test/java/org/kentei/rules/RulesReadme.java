package org.kentei.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kentei.RulesFolder;
import org.kentei.ruleset.RulesetFiles;

/** The page for rule authors, {@code rules/README.md}, as tests read it. */
final class RulesReadme {

    private static final Pattern FILE = Pattern.compile("(?s)\nThe file `([^`]+)` (?:(?!\n\n).)*\n\n```\\w+\n(.*?)```");
    private static final Pattern MISTAKE =
            Pattern.compile("(?s)### ([^\n]+)\n\n```diff\n(.*?)```\n\n```text\n(.*?)```");

    private final String text;

    /**
     * A mistake as the page shows it.
     *
     * @param title what it is
     * @param file the file that is edited
     * @param before the text that is taken out
     * @param after the text that is put in its place
     * @param messages what the author is told
     */
    record ShownMistake(String title, String file, String before, String after, List<String> messages) {

        RulesetFiles files() {
            RulesetFiles sound = RulesFolder.files();
            if (!sound.text(file).contains(before)) {
                throw new AssertionError(title + ": " + file + " does not hold\n" + before);
            }
            String edited = sound.text(file).replaceFirst(Pattern.quote(before), Matcher.quoteReplacement(after));
            return with(sound, Map.of(file, edited));
        }

        @Override
        public String toString() {
            return title;
        }
    }

    RulesReadme() {
        try {
            text = Files.readString(Path.of("rules/README.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What stands under a heading of the third order, up to the next heading. */
    String section(String heading) {
        int begin = text.indexOf("\n### " + heading + "\n");
        if (begin < 0) {
            throw new AssertionError("The page has no section " + heading);
        }
        Matcher next = Pattern.compile("\n##+ ").matcher(text);
        return text.substring(begin, next.find(begin + 1) ? next.start() : text.length());
    }

    /** The files that the page shows whole, by their names. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        for (MatchResult file : FILE.matcher(text).results().toList()) {
            files.put(file.group(1), file.group(2));
        }
        return files;
    }

    List<ShownMistake> mistakes() {
        return MISTAKE.matcher(text).results().map(RulesReadme::mistake).toList();
    }

    private static ShownMistake mistake(MatchResult found) {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        List<String> lines = found.group(2).lines().toList();
        for (String line : lines.subList(1, lines.size())) {
            (line.startsWith("-") ? before : after).add(line.substring(1));
        }
        return new ShownMistake(
                found.group(1),
                lines.get(0),
                String.join("\n", before),
                String.join("\n", after),
                found.group(3).lines().toList());
    }

    /** A ruleset with some files added or put in place of others. */
    static RulesetFiles with(RulesetFiles files, Map<String, String> changed) {
        SortedMap<String, byte[]> all = new TreeMap<>(files.byName());
        changed.forEach((name, content) -> all.put(name, content.getBytes(StandardCharsets.UTF_8)));
        return new RulesetFiles(all);
    }
}
