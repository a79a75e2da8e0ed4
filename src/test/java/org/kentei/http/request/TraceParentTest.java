package org.kentei.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of the header traceparent. */
class TraceParentTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE + "-00f067aa0ba902b7-01",
                "00-" + TRACE + "-00f067aa0ba902b7-ff",
                "01-" + TRACE + "-00f067aa0ba902b7-01",
                "cc-" + TRACE + "-00f067aa0ba902b7-01-what-the-future-will-be-like"
            })
    void a_valid_header_names_its_trace(String header) {
        TraceParent parent = TraceParent.of(List.of(header));
        assertThat(parent.traceId()).isEqualTo(TRACE);
        assertThat(parent.spanId()).isEqualTo("00f067aa0ba902b7");
    }

    @Test
    void the_last_bit_says_whether_the_client_records_the_trace() {
        String trace = "00-" + TRACE + "-00f067aa0ba902b7-";
        assertThat(TraceParent.of(List.of(trace + "03")).sampled()).isTrue();
        assertThat(TraceParent.of(List.of(trace + "02")).sampled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-" + TRACE + "-00f067aa0ba902b7",
                "00-" + TRACE + "-00f067aa0ba902b7-01-more",
                "00-" + TRACE + "-00f067aa0ba902b7-1",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-" + TRACE + "-0000000000000000-01",
                "ff-" + TRACE + "-00f067aa0ba902b7-01",
                "00-" + TRACE + "\n-00f067aa0ba902b7-01"
            })
    void any_other_header_is_ignored(String header) {
        assertThat(TraceParent.of(List.of(header))).isNull();
    }

    @Test
    void no_header_or_two_of_them_name_no_trace() {
        String valid = "00-" + TRACE + "-00f067aa0ba902b7-01";
        assertThat(TraceParent.of(List.of())).isNull();
        assertThat(TraceParent.of(List.of(valid, valid))).isNull();
    }
}
