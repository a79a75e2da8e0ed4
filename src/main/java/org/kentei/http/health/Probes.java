package org.kentei.http.health;

import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;

/** Answers probes of callers that may not see details: with the status alone. */
@ApplicationScoped
public class Probes {

    private static final String HEALTH = "/q/health";

    private final SmallRyeHealthReporter reporter;

    public Probes(SmallRyeHealthReporter reporter) {
        this.reporter = reporter;
    }

    /** Whether a path is one of the checks of health. */
    public static boolean isProbe(String path) {
        return path.equals(HEALTH) || path.startsWith(HEALTH + "/");
    }

    public void answer(RoutingContext context) {
        context.vertx()
                .executeBlocking(() -> health(context.normalizedPath()), false)
                .onComplete(health -> {
                    if (health.failed()) {
                        context.fail(health.cause());
                        return;
                    }
                    boolean down = health.result().isDown();
                    context.response()
                            .setStatusCode(down ? 503 : 200)
                            .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON + ";charset=UTF-8")
                            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                            .end("{\"status\":\"" + (down ? "DOWN" : "UP") + "\"}\n");
                });
    }

    private SmallRyeHealth health(String path) {
        return switch (path.substring(HEALTH.length())) {
            case "/live" -> reporter.getLiveness();
            case "/started" -> reporter.getStartup();
            case "/ready" -> reporter.getReadiness();
            default -> reporter.getHealth();
        };
    }
}
