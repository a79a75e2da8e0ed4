package org.kentei.command;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;
import org.kentei.assessment.ConfiguredClock;
import org.kentei.record.audit.OpenRecord;
import org.kentei.record.database.StoreConfig;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.log.AppendKeyFile;

/** The settings as the service has them: system properties, environment, and `config/application.properties`. */
public final class Settings {

    private static final String MASTER_KEY = "kentei.master-key";
    private static final Path FILE = Path.of("config", "application.properties");
    private static final int ORDINAL_OF_FILE = 260;

    private Settings() {}

    static SmallRyeConfig config() {
        return config(StoreConfig.class);
    }

    /** The settings, with these mappings. */
    public static SmallRyeConfig config(Class<?>... mappings) {
        try {
            SmallRyeConfigBuilder builder =
                    new SmallRyeConfigBuilder().addDefaultInterceptors().addDefaultSources();
            for (Class<?> mapping : mappings) {
                builder.withMapping(mapping);
            }
            if (Files.exists(FILE)) {
                builder.withSources(new PropertiesConfigSource(FILE.toUri().toURL(), ORDINAL_OF_FILE));
            }
            return builder.build();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Path dataFolder() {
        return config().getOptionalValue("kentei.data", Path.class).orElse(Path.of("data"));
    }

    /** The clock of the service, in the configured zone. */
    static Clock clock() {
        try {
            return ConfiguredClock.in(config().getOptionalValue(ConfiguredClock.ZONE, String.class));
        } catch (IllegalArgumentException unknown) {
            throw new CommandException(String.valueOf(unknown.getMessage()));
        }
    }

    /** The record that the settings name. It cannot be opened while a service has its file open. */
    static OpenRecord record() {
        return opened(config -> OpenRecord.open(
                config.getConfigMapping(StoreConfig.class),
                dataFolder(),
                config.getOptionalValue(MASTER_KEY, Path.class),
                config.getOptionalValue(AppendKeyFile.SETTING, Path.class)));
    }

    /** Writes the file of the record that the settings name anew, if it has one and no service has it open. */
    static void writeFileAnew() {
        OpenRecord.writeFileAnew(config().getConfigMapping(StoreConfig.class), dataFolder());
    }

    /** The record that the settings name; an empty one if there is none yet. */
    static OpenRecord recordToBegin() {
        return opened(config -> OpenRecord.openOrBegin(
                config.getConfigMapping(StoreConfig.class),
                dataFolder(),
                config.getOptionalValue(MASTER_KEY, Path.class),
                config.getOptionalValue(AppendKeyFile.SETTING, Path.class)));
    }

    /** The record that the settings name, to read it. Nothing is changed. */
    static OpenRecord recordToRead() {
        return opened(config -> OpenRecord.openReadOnly(
                config.getConfigMapping(StoreConfig.class),
                dataFolder(),
                config.getOptionalValue(MASTER_KEY, Path.class),
                config.getOptionalValue(AppendKeyFile.SETTING, Path.class)));
    }

    private static OpenRecord opened(Function<SmallRyeConfig, OpenRecord> opening) {
        try {
            return opening.apply(config());
        } catch (StoreUnavailableException | IllegalArgumentException unavailable) {
            throw new CommandException(String.valueOf(unavailable.getMessage()));
        }
    }
}
