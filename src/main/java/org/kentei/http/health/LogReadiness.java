package org.kentei.http.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.kentei.record.log.CheckpointSigner;

/**
 * Reports an entry of the log that the service refuses to sign. The service stays ready: it goes on assessing, and a person
 * has to find out who changed the database.
 */
@ApplicationScoped
@Readiness
public class LogReadiness implements HealthCheck {

    private final CheckpointSigner signer;

    public LogReadiness(CheckpointSigner signer) {
        this.signer = signer;
    }

    @Override
    public HealthCheckResponse call() {
        var check = HealthCheckResponse.named("log").up();
        signer.alarm()
                .ifPresent(
                        alarm -> check.withData("foreignEntry", alarm.index()).withData("reason", alarm.getMessage()));
        return check.build();
    }
}
