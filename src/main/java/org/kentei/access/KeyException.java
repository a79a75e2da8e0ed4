package org.kentei.access;

/** Thrown where an API key cannot be added, rotated or revoked as asked. The message says why, and is for the user. */
public class KeyException extends RuntimeException {

    /** What is wrong. */
    public enum Reason {
        /** The request is wrong. */
        INVALID,
        /** There is no key with this id. */
        UNKNOWN
    }

    private final Reason reason;
    private final String message;

    KeyException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    public Reason reason() {
        return reason;
    }
}
