package org.kentei.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation as tests read it: its links and its anchors, without its code blocks. */
public final class MarkdownPage {

    private static final Pattern CODE = Pattern.compile("(?ms)^( *)```.*?^\\1```$");
    private static final Pattern CODE_SPAN = Pattern.compile("`[^`\n]+`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|srcset|href)=\"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?)\\s*$");
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\|([^|]*)\\|");
    private static final Pattern BACKTICKS = Pattern.compile("`([^`]+)`");
    private static final Set<String> OF_OTHERS = Set.of(".git", "target", "node_modules", "data");

    private final Path file;
    private final String text;

    private MarkdownPage(Path file) {
        this.file = file;
        try {
            this.text = CODE.matcher(Files.readString(file)).replaceAll("");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static MarkdownPage read(Path file) {
        return new MarkdownPage(file);
    }

    /** All pages of the project. */
    static List<MarkdownPage> all() {
        List<MarkdownPage> pages = new ArrayList<>();
        collect(Path.of(""), pages);
        return pages;
    }

    private static void collect(Path folder, List<MarkdownPage> pages) {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : (Iterable<Path>) entries.sorted()::iterator) {
                if (Files.isDirectory(entry)) {
                    if (!OF_OTHERS.contains(entry.getFileName().toString())) {
                        collect(entry, pages);
                    }
                } else if (entry.toString().endsWith(".md")) {
                    pages.add(new MarkdownPage(entry));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Path file() {
        return file;
    }

    /** The text without code blocks. */
    String text() {
        return text;
    }

    /** Where links and images lead, as they are written. */
    List<String> links() {
        return LINK.matcher(CODE_SPAN.matcher(text).replaceAll("`code`"))
                .results()
                .map(link -> link.group(1) != null ? link.group(1) : link.group(2))
                .toList();
    }

    /** The anchors that a repository page makes of headings. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> times = new HashMap<>();
        for (MatchResult heading : HEADING.matcher(text).results().toList()) {
            String anchor = heading.group(1)
                    .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}\\p{Mn} _-]", "")
                    .replace(' ', '-');
            int before = times.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }

    /** What the first cells of the tables below a heading name in backticks. */
    public List<String> namedInFirstCells(String heading) {
        String section = text.substring(text.indexOf("\n" + heading + "\n") + 1);
        int next = section.indexOf("\n## ", 1);
        return FIRST_CELL
                .matcher(next < 0 ? section : section.substring(0, next))
                .results()
                .flatMap(cell -> BACKTICKS.matcher(cell.group(1)).results().map(name -> name.group(1)))
                .toList();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
