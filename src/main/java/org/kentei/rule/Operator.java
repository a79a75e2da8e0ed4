package org.kentei.rule;

/** How a condition compares two numbers or two codes. */
public enum Operator {
    AT_LEAST(">="),
    MORE_THAN(">"),
    AT_MOST("<="),
    LESS_THAN("<"),
    EQUAL("=="),
    NOT_EQUAL("!=");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    /** The operator as DRL writes it. */
    public String sign() {
        return sign;
    }

    /** Whether the comparison holds, given the result of {@code compareTo} for its left and right side. */
    public boolean holds(int comparison) {
        return switch (this) {
            case AT_LEAST -> comparison >= 0;
            case MORE_THAN -> comparison > 0;
            case AT_MOST -> comparison <= 0;
            case LESS_THAN -> comparison < 0;
            case EQUAL -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
        };
    }

    /**
     * How far a whole number is from satisfying the comparison. Call it only if the comparison does not hold.
     *
     * @throws ArithmeticException when the distance does not fit a long
     */
    long distance(long actual, long required) {
        return switch (this) {
            case MORE_THAN, LESS_THAN -> Math.addExact(apart(actual, required), 1);
            case AT_LEAST, AT_MOST, EQUAL -> apart(actual, required);
            case NOT_EQUAL -> 1;
        };
    }

    private static long apart(long actual, long required) {
        return Math.absExact(Math.subtractExact(actual, required));
    }
}
