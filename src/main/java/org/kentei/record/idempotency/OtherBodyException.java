package org.kentei.record.idempotency;

/** Thrown for a request whose idempotency key was used with another body. */
public final class OtherBodyException extends RuntimeException {

    OtherBodyException() {
        super("The idempotency key was used with another body.");
    }
}
