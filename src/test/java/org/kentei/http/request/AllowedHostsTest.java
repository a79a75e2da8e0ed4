package org.kentei.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under which names the service may be asked. */
class AllowedHostsTest {

    private final AllowedHosts loopback = new AllowedHosts(Optional.empty());
    private final AllowedHosts configured =
            new AllowedHosts(Optional.of(List.of("Kentei.example", " 10.0.0.5", "[fd00::5]")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8080",
                "127.0.0.1",
                "127.0.0.1:1",
                "127.255.0.9:8080",
                "[::1]",
                "[::1]:80"
            })
    void names_of_the_loopback_interface_are_allowed_with_any_port(String host) {
        assertThat(loopback.allows(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kentei.example",
                "localhost.example",
                "localhost.",
                "127.0.0.1.example",
                "127.0.0.256",
                "127.1",
                "0.0.0.0",
                "[::]",
                "[::ffff:127.0.0.1]",
                "::1",
                "2130706433",
                "localhost:99999",
                "localhost:x",
                "localhost@example",
                "localhost,example",
                "a b"
            })
    void every_other_name_is_refused(String host) {
        assertThat(loopback.allows(host)).isFalse();
    }

    @Test
    void configured_names_are_allowed_too() {
        assertThat(List.of("kentei.example", "KENTEI.example:443", "10.0.0.5:8080", "[fd00::5]", "localhost"))
                .allMatch(configured::allows);
        assertThat(List.of("example", "a.kentei.example", "10.0.0.50")).noneMatch(configured::allows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kentei.example:8080", "http://kentei.example", "a b", "*"})
    void an_invalid_host_name_cannot_be_configured(String host) {
        assertThatThrownBy(() -> new AllowedHosts(Optional.of(List.of(host))))
                .hasMessageContaining("kentei.hosts")
                .hasMessageContaining(host);
    }

    @Test
    void an_origin_is_own_where_it_is_the_host_asked_or_a_configured_one() {
        assertThat(loopback.isOwn("http://localhost:8080", "localhost:8080")).isTrue();
        assertThat(loopback.isOwn("http://localhost:3000", "localhost:8080")).isFalse();
        assertThat(loopback.isOwn("null", "localhost:8080")).isFalse();
        assertThat(loopback.isOwn("ftp://localhost", "localhost")).isFalse();
        assertThat(configured.isOwn("https://kentei.example", "127.0.0.1:8080")).isTrue();
        assertThat(configured.isOwn("https://other.example", "127.0.0.1:8080")).isFalse();
    }
}
