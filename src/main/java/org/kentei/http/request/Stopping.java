package org.kentei.http.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.Refusals;

/**
 * Refuses requests that arrive while the service is being stopped. The framework answers those that were accepted before, and
 * would go on to accept others: under load the service would not end before its time limit, and cut off whoever is then waiting.
 */
@ApplicationScoped
public class Stopping {

    public static final Problem REFUSED = ProblemType.NOT_READY.problem(
            "The service is being stopped. Nothing was stored. Try again in some seconds.");

    private static final int BEFORE_ALL_OTHERS = 2300;
    private static final String ALIVE = "/q/health/live";

    private final ProblemWriter problems;
    private volatile boolean begun;

    public Stopping(ProblemWriter problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        // the framework tells of its end only when the requests before are answered
        Runtime.getRuntime().addShutdownHook(new Thread(this::begin, "stopping"));
        filters.register(this::check, BEFORE_ALL_OTHERS);
    }

    void begin() {
        begun = true;
    }

    void check(RoutingContext context) {
        if (!begun || context.normalizedPath().equals(ALIVE)) {
            context.next();
            return;
        }
        Refusals.count(Refusals.Reason.NOT_READY);
        problems.end(context, REFUSED);
    }
}
