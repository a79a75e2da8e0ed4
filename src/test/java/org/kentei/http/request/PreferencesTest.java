package org.kentei.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of the header Prefer. */
class PreferencesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return=minimal",
                "Return=minimal",
                "return = minimal",
                "return=\"minimal\"",
                "respond-async, return=minimal",
                "wait=10, foo=\"a, return=representation\"; bar, return=minimal; x=y",
                ", ,return=minimal,",
                "return=minimal, return=representation"
            })
    void asks_for_a_short_answer(String header) {
        assertThat(Preferences.returnMinimal(List.of(header))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "return",
                "return=representation",
                "return=representation, return=minimal",
                "return=MINIMAL",
                "foo=\"return=minimal\"",
                "foo; return=minimal",
                "a b, return=minimal",
                "return=\"minimal"
            })
    void asks_for_no_short_answer(String header) {
        assertThat(Preferences.returnMinimal(List.of(header))).isFalse();
    }

    @Test
    void several_headers_are_read_in_their_order() {
        assertThat(Preferences.returnMinimal(List.of("wait=1", "return=minimal")))
                .isTrue();
        assertThat(Preferences.returnMinimal(List.of("return=representation", "return=minimal")))
                .isFalse();
    }

    @Test
    void a_long_header_is_read_at_once() {
        assertThat(Preferences.returnMinimal(List.of("a=\"\\\\".repeat(2000)))).isFalse();
        assertThat(Preferences.returnMinimal(List.of(" ;".repeat(4000)))).isFalse();
    }
}
