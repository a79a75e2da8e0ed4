package org.kentei.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.kentei.log.Evidence;

/** Opens the record for going through it, as it is at one moment, whatever is added meanwhile. */
@ApplicationScoped
public class Auditing {

    private final Jdbi jdbi;
    private final Candidates candidates;

    public Auditing(Jdbi jdbi, Candidates candidates) {
        this.jdbi = jdbi;
        this.candidates = candidates;
    }

    /** Does the work with the record. */
    public <T> T with(Function<Evidence, T> work) {
        try {
            return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ,
                    handle -> work.apply(new StoredEvidence(handle, candidates)));
        } catch (JdbiException thrown) {
            throw StoreFailures.sort(thrown);
        }
    }
}
