package org.kentei.ruleset;

/** Thrown when an evaluation exceeds its limit; there is no verdict. */
public class EvaluationLimitException extends RuntimeException {

    EvaluationLimitException(String message) {
        super(message);
    }
}
