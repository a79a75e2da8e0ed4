package org.kentei.record.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.kentei.record.job.Job.JobState;
import org.kentei.record.job.JobWork.DecidedLine;
import org.kentei.record.log.BackgroundTask;
import org.kentei.record.log.RecordLog;

/**
 * What operators see of jobs as metrics. Open jobs and waiting lines are those of the database, the same on every instance;
 * they are read in the background, so that a request for metrics does not wait for the database. Decided lines are counted
 * by the instance that decides them.
 */
@ApplicationScoped
public class JobMetrics {

    private static final Logger LOG = Logger.getLogger(JobMetrics.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final List<JobState> OPEN = List.of(JobState.RECEIVING, JobState.RUNNING, JobState.COMPLETING);
    private static final String STATE = "state";
    private static final String STATUS = "status";

    private final RecordLog log;
    private final MeterRegistry registry;
    private final Counter assessed;
    private final Counter refused;
    private final BackgroundTask task = new BackgroundTask("job-metrics");

    private volatile Seen seen = Seen.UNKNOWN;

    JobMetrics(RecordLog log, MeterRegistry registry) {
        this.log = log;
        this.registry = registry;
        assessed = decidedLines("assessed");
        refused = decidedLines("refused");
    }

    /** What the database had at the last look; not a number while it does not answer. */
    private record Seen(Map<JobState, Double> jobs, double missing, double waiting) {

        static final Seen UNKNOWN = new Seen(Map.of(), Double.NaN, Double.NaN);

        double jobs(JobState state) {
            return jobs.getOrDefault(state, missing);
        }
    }

    private Counter decidedLines(String status) {
        return Counter.builder("kentei.jobs.lines")
                .description("Lines of jobs that this instance decided")
                .tag(STATUS, status)
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        for (JobState state : OPEN) {
            Gauge.builder("kentei.jobs.open", () -> seen.jobs(state))
                    .description("Jobs that have not ended")
                    .tag(STATE, state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("kentei.jobs.lines.waiting", () -> seen.waiting())
                .description("Lines of open jobs that are not decided yet")
                .register(registry);
        task.repeat(this::look, Duration.ZERO, BETWEEN_LOOKS);
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }

    /** Counts lines that are decided, and whose answers are stored. */
    public void decided(List<DecidedLine> lines) {
        int stored = (int) lines.stream().filter(DecidedLine::assessed).count();
        assessed.increment(stored);
        refused.increment(lines.size() - stored);
    }

    private void look() {
        try {
            Map<JobState, Double> jobs = new EnumMap<>(JobState.class);
            double[] waiting = {0};
            log.read(handle -> handle.createQuery(
                            "select state, count(*), sum(lines - assessed - refused - erased) from job"
                                    + " where state in ('RECEIVING', 'RUNNING', 'COMPLETING') group by state")
                    .map((row, context) -> {
                        jobs.put(JobState.valueOf(row.getString(1)), row.getDouble(2));
                        waiting[0] += row.getDouble(3);
                        return true;
                    })
                    .list());
            seen = new Seen(jobs, 0, waiting[0]);
        } catch (RuntimeException failed) {
            seen = Seen.UNKNOWN;
            LOG.debug("Open jobs could not be counted.", failed);
        }
    }
}
