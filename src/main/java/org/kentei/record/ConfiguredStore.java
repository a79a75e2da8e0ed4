package org.kentei.record;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The record of assessments, opened by a command under the service's own settings: system properties, the environment,
 * and {@code config/application.properties} in the working directory.
 */
public final class ConfiguredStore implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final Path SETTINGS = Path.of("config", "application.properties");

    /** Where the service's settings stand among a system's: above those that a program brings along. */
    private static final int ORDINAL_OF_SETTINGS = 260;

    private final Store store;
    private final AssessmentStore assessments;

    private ConfiguredStore(Store store) {
        this.store = store;
        this.assessments = new AssessmentStore(store.jdbi());
    }

    /**
     * Opens the record.
     *
     * @throws StoreUnavailableException if there is none, another process holds its file, or the database refuses
     * @throws IllegalArgumentException if the settings cannot be right
     */
    public static ConfiguredStore open() {
        SmallRyeConfig config = config();
        Path dataFolder = Path.of(config.getOptionalValue("kentei.data", String.class).orElse("data"));
        String url = config.getOptionalValue("kentei.store.url", String.class).orElseGet(() -> file(dataFolder));
        return new ConfiguredStore(Store.open(
                url,
                config.getOptionalValue("kentei.store.user", String.class).orElse(null),
                config.getOptionalValue("kentei.store.password", String.class).orElse(null),
                CONNECTIONS));
    }

    public AssessmentStore assessments() {
        return assessments;
    }

    @Override
    public void close() {
        store.close();
    }

    /** A command that reads must not leave an empty record behind where there was none. */
    private static String file(Path dataFolder) {
        if (!Files.exists(dataFolder.resolve("kentei.mv.db"))) {
            throw new StoreUnavailableException("There is no record of assessments in the folder `" + dataFolder
                    + "`; `kentei.data` or `kentei.store.url` says where it is.", null);
        }
        return Store.fileUrl(dataFolder);
    }

    private static SmallRyeConfig config() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDefaultInterceptors().addDefaultSources();
        if (Files.exists(SETTINGS)) {
            try {
                builder.withSources(new PropertiesConfigSource(SETTINGS.toUri().toURL(), ORDINAL_OF_SETTINGS));
            } catch (IOException unreadable) {
                throw new IllegalArgumentException("The settings in `" + SETTINGS + "` cannot be read.", unreadable);
            }
        }
        return builder.build();
    }
}
