package org.kentei.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Refuses to start a service without keys where others than the users of this machine could reach it. */
@ApplicationScoped
public class LoopbackOnly {

    private static final Logger LOG = Logger.getLogger(LoopbackOnly.class);

    private final Credentials credentials;
    private final String address;
    private final List<String> hosts;

    public LoopbackOnly(
            Credentials credentials,
            @ConfigProperty(name = "quarkus.http.host") String address,
            @ConfigProperty(name = "kentei.hosts") Optional<List<String>> hosts) {
        this.credentials = credentials;
        this.address = address;
        this.hosts = hosts.orElse(List.of());
    }

    /** @throws ConfigurationException if the service must not start */
    void check(@Observes StartupEvent start) {
        if (credentials.required()) {
            return;
        }
        String setting = reachableBy(address, hosts);
        if (setting != null) {
            throw new ConfigurationException(
                    setting + ", so others than the users of this machine could reach the service, and there is no API"
                            + " key. Add one with `kentei keys add --client NAME --role operate`, with the same settings,"
                            + " and start again. Without a key the service answers on 127.0.0.1 only.");
        }
        LOG.info("There is no API key. Everybody on this machine may do everything, and nobody else can connect.");
    }

    /** The setting by which others than the users of this machine could reach the service; null for none. */
    static @Nullable String reachableBy(String address, List<String> hosts) {
        if (!Loopback.is(address)) {
            return "`quarkus.http.host` is `" + address + "`";
        }
        return hosts.isEmpty() ? null : "`kentei.hosts` is `" + String.join(",", hosts) + "`";
    }
}
