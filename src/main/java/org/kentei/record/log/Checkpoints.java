package org.kentei.record.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.kentei.log.VerifierKey;

/** Reads the checkpoints of the log and the keys that signed them. It never signs: {@link CheckpointSigner} does. */
@ApplicationScoped
public class Checkpoints {

    /** How long a reader waits for a checkpoint at most. The signer signs about once a second while the log grows. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final RecordLog log;
    private final Duration longestWait;

    @Inject
    public Checkpoints(RecordLog log) {
        this(log, LONGEST_WAIT);
    }

    Checkpoints(RecordLog log, Duration longestWait) {
        this.log = log;
        this.longestWait = longestWait;
    }

    /**
     * The newest checkpoint as a note. It covers the entry at an index; an entry that was appended just now is waited for.
     *
     * @throws CheckpointPendingException if no checkpoint covers the entry within {@link #LONGEST_WAIT}
     */
    public String covering(long index) {
        long end = System.nanoTime() + longestWait.toNanos();
        while (true) {
            Optional<String> newest = log.read(handle -> handle.createQuery("select note from checkpoint"
                            + " where tree_size > :above order by tree_size desc, key_id limit 1")
                    .bind("above", index)
                    .mapTo(String.class)
                    .findOne());
            if (newest.isPresent()) {
                return newest.get();
            }
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                throw new CheckpointPendingException();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /**
     * The newest checkpoint as a note.
     *
     * @throws CheckpointPendingException if the log has none within {@link #LONGEST_WAIT}
     */
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
}
