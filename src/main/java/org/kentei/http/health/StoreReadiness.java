package org.kentei.http.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.store.AssessmentStore;

/** Ready while the database answers. The response does not tell its address. */
@ApplicationScoped
@Readiness
public class StoreReadiness implements HealthCheck {

    private final AssessmentStore store;

    public StoreReadiness(AssessmentStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            store.check();
            return HealthCheckResponse.up("store");
        } catch (StoreUnavailableException unavailable) {
            return HealthCheckResponse.down("store");
        }
    }
}
