package org.kentei.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kentei.http.problem.ProblemException;

/** What is read of the header Idempotency-Key. */
class IdempotencyKeyTest {

    @Test
    void a_string_in_quotes_is_a_key() {
        assertThat(IdempotencyKey.read(List.of("\"8e03978e\""))).isEqualTo("8e03978e");
        assertThat(IdempotencyKey.read(List.of(" \"a \\\"b\\\" \\\\\" "))).isEqualTo("a \"b\" \\");
        assertThat(IdempotencyKey.read(List.of("\"" + "x".repeat(255) + "\""))).hasSize(255);
    }

    @Test
    void a_request_without_the_header_has_no_key() {
        assertThat(IdempotencyKey.read(List.of())).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8e03978e",
                "\"\"",
                "\"open",
                "open\"",
                "\"a\"b\"",
                "\"a\\b\"",
                "\"a\\\"",
                "\"tab\t\"",
                "\"検定\"",
                "\"a\", \"b\"",
                "'a'",
                "42",
                ":YQ==:"
            })
    void anything_else_is_refused(String header) {
        assertThatThrownBy(() -> IdempotencyKey.read(List.of(header))).isInstanceOf(ProblemException.class);
    }

    @Test
    void a_key_that_is_too_long_or_comes_twice_is_refused() {
        assertThatThrownBy(() -> IdempotencyKey.read(List.of("\"" + "x".repeat(256) + "\"")))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> IdempotencyKey.read(List.of("\"a\"", "\"a\""))).isInstanceOf(ProblemException.class);
    }
}
