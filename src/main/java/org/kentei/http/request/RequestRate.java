package org.kentei.http.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import org.kentei.http.health.Probes;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.Refusals;

/**
 * Limits how many requests each client sends in a second, before anything of them is read but the head. A client that paused
 * may send the requests of one second at once. Probes are not limited: a busy service must not look dead.
 */
@ApplicationScoped
public class RequestRate {

    public static final Problem EXCEEDED = ProblemType.TOO_MANY_REQUESTS.problem(
            "You have sent more requests than a client may send in a second. Nothing was stored. To assess many"
                    + " candidates, send them as a stream.");

    private static final int AFTER_AUTHENTICATION = 1850;
    private static final long SECOND = 1_000_000_000;

    /** Clients whose last request is longest ago are forgotten first. */
    private static final int CLIENTS = 10_000;

    private final ProblemWriter problems;
    private final long nanosForEach;

    /** By client: the time at which its requests so far would be over if they had come evenly. */
    private final Map<String, Long> evenEnds = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Entry<String, Long> eldest) {
            return size() > CLIENTS;
        }
    };

    public RequestRate(RequestConfig config, ProblemWriter problems) {
        this.nanosForEach = SECOND / config.perSecond();
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_AUTHENTICATION);
    }

    private void check(RoutingContext context) {
        if (Probes.isProbe(context.normalizedPath())
                || allows(CurrentCaller.nameOrAddress(context), System.nanoTime())) {
            context.next();
            return;
        }
        Refusals.count(Refusals.Reason.RATE);
        problems.end(context, EXCEEDED);
    }

    /**
     * Whether a client may send one more request.
     *
     * @param now in nanoseconds, as {@link System#nanoTime} counts them
     */
    synchronized boolean allows(String client, long now) {
        Long before = evenEnds.get(client);
        long begin = before == null || before - now < 0 ? now : before;
        long end = begin + nanosForEach;
        if (end - now - SECOND > 0) {
            return false;
        }
        evenEnds.put(client, end);
        return true;
    }
}
