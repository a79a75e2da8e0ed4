package org.kentei.record.idempotency;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.kentei.record.log.BackgroundTask;

/** Removes first answers that have expired, every ten minutes, a bounded number at a time. */
@ApplicationScoped
public class ExpiredAnswers {

    private static final Logger LOG = Logger.getLogger(ExpiredAnswers.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int MOST_BATCHES = 200;

    private final FirstAnswers answers;
    private final BackgroundTask task = new BackgroundTask("expired-answers");

    public ExpiredAnswers(FirstAnswers answers) {
        this.answers = answers;
    }

    void start(@Observes StartupEvent event) {
        task.repeat(this::removeQuietly, Duration.ofMinutes(1), PAUSE);
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }

    /** Removes what has expired, in transactions of their own. What is too much at once is left for the next time. */
    public void remove() {
        for (int batch = 0; batch < MOST_BATCHES && FirstAnswers.mayHaveMore(answers.removeSomeExpired()); batch++) {
            if (task.stopped()) {
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
