package org.kentei.record.log;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.kentei.hash.Hash;
import org.kentei.log.Frontier;
import org.kentei.log.LogEntry;
import org.kentei.record.database.BatchInsert;
import org.kentei.record.database.DatabaseErrors;
import org.kentei.record.database.StoreUnavailableException;

/**
 * Appends to the log within a database transaction. It locks the state of the log first. So the transactions of all
 * instances run one after the other, and the log has no gaps.
 */
public final class LogTransaction {

    private final Handle handle;
    private final AppendKey key;
    private final String logId;
    private final byte[] lookupKey;
    private final Frontier frontier;
    private final List<AppendedEntry> appended = new ArrayList<>();

    private record AppendedEntry(long index, String entry, byte[] hashes, byte[] seal) {}

    private LogTransaction(Handle handle, AppendKey key, String logId, byte[] lookupKey, Frontier frontier) {
        this.handle = handle;
        this.key = key;
        this.logId = logId;
        this.lookupKey = lookupKey;
        this.frontier = frontier;
    }

    /** Locks the log until the transaction ends. {@link RecordLog#append} does so for all who append. */
    static LogTransaction begin(Handle handle, AppendKey key) {
        return handle.createQuery(
                        "select log_id, size, frontier, lookup_key from log_state where only_row = 1 for update")
                .map((row, context) -> new LogTransaction(
                        handle,
                        key,
                        row.getString("log_id"),
                        row.getBytes("lookup_key"),
                        Frontier.of(row.getLong("size"), row.getBytes("frontier"))))
                .one();
    }

    /** Locks the log until the transaction ends, without appending to it. */
    static void lock(Handle handle) {
        handle.createQuery("select size from log_state where only_row = 1 for update")
                .mapTo(Long.class)
                .one();
    }

    /** The connection, for whatever else the transaction writes. */
    public Handle handle() {
        return handle;
    }

    String logId() {
        return logId;
    }

    public byte[] lookupKey() {
        return lookupKey;
    }

    /** How many entries the log has, with those appended. */
    public long size() {
        return frontier.size();
    }

    /** Appends an entry and returns its index. */
    public long append(LogEntry entry) {
        long index = frontier.size();
        String canonical = entry.canonical(index);
        List<Hash> completed = frontier.append(LogEntry.leaf(canonical));
        appended.add(new AppendedEntry(index, canonical, Frontier.bytes(completed), key.seal(logId, canonical)));
        return index;
    }

    /**
     * Writes what was appended; to be called last.
     *
     * @throws StoreUnavailableException if an entry is there already, which only somebody else can have written
     */
    void write() {
        if (appended.isEmpty()) {
            return;
        }
        BatchInsert entries = new BatchInsert(
                "insert into log_entry (entry_index, entry, hashes, seal) values (:index, :entry, :hashes, :seal)");
        appended.forEach(one -> entries.add(row -> row.bind("index", one.index())
                .bind("entry", one.entry())
                .bind("hashes", one.hashes())
                .bind("seal", one.seal())));
        try {
            entries.execute(handle);
        } catch (JdbiException refused) {
            if (!DatabaseErrors.isTaken(refused)) {
                throw refused;
            }
            throw new StoreUnavailableException(
                    "Nothing can be stored, because the log has an entry behind its end, from "
                            + appended.get(0).index() + " on, that no service appended. `kentei verify` names it.",
                    refused);
        }
        handle.createUpdate("update log_state set size = :size, frontier = :frontier where only_row = 1")
                .bind("size", frontier.size())
                .bind("frontier", frontier.bytes())
                .execute();
    }
}
