package org.kentei.record.erasure;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.kentei.record.log.BackgroundTask;

/** Erases assessments that are older than the retention period, once an hour. Without a setting it erases nothing. */
@ApplicationScoped
public class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);

    private final Erasure erasure;
    private final Optional<Period> period;
    private final Clock clock;
    private final BackgroundTask task = new BackgroundTask("retention");

    public Retention(Erasure erasure, @ConfigProperty(name = "kentei.retention") Optional<String> period, Clock clock) {
        this.erasure = erasure;
        this.period = period.map(Period::parse);
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (period.isPresent()) {
            task.repeat(this::eraseQuietly, Duration.ofMinutes(1), Duration.ofHours(1));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }

    /** Erases what is too old now. Returns how many assessments it was. */
    public int erase() {
        return period.map(kept -> {
                    Instant moment =
                            clock.instant().atOffset(ZoneOffset.UTC).minus(kept).toInstant();
                    return erasure.olderThan(moment);
                })
                .orElse(0);
    }

    private void eraseQuietly() {
        try {
            int erased = erase();
            if (erased > 0) {
                LOG.infof("%d assessments were erased, being older than records are kept.", erased);
            }
        } catch (RuntimeException failed) {
            LOG.warn("What is too old could not be erased now; it will be tried again in an hour.", failed);
        }
    }
}
