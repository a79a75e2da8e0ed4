package org.kentei.http.response;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/**
 * Lets the address in {@code Location} begin with {@code https} behind a proxy that ends TLS. The proxy itself asks without TLS, and
 * the address is made from what it asks. A browser refuses to go from a form over HTTPS to such an address, and a client
 * would send its key unencrypted.
 */
@Provider
public class EncryptedLocation implements ContainerResponseFilter {

    private static final String PLAIN = "http://";

    private final ClientEncryption encryption;

    public EncryptedLocation(ClientEncryption encryption) {
        this.encryption = encryption;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        URI location = response.getLocation();
        if (location != null && location.toString().startsWith(PLAIN) && encryption.isOn()) {
            response.getHeaders()
                    .putSingle(
                            HttpHeaders.LOCATION,
                            URI.create("https://" + location.toString().substring(PLAIN.length())));
        }
    }
}
