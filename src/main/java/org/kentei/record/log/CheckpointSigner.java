package org.kentei.record.log;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.kentei.log.Checkpoint;
import org.kentei.log.Frontier;
import org.kentei.log.LogEntry.KeyEntry;
import org.kentei.log.SigningKey;
import org.kentei.log.VerifierKey;

/**
 * Signs the state of the log while it grows, and keeps what it signed in the database and outside of it. Several
 * instances may do so side by side: each has its own key, and all sign the same tree.
 */
@ApplicationScoped
public class CheckpointSigner {

    private static final Logger LOG = Logger.getLogger(CheckpointSigner.class);

    private final RecordLog log;
    private final KeyFile keys;
    private final CheckpointFile file;
    private final Optional<String> configuredOrigin;
    private final Duration interval;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "checkpoints");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable SigningKey key;

    public CheckpointSigner(
            RecordLog log,
            @ConfigProperty(name = "kentei.data", defaultValue = "data") Path dataFolder,
            @ConfigProperty(name = "kentei.log.origin") Optional<String> origin,
            @ConfigProperty(name = "kentei.log.checkpoint-interval", defaultValue = "PT30S") Duration interval,
            Clock clock) {
        this.log = log;
        this.keys = new KeyFile(dataFolder);
        this.file = CheckpointFile.in(dataFolder);
        this.configuredOrigin = origin;
        this.interval = interval;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        key();
        timer.scheduleWithFixedDelay(this::signQuietly, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
        signQuietly();
    }

    /** The newest checkpoint as a note; one is signed for the occasion if none covers the entry of that index yet. */
    public String covering(long index) {
        Optional<String> newest = newest(index);
        if (newest.isPresent()) {
            return newest.get();
        }
        sign();
        return newest(index).orElseThrow(() -> new IllegalStateException("No checkpoint covers the entry " + index));
    }

    /** The newest checkpoint as a note. */
    public String newest() {
        return covering(-1);
    }

    /** The newest checkpoints as notes, the largest first. */
    public List<String> latest(int most) {
        return log.read(
                handle -> handle.createQuery("select note from checkpoint order by tree_size desc, key_id limit :most")
                        .bind("most", most)
                        .mapTo(String.class)
                        .list());
    }

    /** Every public key that has signed the log, the first one first. */
    public List<VerifierKey> keys() {
        return log
                .read(handle -> handle.createQuery("select verifier_key from log_key order by begun_by")
                        .mapTo(String.class)
                        .list())
                .stream()
                .map(VerifierKey::parse)
                .toList();
    }

    /** Signs the log as it is, if it has grown since this instance signed last. */
    public synchronized void sign() {
        SigningKey signer = key();
        Optional<SigningKey> next = keys.next(signer.verifier().name());
        if (next.isPresent()) {
            begin(next.get(), signer);
            signBy(signer);
            keys.replace(next.get());
            key = next.get();
            signer = next.get();
            LOG.infof("The key of the log was replaced; the new public key is %s", signer.verifier());
        }
        signBy(signer);
    }

    private void signQuietly() {
        try {
            sign();
        } catch (RuntimeException failed) {
            LOG.warn("The log could not be signed now; it will be tried again.", failed);
        }
    }

    private void signBy(SigningKey signer) {
        Frontier frontier = log.frontier();
        if (isSigned(frontier.size(), signer)) {
            return;
        }
        Instant time = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String note = new Checkpoint(signer.verifier().name(), frontier.size(), frontier.root(), time).sign(signer);
        try {
            log.write(handle -> handle.createUpdate(
                            "insert into checkpoint (tree_size, key_id, note) values (:size, :key, :note)")
                    .bind("size", frontier.size())
                    .bind("key", signer.verifier().id())
                    .bind("note", note)
                    .execute());
        } catch (JdbiException refused) {
            // an instance that shares this one's key may have been faster
            if (isSigned(frontier.size(), signer)) {
                return;
            }
            throw refused;
        }
        file.append(note);
    }

    private boolean isSigned(long size, SigningKey signer) {
        return log.read(handle -> handle.createQuery(
                                "select count(*) from checkpoint where tree_size = :size and key_id = :key")
                        .bind("size", size)
                        .bind("key", signer.verifier().id())
                        .mapTo(Long.class)
                        .one())
                > 0;
    }

    private Optional<String> newest(long above) {
        return log.read(handle -> handle.createQuery(
                        "select note from checkpoint where tree_size > :above order by tree_size desc, key_id limit 1")
                .bind("above", above)
                .mapTo(String.class)
                .findOne());
    }

    private synchronized SigningKey key() {
        if (key == null) {
            SigningKey loaded = keys.loadOrMake(configuredOrigin.orElseGet(() -> "kentei/" + log.id()));
            begin(loaded, null);
            key = loaded;
        }
        return key;
    }

    private void begin(SigningKey begun, @Nullable SigningKey replaced) {
        String text = begun.verifier().toString();
        log.write(handle -> {
            LogTransaction transaction = LogTransaction.begin(handle);
            boolean known = handle.createQuery("select count(*) from log_key where verifier_key = :key")
                            .bind("key", text)
                            .mapTo(Long.class)
                            .one()
                    > 0;
            if (!known) {
                Instant time = clock.instant().truncatedTo(ChronoUnit.MICROS);
                String before = replaced == null ? null : replaced.verifier().toString();
                long index = transaction.append(new KeyEntry(time, transaction.logId(), text, before));
                handle.createUpdate("insert into log_key (verifier_key, begun_by) values (:key, :index)")
                        .bind("key", text)
                        .bind("index", index)
                        .execute();
                transaction.write();
            }
            return true;
        });
    }
}
