package org.kentei.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kentei.candidate.Project;

class WorkedTimeTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);

    @Test
    void no_project_is_no_time() {
        assertThat(worked()).isEqualTo(new WorkedTime(0, 0));
    }

    @Test
    void first_and_last_day_both_count() {
        assertThat(worked(from("2024-04-01", "2024-04-30"))).isEqualTo(new WorkedTime(1, 1));
        assertThat(worked(from("2024-04-01", "2024-04-29"))).isEqualTo(new WorkedTime(0, 0));
        assertThat(worked(from("2024-04-15", "2025-04-14"))).isEqualTo(new WorkedTime(12, 12));
        assertThat(worked(from("2024-04-15", "2025-04-13"))).isEqualTo(new WorkedTime(11, 11));
    }

    @Test
    void runs_that_touch_are_one_run() {
        assertThat(worked(from("2023-04-01", "2023-09-30"), from("2023-10-01", "2024-03-31")))
                .isEqualTo(new WorkedTime(12, 12));
    }

    @Test
    void a_day_between_two_runs_separates_them() {
        assertThat(worked(from("2023-04-01", "2023-09-30"), from("2023-10-02", "2024-03-31")))
                .isEqualTo(new WorkedTime(11, 6));
    }

    @Test
    void no_day_counts_twice_where_runs_overlap_or_one_lies_in_the_other() {
        assertThat(worked(from("2023-01-01", "2023-08-31"), from("2023-05-01", "2023-12-31")))
                .isEqualTo(new WorkedTime(12, 12));
        assertThat(worked(
                        from("2023-01-01", "2023-12-31"),
                        from("2023-03-01", "2023-03-31"),
                        from("2024-01-01", "2024-01-31")))
                .isEqualTo(new WorkedTime(13, 13));
        assertThat(worked(from("2023-01-01", "2023-12-31"), from("2023-01-01", "2023-12-31")))
                .isEqualTo(new WorkedTime(12, 12));
    }

    @Test
    void rest_days_of_several_runs_make_a_month_of_thirty_one() {
        assertThat(worked(from("2024-01-01", "2024-01-15"), from("2024-03-01", "2024-03-16")))
                .isEqualTo(new WorkedTime(1, 0));
        assertThat(worked(from("2024-01-01", "2024-01-15"), from("2024-03-01", "2024-03-15")))
                .isEqualTo(new WorkedTime(0, 0));
        assertThat(worked(from("2022-01-01", "2022-06-20"), from("2023-01-01", "2023-06-11")))
                .isEqualTo(new WorkedTime(11, 5));
    }

    @Test
    void a_leap_day_begins_and_ends_months_as_the_calendar_has_it() {
        assertThat(worked(from("2024-01-31", "2024-02-28"))).isEqualTo(new WorkedTime(0, 0));
        assertThat(worked(from("2024-02-01", "2024-02-29"))).isEqualTo(new WorkedTime(1, 1));
        assertThat(worked(from("2024-02-01", "2024-02-28"))).isEqualTo(new WorkedTime(0, 0));
        assertThat(worked(from("2023-02-01", "2023-02-28"))).isEqualTo(new WorkedTime(1, 1));
        assertThat(worked(from("2020-02-29", "2023-02-27"))).isEqualTo(new WorkedTime(35, 35));
        assertThat(worked(from("2020-02-29", "2023-02-28"))).isEqualTo(new WorkedTime(36, 36));
    }

    @Test
    void a_project_that_continues_or_ends_later_is_cut_off_at_the_as_of_date() {
        assertThat(worked(from("2025-04-01", null))).isEqualTo(new WorkedTime(12, 12));
        assertThat(worked(from("2025-04-01", "2030-12-31"))).isEqualTo(new WorkedTime(12, 12));
        assertThat(worked(from("2026-03-31", null))).isEqualTo(new WorkedTime(0, 0));
        assertThat(worked(from("2025-04-02", null))).isEqualTo(new WorkedTime(11, 11));
    }

    @Test
    void the_sum_agrees_with_one_that_crosses_off_the_days_of_a_calendar() {
        Random random = new Random(20081001);
        for (int round = 0; round < 3000; round++) {
            List<Project> projects = new ArrayList<>();
            for (int number = random.nextInt(6); number >= 0; number--) {
                LocalDate first = AS_OF.minusDays(random.nextInt(1500));
                LocalDate last = random.nextInt(8) == 0 ? null : first.plusDays(random.nextInt(400));
                projects.add(project(first, last));
            }
            Collections.shuffle(projects, random);

            assertThat(WorkedTime.of(projects, AS_OF)).as("%s", projects).isEqualTo(crossedOff(projects));
        }
    }

    /** Goes through the days one by one, and closes a run at each day that is not worked. */
    private static WorkedTime crossedOff(List<Project> projects) {
        TreeSet<LocalDate> days = new TreeSet<>();
        for (Project project : projects) {
            for (LocalDate day = project.from();
                    !day.isAfter(AS_OF) && (project.to() == null || !day.isAfter(project.to()));
                    day = day.plusDays(1)) {
                days.add(day);
            }
        }
        int months = 0;
        int restDays = 0;
        int longest = 0;
        LocalDate first = null;
        for (LocalDate day : days) {
            first = first == null ? day : first;
            if (!days.contains(day.plusDays(1))) {
                Period run = Period.between(first, day.plusDays(1));
                months += (int) run.toTotalMonths();
                restDays += run.getDays();
                longest = Math.max(longest, (int) run.toTotalMonths());
                first = null;
            }
        }
        return new WorkedTime(months + restDays / 31, longest);
    }

    private static WorkedTime worked(Project... projects) {
        return WorkedTime.of(List.of(projects), AS_OF);
    }

    private static Project from(String first, @Nullable String last) {
        return project(LocalDate.parse(first), last == null ? null : LocalDate.parse(last));
    }

    private static Project project(LocalDate first, @Nullable LocalDate last) {
        return new Project(
                "P-1",
                null,
                "OPERATIONS",
                "MEMBER",
                List.of(),
                first,
                last,
                true,
                List.of(),
                List.of(),
                null,
                null,
                null);
    }
}
