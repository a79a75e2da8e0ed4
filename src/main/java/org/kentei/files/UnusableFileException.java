package org.kentei.files;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder that Kentei needs and cannot use as it is: missing, open to others, of another record, or not readable. The message
 * names it, and says what to do where something can be done.
 */
public final class UnusableFileException extends RuntimeException {

    public UnusableFileException(String message) {
        this(message, null);
    }

    public UnusableFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What the system refuses, with its reason. */
    public static UnusableFileException refused(String what, IOException refused) {
        return new UnusableFileException(what + ": " + FileFailure.reason(refused), refused);
    }
}
