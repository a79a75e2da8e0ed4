package org.kentei.page.view;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kentei.candidate.Project;

/**
 * A line of time, drawn from left to right. Places on it are percentages of its width, so that a drawing fits every window.
 *
 * @param asOf the place of the as-of date
 */
public record TimeScale(LocalDate first, LocalDate last, String asOf, List<Tick> ticks) {

    private static final int MOST_TICKS = 8;
    private static final int[] STEPS = {1, 2, 5, 10, 20, 50, 100};
    private static final int LAST_LABEL = 96;

    /** The first day of a year. */
    public record Tick(String at, int year) {}

    /**
     * A stretch of time.
     *
     * @param at where it begins
     */
    public record Stretch(String at, String width, LocalDate from, LocalDate until) {}

    /** A line of time with all projects and the as-of date on it; at least a year long. */
    static TimeScale of(List<Project> projects, LocalDate asOf) {
        LocalDate first = asOf.minusYears(1);
        LocalDate last = asOf;
        for (Project project : projects) {
            first = project.from().isBefore(first) ? project.from() : first;
            LocalDate begun = project.from().plusMonths(1);
            last = begun.isAfter(last) ? begun : last;
        }
        // some room after the last day, so that its mark can be seen
        last = last.plusDays(Math.max(1, ChronoUnit.DAYS.between(first, last) / 50));
        TimeScale empty = new TimeScale(first, last, "", List.of());
        return new TimeScale(first, last, empty.at(asOf.plusDays(1)), empty.years());
    }

    /** The time from a day up to a later one, both included, as far as it is on the line. */
    Stretch stretch(LocalDate from, LocalDate to) {
        LocalDate until = to.isAfter(last) ? last : to;
        return new Stretch(at(from), percent(share(until.plusDays(1)) - share(from)), from, until);
    }

    /** The place of a day. */
    String at(LocalDate day) {
        return percent(share(day));
    }

    boolean includes(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    private double share(LocalDate day) {
        return 100.0 * ChronoUnit.DAYS.between(first, day) / ChronoUnit.DAYS.between(first, last);
    }

    private List<Tick> years() {
        int span = last.getYear() - first.getYear();
        int step = STEPS[STEPS.length - 1];
        for (int place = STEPS.length - 1; place >= 0; place--) {
            step = span / STEPS[place] <= MOST_TICKS ? STEPS[place] : step;
        }
        List<Tick> ticks = new ArrayList<>();
        for (int year = first.getYear() + 1; year <= last.getYear(); year++) {
            LocalDate day = LocalDate.of(year, 1, 1);
            if (year % step == 0 && share(day) < LAST_LABEL) {
                ticks.add(new Tick(at(day), year));
            }
        }
        return List.copyOf(ticks);
    }

    private static String percent(double number) {
        return String.format(Locale.ROOT, "%.2f%%", Math.max(0, Math.min(100, number)));
    }
}
