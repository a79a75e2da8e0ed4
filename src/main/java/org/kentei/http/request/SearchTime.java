package org.kentei.http.request;

import io.quarkus.runtime.Startup;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.kentei.record.search.SearchLimit;

/** Limits a search of the current request: it ends at a deadline, and soon after its client left. */
@Startup
@ApplicationScoped
public class SearchTime {

    private final CurrentVertxRequest requests;
    private final Duration limit;

    public SearchTime(
            CurrentVertxRequest requests,
            @ConfigProperty(name = "kentei.search.time-limit", defaultValue = "PT10S") Duration limit) {
        this.requests = requests;
        this.limit = limit;
    }

    /** The limit of a search that begins now. */
    public SearchLimit limit() {
        return SearchLimit.of(limit, isConnected());
    }

    /** The limit of an export, which may take long. */
    public SearchLimit whileConnected() {
        return SearchLimit.whileAwaited(isConnected());
    }

    private BooleanSupplier isConnected() {
        HttpServerResponse response = requests.getCurrent().response();
        return () -> !response.closed();
    }
}
