package org.kentei.http;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.kentei.assessment.ConfiguredClock;

/** The service's clock, in the configured zone. */
public class SystemClock {

    @Produces
    @Singleton
    Clock clock(@ConfigProperty(name = ConfiguredClock.ZONE) Optional<String> zone) {
        return ConfiguredClock.in(zone);
    }
}
