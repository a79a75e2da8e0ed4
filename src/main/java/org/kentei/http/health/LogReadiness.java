package org.kentei.http.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.kentei.record.log.CheckpointSigner;
import org.kentei.record.log.Witnesses;

/**
 * Reports an entry of the log that the service refuses to sign, a log that it cannot sign, and witnesses that do not
 * cosign. The service stays ready: it goes on assessing, and a person has to find out who changed the database or damaged
 * a key.
 */
@ApplicationScoped
@Readiness
public class LogReadiness implements HealthCheck {

    private final CheckpointSigner signer;
    private final Witnesses witnesses;

    public LogReadiness(CheckpointSigner signer, Witnesses witnesses) {
        this.signer = signer;
        this.witnesses = witnesses;
    }

    @Override
    public HealthCheckResponse call() {
        var check = HealthCheckResponse.named("log").up();
        signer.alarm()
                .ifPresent(
                        alarm -> check.withData("foreignEntry", alarm.index()).withData("reason", alarm.getMessage()));
        signer.failingSince().ifPresent(since -> check.withData("unsignedSince", since.toString()));
        witnesses
                .all()
                .forEach(witness ->
                        witness.failure().ifPresent(reason -> check.withData("witness " + witness.name(), reason)));
        return check.build();
    }
}
