package org.kentei.record.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What operators see of the log as metrics. */
@ApplicationScoped
class LogMetrics {

    private final CheckpointSigner signer;
    private final Witnesses witnesses;
    private final RecordLog log;
    private final MeterRegistry registry;

    LogMetrics(CheckpointSigner signer, Witnesses witnesses, RecordLog log, MeterRegistry registry) {
        this.signer = signer;
        this.witnesses = witnesses;
        this.log = log;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        Gauge.builder("kentei.log.alarm", () -> signer.alarm().isPresent() ? 1 : 0)
                .description("1 while the service refuses to sign the log")
                .register(registry);
        Gauge.builder("kentei.log.entries.lost", log::lostEntries)
                .description("How many acknowledged entries of the log the database has lost")
                .register(registry);
        Gauge.builder(
                        "kentei.log.witnesses.failing",
                        () -> witnesses.all().stream()
                                .filter(witness -> witness.failure().isPresent())
                                .count())
                .description("How many witnesses do not cosign the log")
                .register(registry);
    }
}
