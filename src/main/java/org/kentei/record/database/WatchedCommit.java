package org.kentei.record.database;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;

/** Tells a commit that failed for sure from one of which nobody knows what came of it. */
class WatchedCommit extends LocalTransactionHandler {

    @Override
    public void commit(Handle handle) {
        try {
            super.commit(handle);
        } catch (JdbiException failed) {
            throw DatabaseErrors.isRefusalToCommit(failed) ? failed : new CommitUnknownException(failed);
        }
    }
}
