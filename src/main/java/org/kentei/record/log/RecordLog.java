package org.kentei.record.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;
import org.kentei.log.Frontier;
import org.kentei.log.MerkleTree;
import org.kentei.log.MerkleTree.Node;
import org.kentei.log.MerkleTree.Span;
import org.kentei.log.verify.RecordSnapshot.StoredEntry;
import org.kentei.record.database.CommitUnknownException;
import org.kentei.record.database.DatabaseErrors;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.encryption.Encryption;

/** Reads the log and appends to it. Throws {@link StoreUnavailableException} while the database is not available. */
@ApplicationScoped
public class RecordLog {

    /** The largest number of entries that one call returns. */
    public static final int MOST_ENTRIES = 1000;

    private static final Logger LOG = Logger.getLogger(RecordLog.class);

    private static final Duration TIME_TO_SETTLE = Duration.ofSeconds(5);
    private static final Duration PAUSE_TO_SETTLE = Duration.ofMillis(250);

    private final Jdbi jdbi;
    private final Function<RecordLog, AppendKey> keys;
    private @Nullable AppendKey appendKey;
    private volatile @Nullable Long appendRefusedAt;
    private volatile Runnable grown = () -> {};

    /** The largest size of the log whose commit this instance was told of. */
    private final AtomicLong acknowledged = new AtomicLong();

    private final AtomicLong lost = new AtomicLong();

    @Inject
    public RecordLog(Jdbi jdbi, AppendKeyFile file) {
        this(jdbi, file::loadOrMake);
    }

    private RecordLog(Jdbi jdbi, Function<RecordLog, AppendKey> keys) {
        this.jdbi = jdbi;
        this.keys = keys;
    }

    /** The log of a database, which it seals with a key that is stored nowhere. It makes an empty log if there is none. */
    public static RecordLog begin(Jdbi jdbi) {
        makeIfMissing(jdbi);
        AppendKey key = AppendKey.generate(new Frontier(), Instant.EPOCH);
        return new RecordLog(jdbi, log -> key);
    }

    /** Makes an empty log if there is none yet. */
    public static void makeIfMissing(Jdbi jdbi) {
        boolean begun = jdbi.withHandle(handle -> handle.createQuery("select count(*) from log_state")
                        .mapTo(Long.class)
                        .one())
                > 0;
        if (begun) {
            return;
        }
        try {
            jdbi.useTransaction(handle -> handle.createUpdate("insert into log_state (only_row, log_id, size, frontier,"
                            + " lookup_key) values (1, :logId, 0, :frontier, :lookupKey)")
                    .bind("logId", HexFormat.of().formatHex(Encryption.random(8)))
                    .bind("frontier", new byte[0])
                    .bind("lookupKey", Encryption.random(Encryption.KEY_BYTES))
                    .execute());
        } catch (JdbiException alreadyBegun) {
            // another instance was faster; a database that fails will say so at the next statement
        }
    }

    /** The key that seals the entries. Only who appends or signs needs it. */
    synchronized AppendKey appendKey() {
        AppendKey key = appendKey;
        if (key == null) {
            key = keys.apply(this);
            appendKey = key;
        }
        return key;
    }

    /** Whether an entry has a seal. */
    boolean hasSeals() {
        return read(handle -> handle.createQuery(
                        "select entry_index from log_entry where seal is not null order by entry_index desc limit 1")
                .mapTo(Long.class)
                .findOne()
                .isPresent());
    }

    /** The log's own random id. */
    public String id() {
        return read(handle -> handle.createQuery("select log_id from log_state")
                .mapTo(String.class)
                .one());
    }

    /** The secret of this record, under which things are found whose names it does not keep in clear. */
    public byte[] lookupKey() {
        return read(handle -> handle.createQuery("select lookup_key from log_state")
                .mapTo(byte[].class)
                .one());
    }

    /** The state of the log: its size, and the hashes from which its root follows. */
    public Frontier frontier() {
        return read(handle -> handle.createQuery("select size, frontier from log_state")
                .map((row, context) -> Frontier.of(row.getLong("size"), row.getBytes("frontier")))
                .one());
    }

    /**
     * Entries in the order of their indexes.
     *
     * @param start the index of the first one
     * @param most how many at most
     */
    public List<StoredEntry> entries(long start, int most) {
        return read(handle -> handle.createQuery("select entry_index, entry, hashes, seal from log_entry"
                        + " where entry_index >= :start order by entry_index limit :most")
                .bind("start", start)
                .bind("most", most)
                .map((row, context) ->
                        new StoredEntry(row.getLong(1), row.getString(2), row.getBytes(3), row.getBytes(4)))
                .list());
    }

    /** The index of an assessment's entry; empty if there is no such assessment. */
    public Optional<Long> indexOf(UUID assessmentId) {
        return read(handle -> indexOf(handle, assessmentId));
    }

    public static Optional<Long> indexOf(Handle handle, UUID assessmentId) {
        return handle.createQuery("select position from assessment where assessment_id = :id")
                .bindBySqlType("id", assessmentId, java.sql.Types.OTHER)
                .mapTo(Long.class)
                .findOne();
    }

