package org.kentei.record.idempotency;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Removes first answers that have expired, every ten minutes, a bounded number at a time. */
@ApplicationScoped
public class ExpiredAnswers {

    private static final Logger LOG = Logger.getLogger(ExpiredAnswers.class);
    private static final int MINUTES_BETWEEN = 10;
    private static final int MOST_BATCHES = 200;

    private final FirstAnswers answers;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "expired-answers");
        thread.setDaemon(true);
        return thread;
    });

    public ExpiredAnswers(FirstAnswers answers) {
        this.answers = answers;
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(this::removeQuietly, 1, MINUTES_BETWEEN, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    /** Removes what has expired, in transactions of their own. What is too much at once is left for the next time. */
    public void remove() {
        for (int batch = 0; batch < MOST_BATCHES && FirstAnswers.mayHaveMore(answers.removeSomeExpired()); batch++) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private void removeQuietly() {
        try {
            remove();
        } catch (RuntimeException failed) {
            LOG.warnf(
                    "Expired idempotency keys could not be removed; this will be tried again: %s", failed.getMessage());
        }
    }
}
