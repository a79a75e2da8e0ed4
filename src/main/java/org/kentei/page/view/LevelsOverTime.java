package org.kentei.page.view;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kentei.vocabulary.Sheet;

/**
 * Assessments over time by certified level, drawn as one bar for each day or month.
 *
 * @param most the number of assessments that the highest bar stands for
 * @param byMonth whether a bar is a month, and not a day
 */
public record LevelsOverTime(
        List<Period> periods, List<RevisionMark> marks, List<Integer> levels, long most, boolean byMonth) {

    /** The height of the drawing in pixels. */
    public static final int HEIGHT = 180;

    private static final int MOST_DAYS = 31;
    private static final int FEWEST_BARS = 12;
    private static final int MOST_MONTHS = 24;
    private static final double GAP = 0.2;

    /**
     * A day or a month.
     *
     * @param at the left edge of its bar
     * @param middle of its bar, for its label
     */
    public record Period(
            String name,
            String at,
            String width,
            String middle,
            long assessments,
            List<Part> parts,
            boolean labelled) {}

    /** The assessments of one level in a bar. */
    public record Part(int level, long assessments, String y, String height) {}

    /** When a revision became active for the first time. */
    public record RevisionMark(String at, int number, String revision) {}

    static LevelsOverTime of(SortedMap<LocalDate, SortedMap<Integer, Long>> days, List<RevisionHistory> revisions) {
        if (days.isEmpty()) {
            return new LevelsOverTime(List.of(), List.of(), List.of(), 0, false);
        }
        LocalDate last = days.lastKey();
        boolean byMonth = ChronoUnit.DAYS.between(days.firstKey(), last) >= MOST_DAYS;
        LocalDate first = first(days.firstKey(), last, byMonth);
        TreeMap<LocalDate, SortedMap<Integer, Long>> periods = new TreeMap<>();
        for (LocalDate day = first; !day.isAfter(last); day = byMonth ? day.plusMonths(1) : day.plusDays(1)) {
            periods.put(day, new TreeMap<>());
        }
        days.tailMap(first)
                .forEach((day, levels) -> levels.forEach(
                        (level, count) -> periods.floorEntry(day).getValue().merge(level, count, Long::sum)));
        long most =
                periods.values().stream().mapToLong(LevelsOverTime::sum).max().orElse(1);
        List<Period> bars = new ArrayList<>();
        int step = Math.max(1, (periods.size() + 5) / 6);
        for (Map.Entry<LocalDate, SortedMap<Integer, Long>> period : periods.entrySet()) {
            bars.add(bar(period, bars.size(), periods.size(), most, byMonth, bars.size() % step == 0));
        }
        List<Integer> levels = periods.values().stream()
                .flatMap(one -> one.keySet().stream())
                .distinct()
                .sorted()
                .toList();
        return new LevelsOverTime(bars, marks(periods, revisions), levels, most, byMonth);
    }

    private static LocalDate first(LocalDate earliest, LocalDate last, boolean byMonth) {
        if (!byMonth) {
            return earliest;
        }
        LocalDate month = YearMonth.from(earliest).atDay(1);
        LocalDate shown = YearMonth.from(last).minusMonths(MOST_MONTHS - 1L).atDay(1);
        return month.isBefore(shown) ? shown : month;
    }

    private static Period bar(
            Map.Entry<LocalDate, SortedMap<Integer, Long>> period,
            int place,
            int periods,
            long most,
            boolean byMonth,
            boolean labelled) {
        List<Part> parts = new ArrayList<>();
        double top = HEIGHT;
        for (int level = 0; level <= Sheet.HIGHEST_LEVEL; level++) {
            long count = period.getValue().getOrDefault(level, 0L);
            if (count > 0) {
                double height = (double) HEIGHT * count / most;
                top -= height;
                parts.add(new Part(level, count, number(top), number(height)));
            }
        }
        double width = 100.0 / Math.max(FEWEST_BARS, periods);
        String name = byMonth
                ? YearMonth.from(period.getKey()).toString()
                : period.getKey().toString();
        return new Period(
                name,
                percent(width * (place + GAP / 2)),
                percent(width * (1 - GAP)),
                percent(width * (place + 0.5)),
                sum(period.getValue()),
                parts,
                labelled);
    }

    private static List<RevisionMark> marks(
            TreeMap<LocalDate, SortedMap<Integer, Long>> periods, List<RevisionHistory> revisions) {
        List<RevisionMark> marks = new ArrayList<>();
        List<LocalDate> starts = List.copyOf(periods.keySet());
        for (RevisionHistory one : revisions) {
            LocalDate start =
                    periods.floorKey(one.since().atZone(ZoneOffset.UTC).toLocalDate());
            if (start != null) {
                marks.add(new RevisionMark(
                        percent(100.0 / Math.max(FEWEST_BARS, starts.size()) * starts.indexOf(start)),
                        one.number(),
                        one.revision()));
            }
        }
        return marks;
    }

    private static long sum(SortedMap<Integer, Long> levels) {
        return levels.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String percent(double share) {
        return number(share) + "%";
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
