package org.kentei.assessment;

/** Thrown while no ruleset is active yet; the same request will be answered some seconds later. */
public class NotReadyException extends RuntimeException {

    NotReadyException() {
        super("The rules are still being checked.");
    }
}
