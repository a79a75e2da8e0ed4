package org.kentei.record.log;

import java.util.Arrays;
import java.util.List;
import org.kentei.hash.Hash;
import org.kentei.log.Frontier;
import org.kentei.log.LogEntry;
import org.kentei.log.verify.RecordSnapshot.StoredEntry;

/**
 * Follows the log before it is signed. It begins with a state that this instance signed or accepted, and computes the tree
 * from there by the entries alone. Each entry must have its seal. So a new checkpoint covers no entry that somebody else put
 * into the database, and takes back nothing that was signed. Not for several threads at once.
 */
final class LogCheck {

    private static final int AT_ONCE = 1000;

    private final RecordLog log;
    private final Frontier checked;

    /**
     * Begins with a known state.
     *
     * @throws ForeignEntryException if the log is not in this state any more at that size
     */
    LogCheck(RecordLog log, long size, Hash root) {
        this.log = log;
        long now = log.frontier().size();
        if (now < size) {
            throw cutOff(now, size);
        }
        this.checked = log.frontierAt(size);
        if (!checked.root().equals(root)) {
            throw new ForeignEntryException(
                    size - 1, "the log's first " + size + " entries are not those that were signed");
        }
    }

    /**
     * Continues to the end of the log, and returns the state to sign.
     *
     * @throws ForeignEntryException at the first entry that is missing, or that no instance with the append key appended
     */
    Frontier advance() {
        Frontier state = log.frontier();
        if (state.size() < checked.size()) {
            throw cutOff(state.size(), checked.size());
        }
        String logId = log.id();
        while (checked.size() < state.size()) {
            int most = (int) Math.min(AT_ONCE, state.size() - checked.size());
            List<StoredEntry> entries = log.entries(checked.size(), most);
            if (entries.isEmpty()) {
                throw missing(checked.size());
            }
            entries.forEach(entry -> append(logId, entry));
        }
        if (!Arrays.equals(state.bytes(), checked.bytes())) {
            throw new ForeignEntryException(
                    Math.max(0, checked.size() - 1),
                    "the stored state of the log is not that of its entries up to here");
        }
        return checked.copy();
    }

    private void append(String logId, StoredEntry entry) {
        if (entry.index() != checked.size()) {
            throw missing(checked.size());
        }
        if (!log.appendKey().accepts(logId, entry)) {
            throw new ForeignEntryException(entry.index(), "no service that has this append key appended it");
        }
        checked.append(LogEntry.leaf(entry.entry()));
    }

    private static ForeignEntryException missing(long index) {
        return new ForeignEntryException(index, "it is missing, although the log is longer");
    }

    private static ForeignEntryException cutOff(long size, long signed) {
        return new ForeignEntryException(size, "it is missing, although the first " + signed + " entries were signed");
    }
}
