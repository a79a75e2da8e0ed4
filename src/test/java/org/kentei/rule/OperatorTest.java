package org.kentei.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OperatorTest {

    /** For each operator: whether 4, 5 and 6 compare with 5, and how far the failing ones are from it. */
    @ParameterizedTest
    @CsvSource({
        ">=, false, true, true, 1, 0, 0",
        ">, false, false, true, 2, 1, 0",
        "<=, true, true, false, 0, 0, 1",
        "<, true, false, false, 0, 1, 2",
        "==, false, true, false, 1, 0, 1",
        "!=, true, false, true, 0, 1, 0"
    })
    void each_operator_compares_and_measures_its_distance(
            String sign, boolean below, boolean at, boolean above, long fromBelow, long fromAt, long fromAbove) {
        Operator operator = java.util.Arrays.stream(Operator.values())
                .filter(one -> one.sign().equals(sign))
                .findFirst()
                .orElseThrow();

        assertThat(operator.holds(Long.compare(4, 5))).isEqualTo(below);
        assertThat(operator.holds(Long.compare(5, 5))).isEqualTo(at);
        assertThat(operator.holds(Long.compare(6, 5))).isEqualTo(above);
        if (!below) {
            assertThat(operator.distance(4, 5)).isEqualTo(fromBelow);
        }
        if (!at) {
            assertThat(operator.distance(5, 5)).isEqualTo(fromAt);
        }
        if (!above) {
            assertThat(operator.distance(6, 5)).isEqualTo(fromAbove);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NOT_EQUAL", mode = EnumSource.Mode.EXCLUDE)
    void a_distance_that_does_not_fit_is_refused(Operator operator) {
        assertThatThrownBy(() -> operator.distance(Long.MIN_VALUE, 1)).isInstanceOf(ArithmeticException.class);
    }
}
