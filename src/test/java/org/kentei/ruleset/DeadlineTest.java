package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Project;

/** The deadline holds until the verdict is finished, and not only until the last rule has fired. */
class DeadlineTest {

    private static final int PROJECTS = 200;

    private final Candidate candidate = new Candidate(
            "many projects",
            LocalDate.of(2026, 3, 31),
            IntStream.range(0, PROJECTS).mapToObj(DeadlineTest::project).toList(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    /** Time that stands still until it is looked at for the nth time; then it is over. */
    private static final class Looks implements LongSupplier {

        private final int overAt;
        private int looks;

        Looks(int overAt) {
            this.overAt = overAt;
        }

        @Override
        public long getAsLong() {
            return looks++ < overAt ? 0 : Duration.ofDays(1).toNanos();
        }
    }

    @Test
    void the_search_for_shortfalls_and_the_firing_record_end_with_the_time() {
        // the first decision also works out what all decisions have in common
        RulesFolder.ruleset().decide(candidate);
        Looks unlimited = new Looks(Integer.MAX_VALUE);
        int[] atLastFact = new int[1];
        RulesFolder.ruleset()
                .decide(
                        candidate,
                        new Deadline(Duration.ofSeconds(1), unlimited),
                        fact -> atLastFact[0] = unlimited.looks);

        assertThat(unlimited.looks - atLastFact[0]).isGreaterThan(10 * PROJECTS);
        for (int overAt : List.of(atLastFact[0], (atLastFact[0] + unlimited.looks) / 2, unlimited.looks - 1)) {
            Deadline deadline = new Deadline(Duration.ofSeconds(1), new Looks(overAt));
            assertThatThrownBy(() -> RulesFolder.ruleset().decide(candidate, deadline, unseen -> {}))
                    .as("over at look %d of %d", overAt, unlimited.looks)
                    .isInstanceOf(EvaluationLimitException.class)
                    .hasMessageContaining("more than 1000 ms");
        }
    }

    @Test
    void the_time_is_looked_at_again_after_a_few_steps_and_stays_over() {
        long[] time = {0};
        Deadline deadline = new Deadline(Duration.ofSeconds(1), () -> time[0], 3);
        assertThat(deadline.isOver()).isFalse();

        time[0] = Duration.ofSeconds(2).toNanos();
        assertThat(List.of(deadline.isOver(), deadline.isOver(), deadline.isOver()))
                .containsExactly(false, false, true);

        time[0] = 0;
        assertThat(IntStream.range(0, 10).mapToObj(step -> deadline.isOver())).containsOnly(true);
    }

    private static Project project(int number) {
        return new Project(
                "P-" + number,
                null,
                "SERVICE_DESK",
                "MEMBER",
                List.of("PLANNING"),
                LocalDate.of(2025, 1, 1).plusDays(number),
                null,
                true,
                List.of(),
                List.of("COMPLEX_CONTRACT"),
                (long) number,
                null,
                null);
    }
}
