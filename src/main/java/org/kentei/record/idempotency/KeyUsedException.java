package org.kentei.record.idempotency;

/** Thrown when an assessment is to be stored under a key that another one has: nothing was stored. */
public final class KeyUsedException extends RuntimeException {

    KeyUsedException() {
        super("There is an assessment under this idempotency key already.");
    }
}
