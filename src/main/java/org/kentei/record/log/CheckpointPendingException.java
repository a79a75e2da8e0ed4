package org.kentei.record.log;

/** Thrown when no checkpoint covers an entry yet. The signer signs one soon, unless it reports an error. */
public final class CheckpointPendingException extends RuntimeException {

    CheckpointPendingException() {
        super("No checkpoint covers the entry yet.");
    }
}
