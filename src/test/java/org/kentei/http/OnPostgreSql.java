package org.kentei.http;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.kentei.record.database.PostgreSql;
import org.kentei.record.database.Relay;

/** Runs the service on a real PostgreSQL, which a test can let disappear. */
public class OnPostgreSql implements QuarkusTestResourceLifecycleManager {

    /** One start of the service for all classes that run on PostgreSQL. */
    public static final class Profile implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(OnPostgreSql.class));
        }
    }

    private static final AtomicReference<Relay> RELAY = new AtomicReference<>();

    /** What is between the service and its database. */
    static Relay relay() {
        return RELAY.get();
    }

    @Override
    public Map<String, String> start() {
        PostgreSql.TestDatabase database = PostgreSql.freshDatabase();
        RELAY.set(new Relay(database.port()));
        return Map.of(
                "kentei.store.url", database.url(relay().port()),
                "kentei.store.user", database.user(),
                "kentei.store.password", database.password());
    }

    @Override
    public void stop() {
        // the server stops with the JVM
        relay().close();
    }
}
