package org.kentei.record.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
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
     * The newest checkpoint as a note, with the cosignatures that it has. It covers the entry at an index; an entry that was
     * appended just now is waited for.
     *
     * @throws CheckpointPendingException if no checkpoint covers the entry within {@link #LONGEST_WAIT}
     */
    public String covering(long index) {
        long end = System.nanoTime() + longestWait.toNanos();
        while (true) {
            Optional<String> newest = log.read(handle -> newest(handle, index));
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
     * The newest checkpoint as a note, with the cosignatures that it has.
     *
     * @throws CheckpointPendingException if the log has none within {@link #LONGEST_WAIT}
     */
    public String newest() {
        return covering(-1);
    }

    /** Of several checkpoints with the largest size, the one that most witnesses cosigned. */
    private static Optional<String> newest(Handle handle, long index) {
        return handle.createQuery("select c.tree_size, c.key_id, c.note from checkpoint c where c.tree_size ="
                        + " (select max(tree_size) from checkpoint where tree_size > :above) order by (select count(*)"
                        + " from cosignature o where o.tree_size = c.tree_size and o.key_id = c.key_id) desc, c.key_id"
                        + " limit 1")
                .bind("above", index)
                .map((row, context) -> row.getString(3) + cosignatures(handle, row.getLong(1), row.getString(2)))
                .findOne();
    }

    private static String cosignatures(Handle handle, long size, String keyId) {
        return String.join(
                "",
                handle.createQuery("select line from cosignature where tree_size = :size and key_id = :key"
                                + " order by witness_id")
                        .bind("size", size)
                        .bind("key", keyId)
                        .mapTo(String.class)
                        .list());
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
