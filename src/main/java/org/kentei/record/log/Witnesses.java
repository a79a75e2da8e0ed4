package org.kentei.record.log;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.kentei.log.KeyType;
import org.kentei.log.VerifierKey;

/**
 * The witnesses that cosign the checkpoints of this service. Each is asked in a thread of its own, so one that does not
 * answer delays neither the service nor the others.
 */
@ApplicationScoped
public class Witnesses {

    private final CheckpointSigner signer;
    private final Duration interval;
    private final List<WitnessClient> clients = new ArrayList<>();
    private final List<WitnessThread> threads = new ArrayList<>();

    public Witnesses(
            RecordLog log,
            CheckpointSigner signer,
            @ConfigProperty(name = "kentei.log.witnesses") Optional<List<String>> configured,
            @ConfigProperty(name = "kentei.log.checkpoint-interval", defaultValue = "PT30S") Duration interval) {
        this.signer = signer;
        this.interval = interval;
        configured.orElse(List.of()).forEach(one -> clients.add(client(log, one)));
    }

    private static WitnessClient client(RecordLog log, String configured) {
        String[] parts = configured.strip().split("\\s+");
        try {
            if (parts.length != 2) {
                throw new IllegalArgumentException("write the public key, a blank and the address");
            }
            URI address = URI.create(parts[1].endsWith("/") ? parts[1] : parts[1] + "/");
            if (!List.of("http", "https").contains(String.valueOf(address.getScheme())) || address.getHost() == null) {
                throw new IllegalArgumentException("`" + parts[1] + "` is not an address with http or https");
            }
            return new WitnessClient(log, VerifierKey.parse(parts[0], KeyType.WITNESS), address);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(
                    "`kentei.log.witnesses` contains `" + configured + "`: " + wrong.getMessage() + ".");
        }
    }

    void start(@Observes StartupEvent event) {
        clients.forEach(client -> threads.add(new WitnessThread(client)));
        threads.forEach(thread -> thread.start(interval));
        signer.onSigned(() -> threads.forEach(WitnessThread::askSoon));
    }

    void stop(@Observes ShutdownEvent event) {
        threads.forEach(WitnessThread::stop);
    }

    private static final class WitnessThread {

        private final WitnessClient client;
        private final ScheduledExecutorService executor;
        private final AtomicBoolean due = new AtomicBoolean();

        WitnessThread(WitnessClient client) {
            this.client = client;
            this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread asking = new Thread(task, "witness " + client.name());
                asking.setDaemon(true);
                return asking;
            });
        }

        void start(Duration interval) {
            executor.scheduleWithFixedDelay(client::askQuietly, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** A witness that failed is asked again after the interval only. */
        void askSoon() {
            if (client.failure().isPresent() || !due.compareAndSet(false, true)) {
                return;
            }
            try {
                executor.execute(() -> {
                    due.set(false);
                    client.askQuietly();
                });
            } catch (RejectedExecutionException stopped) {
                // the witness is asked again after the next start
            }
        }

        void stop() {
            executor.shutdownNow();
        }
    }

    /** What is known of each witness. */
    public List<WitnessClient> all() {
        return List.copyOf(clients);
    }
}
