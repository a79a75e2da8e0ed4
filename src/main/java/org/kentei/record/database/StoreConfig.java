package org.kentei.record.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The database with the record of assessments. Without a URL it is an H2 file in the data folder. */
@ConfigMapping(prefix = "kentei.store")
public interface StoreConfig {

    /** A JDBC URL of PostgreSQL ({@code jdbc:postgresql:}) or H2 ({@code jdbc:h2:}). */
    Optional<String> url();

    Optional<String> user();

    Optional<String> password();

    /** How many connections there are at most. */
    @WithDefault("16")
    int poolSize();
}
