package org.kentei.http.request;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.kentei.http.request.Routes.Route;

/**
 * Sends a span for each request to an OpenTelemetry collector, if a setting names one. All settings are those of
 * OpenTelemetry. A span has the method, the template of the route and the status; nothing else of a request gets into it,
 * because paths and queries can have ids of candidates. Without a collector nothing of OpenTelemetry is loaded.
 */
@ApplicationScoped
public class RequestSpans {

    private static final String SETTINGS = "otel.";
    private static final List<String> ENDPOINTS =
            List.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint");
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "kentei",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    /** Health, metrics and the like: asked every few seconds by machines. */
    private static final String PROBES = "/q/";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    private static final int FIRST_SERVER_ERROR = 500;
    private static final long LONGEST_GOODBYE_SECONDS = 3;

    private final Routes routes;
    private final @Nullable OpenTelemetrySdk sdk;
    private final @Nullable Tracer tracer;

    public RequestSpans(Routes routes, Config config) {
        this.routes = routes;
        boolean wanted = ENDPOINTS.stream()
                .anyMatch(name -> config.getOptionalValue(name, String.class).isPresent());
        sdk = wanted ? start(config) : null;
        tracer = sdk == null ? null : sdk.getTracer("org.kentei");
    }

    private static OpenTelemetrySdk start(Config config) {
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> settings(config))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }

    /** OpenTelemetry itself reads system properties and the environment only. */
    private static Map<String, String> settings(Config config) {
        Map<String, String> settings = new HashMap<>(DEFAULTS);
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(SETTINGS)) {
                config.getOptionalValue(name, String.class).ifPresent(value -> settings.put(name, value));
            }
        }
        return settings;
    }

    /** Whether a collector is named. */
    boolean areSent() {
        return tracer != null;
    }

    /** Begins the span of a request, which ends with its answer; the id of its trace, or null where it gets none. */
    @Nullable
    String begin(RoutingContext context, @Nullable TraceParent parent) {
        String path = context.request().path();
        if (tracer == null || path == null || path.startsWith(PROBES)) {
            return parent == null ? null : parent.traceId();
        }
        String method = context.request().method().name();
        Optional<Route> route = routes.of(path);
        String known = METHODS.contains(method) ? method : "_OTHER";
        SpanBuilder builder = tracer.spanBuilder(
                        route.map(found -> known + " " + found.template()).orElse(known))
                .setSpanKind(SpanKind.SERVER)
                .setParent(parent == null ? Context.root() : Context.root().with(Span.wrap(remote(parent))))
                .setAttribute("http.request.method", known);
        route.ifPresent(found -> builder.setAttribute("http.route", found.template()));
        Span span = builder.startSpan();
        context.addEndHandler(ended -> {
            int status = context.response().getStatusCode();
            if (ended.succeeded()) {
                span.setAttribute("http.response.status_code", status);
            }
            if (ended.failed() || status >= FIRST_SERVER_ERROR) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        });
        return span.getSpanContext().isValid() ? span.getSpanContext().getTraceId() : null;
    }

    private static SpanContext remote(TraceParent parent) {
        return SpanContext.createFromRemoteParent(
                parent.traceId(),
                parent.spanId(),
                parent.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
    }

    /** Sends the last spans; a collector that does not answer does not delay the end of the service for long. */
    void sendTheLast(@Observes ShutdownEvent ended) {
        if (sdk != null) {
            sdk.shutdown().join(LONGEST_GOODBYE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
