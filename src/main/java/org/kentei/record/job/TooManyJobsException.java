package org.kentei.record.job;

/** Thrown where a client has as many open jobs as it may have. */
public final class TooManyJobsException extends RuntimeException {

    private final int most;

    TooManyJobsException(int most) {
        super("The client has " + most + " open jobs.");
        this.most = most;
    }

    /** How many jobs of one client may be open. */
    public int most() {
        return most;
    }
}
