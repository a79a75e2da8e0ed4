package org.kentei.http.request;

import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;

/** Answers requests that fail before any resource sees them, such as those to a malformed address, like all others. */
@ApplicationScoped
public class MalformedRequests {

    public static final Problem PROBLEM = ProblemType.BAD_REQUEST.problem(
            "The request is not written as HTTP/1.1 asks; look at its address (`%` only before two hex digits) and at its"
                    + " headers (`Host` is among them).");

    public static final Problem NOT_IN_TIME = ProblemType.NOT_IN_TIME.problem(
            "The body did not arrive within " + BodyBuffering.LONGEST.toSeconds() + " seconds; nothing was stored.");

    private final ProblemWriter problems;

    public MalformedRequests(ProblemWriter problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        if (context.failure() instanceof HttpClosedException) {
            // the client has gone: there is nobody to answer, and nothing to log
            return;
        }
        int status = context.statusCode();
        if (context.response().headWritten() || !(status >= 400 && status < 500 || isBroken(context))) {
            context.next();
            return;
        }
        Problem problem = status == BodyLimit.PROBLEM.status()
                ? BodyLimit.PROBLEM
                : status == BodyBuffering.NOT_IN_TIME ? NOT_IN_TIME : PROBLEM;
        problems.end(context, problem);
    }

    /** Whether the body broke off or is none: the client's doing, so that nothing is to be logged. */
    private static boolean isBroken(RoutingContext context) {
        return Boolean.TRUE.equals(context.get(BodyBuffering.AWAITED))
                && !context.request().isEnded();
    }
}
