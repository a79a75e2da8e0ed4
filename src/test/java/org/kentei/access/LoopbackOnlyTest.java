package org.kentei.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses only this machine reaches. */
class LoopbackOnlyTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1"})
    void an_address_of_loopback_needs_no_key(String host) {
        assertThat(LoopbackOnly.reachableBy(host, List.of())).isNull();
    }

    @Test
    void a_host_name_reachable_by_others_needs_a_key_too() {
        assertThat(LoopbackOnly.reachableBy("127.0.0.1", List.of("kentei.example")))
                .isEqualTo("`kentei.hosts` is `kentei.example`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "", "192.0.2.1", "no-such-host.invalid"})
    void every_other_address_needs_one(String host) {
        assertThat(LoopbackOnly.reachableBy(host, List.of())).contains("`quarkus.http.host` is `" + host + "`");
    }
}
