package org.kentei.http;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.kentei.record.database.PostgreSql;

/** Runs the service on a real PostgreSQL. */
public class OnPostgreSql implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        PostgreSql.TestDatabase database = PostgreSql.freshDatabase();
        return Map.of(
                "kentei.store.url", database.url(),
                "kentei.store.user", database.user(),
                "kentei.store.password", database.password());
    }

    @Override
    public void stop() {
        // the server stops with the JVM
    }
}
