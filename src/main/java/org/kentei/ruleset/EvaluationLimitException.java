package org.kentei.ruleset;

/** Thrown when an evaluation goes over its limit; there is no verdict then. */
public class EvaluationLimitException extends RuntimeException {

    EvaluationLimitException(String message) {
        super(message);
    }
}
