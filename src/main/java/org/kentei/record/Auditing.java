package org.kentei.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.DatabaseMetaData;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.kentei.log.Evidence;

/** Opens the record for going through it, as it is at one moment, whatever is added meanwhile. */
@ApplicationScoped
public class Auditing {

    private static final String POSTGRESQL = "PostgreSQL";

    private final Jdbi jdbi;
    private final Candidates candidates;

    public Auditing(Jdbi jdbi, Candidates candidates) {
        this.jdbi = jdbi;
        this.candidates = candidates;
    }

    /** Does the work with the record. */
    public <T> T with(Function<Evidence, T> work) {
        try {
            return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
                allowPauses(handle);
                return work.apply(new StoredEvidence(handle, candidates));
            });
        } catch (JdbiException thrown) {
            throw StoreFailures.sort(thrown);
        }
    }

    /**
     * Lets the work take its time between two reads, such as to compile a ruleset. A server is told to end transactions that
     * idle, but that is for those who keep others from the log, and this one only reads.
     */
    private static void allowPauses(Handle handle) {
        if (handle.queryMetadata(DatabaseMetaData::getDatabaseProductName).equals(POSTGRESQL)) {
            handle.execute("set local idle_in_transaction_session_timeout = 0");
        }
    }
}