    /** The hashes that prove that a tree of that size contains the entry. */
    public List<Hash> inclusion(long index, long size) {
        return hashes(MerkleTree.inclusion(index, size));
    }

    /** The hashes that prove that a tree grew from a smaller one. */
    public List<Hash> consistency(long from, long to) {
        return hashes(MerkleTree.consistency(from, to));
    }

    /** The state that the log had at a size. */
    Frontier frontierAt(long size) {
        List<Span> peaks = new Span(0, size)
                .nodes().stream()
                        .map(node -> new Span(node.position() << node.level(), node.position() + 1 << node.level()))
                        .toList();
        return Frontier.of(size, Frontier.bytes(hashes(peaks)));
    }

    private List<Hash> hashes(List<Span> spans) {
        List<Node> nodes = spans.stream().flatMap(span -> span.nodes().stream()).toList();
        if (nodes.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Hash>> kept = new HashMap<>();
        read(handle -> {
            handle.createQuery("select entry_index, hashes from log_entry where entry_index in (<indexes>)")
                    .bindList(
                            "indexes",
                            nodes.stream().map(Node::completedBy).distinct().toList())
                    .map((row, context) -> kept.put(row.getLong(1), Frontier.hashes(row.getBytes(2))))
                    .list();
            return true;
        });
        return spans.stream().map(span -> span.hash(node -> hash(kept, node))).collect(Collectors.toList());
    }

    private static Hash hash(Map<Long, List<Hash>> kept, Node node) {
        List<Hash> hashes = kept.getOrDefault(node.completedBy(), List.of());
        if (hashes.size() <= node.level()) {
            throw new ForeignEntryException(node.completedBy(), "it is missing, or its hashes are");
        }
        return hashes.get(node.level());
    }

    /**
     * Appends to the log. The transaction holds the lock of the log, and writes the new entries together with whatever
     * the work writes over {@link LogTransaction#handle()}. When this returns, both are committed.
     *
     * @throws CommitUnknownException if the connection broke during the commit
     */
    public <T> T append(Function<LogTransaction, T> work) {
        try {
            Appended<T> appended = write(handle -> {
                LogTransaction transaction = LogTransaction.begin(handle, appendKey());
                noticeLoss(transaction.size());
                T result = work.apply(transaction);
                transaction.write();
                return new Appended<>(result, transaction.size());
            });
            acknowledged.accumulateAndGet(appended.size(), Math::max);
            appendRefusedAt = null;
            return appended.result();
        } catch (StoreUnavailableException refused) {
            appendRefusedAt = System.nanoTime();
            throw refused;
        } finally {
            // after a failure too: the commit may have been done although its answer was lost
            grown.run();
        }
    }

    private record Appended<T>(T result, long size) {}

    /** A database may go back to an earlier state, such as a standby that was behind when it took over. */
    private void noticeLoss(long size) {
        long known = acknowledged.get();
        if (size < known && acknowledged.compareAndSet(known, size)) {
            lost.addAndGet(known - size);
            LOG.errorf(
                    "The database has lost entries %d to %d of the log, which were acknowledged. It went back to an earlier"
                            + " state.",
                    size, known - 1);
        }
    }

    /** How many entries the database has lost since this instance began, although they were acknowledged. */
    long lostEntries() {
        return lost.get();
    }

    /**
     * Whether the database refused the newest attempt to append, such as when its disk is full, and that attempt is not long
     * ago. Reading says nothing about this.
     */
    public boolean refusedLately(Duration lately) {
        Long at = appendRefusedAt;
        return at != null && System.nanoTime() - at < lately.toNanos();
    }

    /** Sets what is called each time the log may have grown. It runs in the thread that appended, so it must return at once. */
    void onGrowth(Runnable listener) {
        grown = listener;
    }

    public <T> T read(HandleCallback<T, RuntimeException> work) {
        try {
            return jdbi.withHandle(work);
        } catch (JdbiException thrown) {
            throw DatabaseErrors.sort(thrown);
        }
    }

    public <T> T write(HandleCallback<T, RuntimeException> work) {
        return read(handle -> handle.inTransaction(work));
    }

    /**
     * Finds out whether a transaction that had locked the log was committed. It takes the lock again: once it has it, that
     * transaction has ended. Before, a row that is missing may still be committed.
     *
     * @param committed looks for something that the transaction wrote
     * @throws CommitUnknownException if the database does not answer in time
     */
    public boolean settle(HandleCallback<Boolean, RuntimeException> committed, CommitUnknownException unknown) {
        long end = System.nanoTime() + TIME_TO_SETTLE.toNanos();
        while (true) {
            try {
                return write(handle -> {
                    LogTransaction.lock(handle);
                    return committed.withHandle(handle);
                });
            } catch (StoreUnavailableException stillAway) {
                unknown.addSuppressed(stillAway);
                if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                    throw unknown;
                }
                LockSupport.parkNanos(PAUSE_TO_SETTLE.toNanos());
            }
        }
    }
}
