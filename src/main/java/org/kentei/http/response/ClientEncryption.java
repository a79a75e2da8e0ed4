package org.kentei.http.response;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whether the client sent its request over TLS, to Kentei or to a proxy in front of it that ends TLS. The proxy says so in
 * {@code X-Forwarded-Proto}. A client that claims it falsely harms only itself.
 */
@ApplicationScoped
public class ClientEncryption {

    private final CurrentVertxRequest requests;

    public ClientEncryption(CurrentVertxRequest requests) {
        this.requests = requests;
    }

    public boolean isOn() {
        HttpServerRequest request = requests.getCurrent().request();
        return request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }
}
