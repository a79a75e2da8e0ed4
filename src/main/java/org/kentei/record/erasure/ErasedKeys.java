package org.kentei.record.erasure;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.kentei.record.database.StoreConfig;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.log.BackgroundTask;

/**
 * Destroys what is left of the keys of erased candidates. A database file still contains deleted rows for a while, and with
 * them wrapped keys. So soon after an erasure the master key is replaced, which nothing else can do to them. Only where the
 * record is a file of this service: instances on one database have copies of the master key, which an operator replaces.
 */
@ApplicationScoped
public class ErasedKeys {

    private static final Logger LOG = Logger.getLogger(ErasedKeys.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final CandidateKeys candidates;
    private final boolean ownFile;
    private final BackgroundTask task = new BackgroundTask("erased-keys");

    public ErasedKeys(CandidateKeys candidates, StoreConfig config) {
        this.candidates = candidates;
        this.ownFile = config.url().isEmpty();
    }

    void start(@Observes StartupEvent event) {
        if (ownFile) {
            task.repeat(this::destroyQuietly, Duration.ofMinutes(1), PAUSE);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }

    private void destroyQuietly() {
        try {
            if (destroy(candidates)) {
                LOG.info(
                        "The master key was replaced after an erasure, so that no copy of an erased key can be opened.");
                // requests that read rows before it was replaced have opened them by then
                task.later(candidates::forgetReplaced, Duration.ofMinutes(1));
            }
        } catch (RuntimeException failed) {
            LOG.warnf(
                    failed,
                    "The master key could not be replaced; it will be tried again in %d minutes.",
                    PAUSE.toMinutes());
        }
    }

    /** Replaces the master key if keys were deleted since it was last replaced. Returns whether it was. */
    static boolean destroy(CandidateKeys candidates) {
        boolean deleted = candidates.wereDeleted();
        if (deleted) {
            candidates.replaceMaster();
        }
        return deleted;
    }
}
