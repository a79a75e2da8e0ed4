package org.kentei.record;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/** Opens the database when the service starts, so that a wrong setting shows then and not at the first assessment. */
@ApplicationScoped
public class StoreProducer {

    private final Store store;

    public StoreProducer(
            StoreConfig config, @ConfigProperty(name = "kentei.data", defaultValue = "data") Path dataFolder) {
        PrivateFiles.closeToOthers(dataFolder);
        store = Store.open(
                config.url().orElseGet(() -> Store.fileUrl(dataFolder)),
                config.user().orElse(null),
                config.password().orElse(null),
                config.poolSize());
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
