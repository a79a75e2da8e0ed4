package org.kentei.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many requests a client may send. */
class RequestRateTest {

    private static final long SECOND = 1_000_000_000;
    private static final long BEGIN = 5 * SECOND;

    private record Limits(Duration bodyTimeout, int queue, int perSecond) implements RequestConfig {}

    private static RequestRate rate(int perSecond) {
        return new RequestRate(new Limits(Duration.ofSeconds(1), 1, perSecond), new ProblemWriter(new ObjectMapper()));
    }

    @Test
    void a_client_may_send_the_requests_of_a_second_at_once_and_then_as_many_as_the_rate_allows() {
        RequestRate rate = rate(10);
        assertThat(allowed(rate, "a", BEGIN, 50)).isEqualTo(10);
        assertThat(allowed(rate, "a", BEGIN + SECOND / 20, 50)).isZero();
        assertThat(allowed(rate, "a", BEGIN + SECOND / 10, 50)).isEqualTo(1);
        assertThat(allowed(rate, "a", BEGIN + SECOND / 2, 50)).isEqualTo(4);
        assertThat(allowed(rate, "a", BEGIN + SECOND * 9 / 2, 50)).isEqualTo(10);
    }

    @Test
    void a_counter_of_nanoseconds_that_overflows_changes_nothing() {
        RequestRate rate = rate(10);
        long shortBefore = Long.MAX_VALUE - SECOND / 10;
        assertThat(allowed(rate, "a", shortBefore, 50)).isEqualTo(10);
        assertThat(allowed(rate, "a", shortBefore, 50)).isZero();
        assertThat(allowed(rate, "a", Long.MIN_VALUE + SECOND * 9 / 10, 50)).isEqualTo(10);
    }

    @Test
    void clients_are_counted_apart() {
        RequestRate rate = rate(1);
        assertThat(rate.allows("a", BEGIN)).isTrue();
        assertThat(rate.allows("a", BEGIN)).isFalse();
        assertThat(rate.allows("b", BEGIN)).isTrue();
    }

    private static int allowed(RequestRate rate, String client, long now, int sent) {
        int allowed = 0;
        for (int count = 0; count < sent; count++) {
            allowed += rate.allows(client, now) ? 1 : 0;
        }
        return allowed;
    }
}
