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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.kentei.files.UnusableFileException;
import org.kentei.log.Checkpoint;
import org.kentei.log.Frontier;
import org.kentei.log.LogEntry.KeyEntry;
import org.kentei.log.SigningKey;
import org.kentei.record.database.StoreUnavailableException;

/**
 * Signs the state of the log while it grows, in a thread of its own, and stores what it signed in the database and outside
 * of it. It signs only what a service with the append key appended. It is told after each append, and signs at most about one checkpoint a second. Several instances may sign the same
 * log: each has its own key.
 */
@ApplicationScoped
public class CheckpointSigner {

    private static final Logger LOG = Logger.getLogger(CheckpointSigner.class);

    /** The least time between two checkpoints. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RecordLog log;
    private final KeyFile keys;
    private final CheckpointFile file;
    private final Optional<String> configuredOrigin;
    private final Duration interval;
    private final Clock clock;
    private final BackgroundTask task = new BackgroundTask("checkpoints");
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile long lastSigned = System.nanoTime() - PAUSE.toNanos();
    private @Nullable SigningKey key;
    private @Nullable LogCheck check;
    private long begunAgain;
    private volatile @Nullable ForeignEntryException alarm;
    private volatile @Nullable Instant failingSince;
    private volatile Runnable signed = () -> {};

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
        this.begunAgain = System.nanoTime() - interval.toNanos();
    }

    void start(@Observes StartupEvent event) {
        log.appendKey();
        key();
        log.onGrowth(this::signSoon);
        // another process may append, too, or create a new key
        task.repeat(this::signQuietly, Duration.ZERO, interval);
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
        signQuietly();
    }

    private void signSoon() {
        if (!due.compareAndSet(false, true)) {
            return;
        }
        long wait = Math.max(0, lastSigned + PAUSE.toNanos() - System.nanoTime());
        task.later(
                () -> {
                    due.set(false);
                    signQuietly();
                },
                Duration.ofNanos(wait));
    }

    /** Signs the current state of the log, if this instance has not signed it yet. */
    public synchronized void sign() {
        SigningKey signer = key();
        follow();
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

    /** Sets what is called after each checkpoint. It runs in the thread that signed, so it must return at once. */
    void onSigned(Runnable listener) {
        signed = listener;
    }

    /** Why the log is not signed any more; empty while it is signed. */
    public Optional<ForeignEntryException> alarm() {
        return Optional.ofNullable(alarm);
    }

    /**
     * Since when the log cannot be signed although the database answers, as when a file of a key is damaged; empty while it
     * can be.
     */
    public Optional<Instant> failingSince() {
        return Optional.ofNullable(failingSince);
    }

    private void signQuietly() {
        try {
            sign();
            alarm = null;
            failingSince = null;
        } catch (ForeignEntryException foreign) {
            ForeignEntryException before = alarm;
            alarm = foreign;
            if (before == null || foreign.index() < before.index()) {
                LOG.errorf("The log is not signed any more. %s", foreign.getMessage());
            }
        } catch (StoreUnavailableException away) {
            LOG.warnf("The log could not be signed. The service tries again. %s", away.getMessage());
            LOG.debug("The log could not be signed.", away);
        } catch (UnusableFileException damaged) {
            failed();
            LOG.warnf("The log could not be signed. The service tries again. %s", damaged.getMessage());
            LOG.debug("The log could not be signed.", damaged);
        } catch (RuntimeException failed) {
            failed();
            LOG.warn("The log could not be signed. The service tries again.", failed);
        }
    }

    private void failed() {
        if (failingSince == null) {
            failingSince = clock.instant();
        }
    }

    /**
     * Follows the log to its end. If it is not the one that was read before, it begins again with the last state that this
     * instance signed: a database that crashes while it commits may take back what was read of this commit. While that does
     * not help, it does so once in each interval only, since the way from there to the end may be long.
     */
    private Frontier follow() {
        LogCheck known = check;
        if (known != null) {
            try {
                return known.advance();
            } catch (ForeignEntryException changed) {
                if (System.nanoTime() - begunAgain < interval.toNanos()) {
                    throw changed;
                }
                LOG.debug("The log is read again from the last checkpoint on.", changed);
            }
        }
        LogCheck begun = beginCheck();
        check = begun;
        if (known != null) {
            begunAgain = System.nanoTime();
        }
        return begun.advance();
    }

    /** Begins with the last state that this instance signed, unless a later one was accepted. */
    private LogCheck beginCheck() {
        AppendKey accepted = log.appendKey();
        return file.last()
                .filter(signed -> signed.origin().equals(key().verifier().name()))
                .filter(signed -> signed.time().isAfter(accepted.since()))
                .map(signed -> new LogCheck(log, signed.size(), signed.root()))
                .orElseGet(() -> new LogCheck(log, accepted.from(), accepted.root()));
    }

    private void signBy(SigningKey signer) {
        Frontier frontier = follow();
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
        lastSigned = System.nanoTime();
        file.append(note);
        signed.run();
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
        log.append(transaction -> {
            Handle handle = transaction.handle();
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
            }
            return true;
        });
    }
}
