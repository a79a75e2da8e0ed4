package org.kentei.fact;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Project;

/**
 * The total time of projects, each day counted once ({@code TIME_ADDED_UP}).
 *
 * @param months whole months of all unbroken runs; 31 rest days of the runs make one more month
 * @param longestRunMonths whole months of the longest unbroken run
 */
public record WorkedTime(int months, int longestRunMonths) {

    private static final WorkedTime NONE = new WorkedTime(0, 0);

    private static final int REST_DAYS_OF_A_MONTH = 31;

    /**
     * Adds up the projects.
     *
     * @param projects projects begun on or before the as-of date
     * @param asOf the last day that counts, for projects that continue or end later
     */
    public static WorkedTime of(List<Project> projects, LocalDate asOf) {
        return of(projects, Project::from, Project::to, asOf);
    }

    /** Adds up entries that have a first day and may have a last day. */
    static <T> WorkedTime of(
            List<T> entries, Function<T, LocalDate> from, Function<T, @Nullable LocalDate> to, LocalDate asOf) {
        if (entries.isEmpty()) {
            return NONE;
        }
        int months = 0;
        int restDays = 0;
        int longest = 0;
        LocalDate first = null;
        LocalDate last = LocalDate.MIN;
        List<T> inTime = entries;
        if (entries.size() > 1) {
            inTime = new ArrayList<>(entries);
            inTime.sort(Comparator.comparing(from));
        }
        for (int index = 0; index <= inTime.size(); index++) {
            T next = index < inTime.size() ? inTime.get(index) : null;
            if (first != null && (next == null || from.apply(next).isAfter(last.plusDays(1)))) {
                Period run = Period.between(first, last.plusDays(1));
                int runMonths = Math.toIntExact(run.toTotalMonths());
                months += runMonths;
                restDays += run.getDays();
                longest = Math.max(longest, runMonths);
                first = null;
            }
            if (next != null) {
                LocalDate lastDay = lastDay(to.apply(next), asOf);
                last = first == null || lastDay.isAfter(last) ? lastDay : last;
                first = first == null ? from.apply(next) : first;
            }
        }
        return new WorkedTime(months + restDays / REST_DAYS_OF_A_MONTH, longest);
    }

    private static LocalDate lastDay(@Nullable LocalDate to, LocalDate asOf) {
        return to == null || to.isAfter(asOf) ? asOf : to;
    }
}
