package org.kentei.record.database;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the connection broke while a transaction was being committed, and the database cannot be asked whether it
 * was: the work may be stored, or not.
 */
public final class CommitUnknownException extends StoreUnavailableException {

    private final @Nullable UUID assessmentId;

    CommitUnknownException(Throwable cause) {
        this(null, cause);
    }

    public CommitUnknownException(@Nullable UUID assessmentId, Throwable cause) {
        super("The database did not say whether it committed the work.", cause);
        this.assessmentId = assessmentId;
    }

    /** The id that the assessment has if it is stored; null if the work was not an assessment. */
    public @Nullable UUID assessmentId() {
        return assessmentId;
    }
}
