package org.kentei.record.job;

/** Thrown where a job is no longer as whoever works on it knew it: nothing was written. */
public final class JobGoneException extends RuntimeException {

    JobGoneException() {
        super("The job, or the part of it that was claimed, has changed meanwhile.");
    }
}
