package org.kentei.record.erasure;

import java.time.Instant;

/** Thrown for an assessment whose documents were erased for good. */
public class ErasedException extends RuntimeException {

    private final Instant erasedAt;

    public ErasedException(Instant erasedAt) {
        super("The assessment was erased at " + erasedAt + ".");
        this.erasedAt = erasedAt;
    }

    public Instant erasedAt() {
        return erasedAt;
    }
}
