package org.kentei.page.view;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kentei.ruleset.RulesetFiles;

/** A file that differs between two revisions. */
public record FileDifference(String file, FileChange kind, List<DifferenceLine> lines) {

    private static final int LINES_AROUND = 3;

    /** What became of the file. */
    public enum FileChange {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** A line of a difference. */
    public record DifferenceLine(LineChange mark, String text) {}

    /** What became of a line. */
    public enum LineChange {
        PLACE,
        SAME,
        ADDED,
        REMOVED;

        static LineChange of(String line) {
            return switch (line.charAt(0)) {
                case '+' -> ADDED;
                case '-' -> REMOVED;
                case '@' -> PLACE;
                default -> SAME;
            };
        }

        /** The sign before the line. */
        public String sign() {
            return switch (this) {
                case ADDED -> "+";
                case REMOVED -> "−";
                case PLACE, SAME -> " ";
            };
        }
    }

    /** Every file that differs, by its name. */
    public static List<FileDifference> between(RulesetFiles from, RulesetFiles to) {
        SortedSet<String> names = new TreeSet<>(from.byName().keySet());
        names.addAll(to.byName().keySet());
        List<FileDifference> differences = new ArrayList<>();
        for (String name : names) {
            if (!Arrays.equals(from.byName().get(name), to.byName().get(name))) {
                differences.add(difference(name, lines(from, name), lines(to, name)));
            }
        }
        return differences;
    }

    private static FileDifference difference(String name, List<String> from, List<String> to) {
        List<String> unified =
                UnifiedDiffUtils.generateUnifiedDiff(name, name, from, DiffUtils.diff(from, to), LINES_AROUND);
        List<DifferenceLine> lines = unified.stream()
                .skip(2)
                .map(line -> {
                    LineChange mark = line.isEmpty() ? LineChange.SAME : LineChange.of(line);
                    return new DifferenceLine(
                            mark, mark == LineChange.PLACE || line.isEmpty() ? line : line.substring(1));
                })
                .toList();
        return new FileDifference(
                name,
                from.isEmpty() ? FileChange.ADDED : to.isEmpty() ? FileChange.REMOVED : FileChange.CHANGED,
                lines);
    }

    private static List<String> lines(RulesetFiles files, String name) {
        return files.byName().containsKey(name) ? files.text(name).lines().toList() : List.of();
    }
}
