package org.kentei.record.database;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the database of the record cannot be reached or cannot do its work now. The message names neither host
 * nor credentials; the cause may. Nothing was stored, unless it is a {@link CommitUnknownException}.
 */
public class StoreUnavailableException extends RuntimeException {

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
