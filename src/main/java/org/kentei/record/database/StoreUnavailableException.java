package org.kentei.record.database;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the database of the record cannot be reached or cannot do its work now. The message names neither host
 * nor credentials; the cause may. Nothing was stored, unless it is a {@link CommitUnknownException}.
 */
public class StoreUnavailableException extends RuntimeException {

    private final boolean reasonKnown;

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        this(message, cause, true);
    }

    StoreUnavailableException(String message, @Nullable Throwable cause, boolean reasonKnown) {
        super(message, cause);
        this.reasonKnown = reasonKnown;
    }

    /** Whether the message says what is wrong with the database; otherwise only the cause does. */
    public boolean isReasonKnown() {
        return reasonKnown;
    }
}
