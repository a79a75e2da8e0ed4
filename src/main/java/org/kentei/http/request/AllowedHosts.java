package org.kentei.http.request;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.net.HostAndPort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The host names that requests may use: those of the loopback interface, and those that the operator configured. A page
 * of another site whose name resolves to this machine (DNS rebinding) uses its own name and is refused.
 */
@Startup
@ApplicationScoped
public class AllowedHosts {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}|\\[::1]");

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]*[a-z0-9])?|\\[[0-9a-f:.]+]");

    private final List<String> configured;

    /**
     * @param hosts names or addresses without a port, IPv6 addresses in brackets; each is allowed with every port
     * @throws ConfigurationException if one of them is not a name or address
     */
    public AllowedHosts(@ConfigProperty(name = "kentei.hosts") Optional<List<String>> hosts) {
        configured = hosts.orElse(List.of()).stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .peek(AllowedHosts::check)
                .toList();
    }

    private static void check(String host) {
        if (!NAME.matcher(host).matches()) {
            throw new ConfigurationException(
                    "`kentei.hosts` must list names or addresses without a port. It has `" + host + "`.");
        }
    }

    /** Whether a {@code Host} header names one of the allowed hosts, with any port or none. */
    public boolean allows(String authority) {
        HostAndPort parsed = HostAndPort.parseAuthority(authority, -1);
        if (parsed == null) {
            return false;
        }
        String host = parsed.host().toLowerCase(Locale.ROOT);
        return LOOPBACK.matcher(host).matches() || configured.contains(host);
    }

    /** Whether an {@code Origin} is this service: the host of the request, or a configured one. */
    public boolean isOwn(String origin, String askedHost) {
        return Stream.of("http://", "https://")
                .filter(origin::startsWith)
                .map(scheme -> origin.substring(scheme.length()))
                .anyMatch(authority -> authority.equalsIgnoreCase(askedHost) || isConfigured(authority));
    }

    private boolean isConfigured(String authority) {
        HostAndPort parsed = HostAndPort.parseAuthority(authority, -1);
        return parsed != null && configured.contains(parsed.host().toLowerCase(Locale.ROOT));
    }
}
