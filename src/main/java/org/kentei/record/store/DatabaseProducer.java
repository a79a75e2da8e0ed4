package org.kentei.record.store;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.kentei.files.PrivateFiles;
import org.kentei.record.database.Database;
import org.kentei.record.database.StoreConfig;
import org.kentei.record.log.RecordLog;

/** Opens the database when the service starts, so that a wrong setting shows then and not at the first assessment. */
@ApplicationScoped
public class DatabaseProducer {

    private final Database store;

    public DatabaseProducer(
            StoreConfig config, @ConfigProperty(name = "kentei.data", defaultValue = "data") Path dataFolder) {
        PrivateFiles.closeToOthers(dataFolder);
        store = Database.open(
                config.url().orElseGet(() -> Database.fileUrl(dataFolder)),
                config.user().orElse(null),
                config.password().orElse(null),
                config.poolSize());
        RecordLog.makeIfMissing(store.jdbi());
    }

    void openAtStart(@Observes StartupEvent start) {}

    @Produces
    @Singleton
    Jdbi jdbi() {
        return store.jdbi();
    }

    @PreDestroy
    void close() {
        store.close();
    }
}
