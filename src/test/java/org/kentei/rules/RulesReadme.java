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
import org.kentei.ruleset.BrokenEdit;
import org.kentei.ruleset.RulesetFiles;

/** The page for rule authors, {@code rules/README.md}, as tests read it. */
final class RulesReadme {

    private static final Pattern FILE = Pattern.compile("(?s)\nThe file `([^`]+)` (?:(?!\n\n).)*\n\n```\\w+\n(.*?)```");
    private static final Pattern MISTAKE =
            Pattern.compile("(?s)### ([^\n]+)\n\n```diff\n(.*?)```\n\n```text\n(.*?)```");

    private final String text;

    /**
     * A mistake that the page shows.
     *
     * @param messages all messages for it
     */
    record ShownMistake(BrokenEdit edit, List<String> messages) {

        @Override
        public String toString() {
            return edit.what();
        }
    }

    RulesReadme() {
        try {
            text = Files.readString(Path.of("rules/README.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The text under a heading of the third order, up to the next heading. */
    String section(String heading) {
        int begin = text.indexOf("\n### " + heading + "\n");
        if (begin < 0) {
            throw new AssertionError("The page has no section " + heading);
        }
        Matcher next = Pattern.compile("\n##+ ").matcher(text);
        return text.substring(begin, next.find(begin + 1) ? next.start() : text.length());
    }

    /** The complete files on the page, by name. */
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
        List<String> messages = found.group(3).lines().toList();
        return new ShownMistake(
                new BrokenEdit(
                        found.group(1),
                        lines.get(0),
                        String.join("\n", before),
                        String.join("\n", after),
                        null,
                        messages.get(0)),
                messages);
    }

    /** A ruleset with some files added or replaced. */
    static RulesetFiles with(RulesetFiles files, Map<String, String> changed) {
        SortedMap<String, byte[]> all = new TreeMap<>(files.byName());
        changed.forEach((name, content) -> all.put(name, content.getBytes(StandardCharsets.UTF_8)));
        return new RulesetFiles(all);
    }
}
