package org.kentei.record.database;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;

/** Distinguishes a commit that failed from a commit whose result is not known. */
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
