package org.kentei.record.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreConfigTest {

    @Test
    void without_settings_there_is_no_url_and_a_pool_of_sixteen() {
        StoreConfig config = read(Map.of());

        assertThat(config.url()).isEmpty();
        assertThat(config.user()).isEmpty();
        assertThat(config.password()).isEmpty();
        assertThat(config.poolSize()).isEqualTo(16);
    }

    @Test
    void settings_are_read_and_those_of_other_parts_are_ignored() {
        StoreConfig config = read(Map.of(
                "kentei.store.url", "jdbc:postgresql:kentei",
                "kentei.store.user", "user",
                "kentei.store.password", "password",
                "kentei.store.pool-size", "4",
                "kentei.data", "elsewhere",
                "kentei.rules", "rules"));

        assertThat(config.url()).contains("jdbc:postgresql:kentei");
        assertThat(config.user()).contains("user");
        assertThat(config.password()).contains("password");
        assertThat(config.poolSize()).isEqualTo(4);
    }

    private static StoreConfig read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(StoreConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(StoreConfig.class);
    }
}
