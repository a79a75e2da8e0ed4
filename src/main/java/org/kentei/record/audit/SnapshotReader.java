package org.kentei.record.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.DatabaseMetaData;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.kentei.log.verify.RecordSnapshot;
import org.kentei.record.database.DatabaseErrors;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.log.AppendKey;

/** Opens the record for going through it, as it is at one moment, whatever is added meanwhile. */
@ApplicationScoped
public class SnapshotReader {

    private static final String POSTGRESQL = "PostgreSQL";

    private final Jdbi jdbi;
    private final CandidateKeys candidates;
    private final Optional<AppendKey> appendKey;

    @Inject
    public SnapshotReader(Jdbi jdbi, CandidateKeys candidates) {
        this(jdbi, candidates, Optional.empty());
    }

    /** @param appendKey checks the seals of the entries; without it, seals are not looked at */
    SnapshotReader(Jdbi jdbi, CandidateKeys candidates, Optional<AppendKey> appendKey) {
        this.jdbi = jdbi;
        this.candidates = candidates;
        this.appendKey = appendKey;
    }

    /** Does the work with the record. */
    public <T> T with(Function<RecordSnapshot, T> work) {
        try {
            return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
                allowPauses(handle);
                return work.apply(new DatabaseSnapshot(handle, candidates, appendKey));
            });
        } catch (JdbiException thrown) {
            throw DatabaseErrors.sort(thrown);
        }
    }

    /**
     * Allows long pauses between two reads, for example to compile a ruleset. Other transactions are ended when they are idle,
     * because they may lock the log. This one only reads.
     */
    private static void allowPauses(Handle handle) {
        if (handle.queryMetadata(DatabaseMetaData::getDatabaseProductName).equals(POSTGRESQL)) {
            handle.execute("set local idle_in_transaction_session_timeout = 0");
        }
    }
}
