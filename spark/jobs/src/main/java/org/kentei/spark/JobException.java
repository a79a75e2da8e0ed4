package org.kentei.spark;

/** A job cannot be done as it was asked for; the message says why. */
final class JobException extends RuntimeException {

    JobException(String message) {
        super(message);
    }
}
