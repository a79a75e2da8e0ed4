package org.kentei.record.database;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Commits to the disk, for H2. Of itself H2 hands a commit to the operating system at best, where it outlives a crash
 * of the process but not a loss of power.
 */
final class H2CommitSync extends WatchedCommit {

    @Override
    public void commit(Handle handle) {
        super.commit(handle);
        try {
            handle.execute("checkpoint sync");
        } catch (JdbiException failed) {
            throw new CommitUnknownException(failed);
        }
    }
}
