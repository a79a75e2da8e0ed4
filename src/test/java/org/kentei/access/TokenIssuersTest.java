package org.kentei.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the settings of issuers may be. Tokens are tried against a running service. */
class TokenIssuersTest {

    private static final String CORP = "kentei.issuers.corp.";

    @Test
    void without_settings_there_is_no_issuer() {
        assertThat(issuers(Map.of()).configured()).isFalse();
        assertThatThrownBy(() -> issuers(Map.of()).check("e30.e30.e30"))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("no issuer");
    }

    @Test
    void keys_come_over_an_encrypted_connection_or_from_this_machine() {
        assertThat(issuers(corp("https://issuer.example/keys")).configured()).isTrue();
        assertThat(issuers(corp("http://127.0.0.1:8180/keys")).configured()).isTrue();
        for (String refused : new String[] {"http://192.0.2.1/keys", "ftp://127.0.0.1/keys", "no-such-file.json"}) {
            assertThatThrownBy(() -> issuers(corp(refused)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(refused.contains("://") ? CORP + "keys" : refused);
        }
    }

    @Test
    void a_mapping_to_an_unknown_role_is_refused() {
        assertThatThrownBy(() -> issuers(Map.of(
                        CORP + "issuer", "https://issuer.example",
                        CORP + "audience", "kentei",
                        CORP + "keys", "https://issuer.example/keys",
                        CORP + "roles.clerks", "assess,admin")))
                .hasMessageContaining("There is no role `admin`");
    }

    private static Map<String, String> corp(String keys) {
        return Map.of(CORP + "issuer", "https://issuer.example", CORP + "audience", "kentei", CORP + "keys", keys);
    }

    private static TokenIssuers issuers(Map<String, String> settings) {
        IssuersConfig config = new SmallRyeConfigBuilder()
                .withMapping(IssuersConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(IssuersConfig.class);
        return new TokenIssuers(config, Clock.systemUTC());
    }
}
