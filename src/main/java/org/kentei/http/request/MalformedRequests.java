package org.kentei.http.request;

import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.Refusals;

/** Answers requests that fail before they reach a resource, such as those with a malformed request target. */
@ApplicationScoped
public class MalformedRequests {

    public static final Problem PROBLEM = ProblemType.BAD_REQUEST.problem(
            "The request is not valid HTTP/1.1. Check the request target and the form (`%` must be followed by two hex"
                    + " digits) and the headers (`Host` is required).");

    public static final Problem NOT_IN_TIME =
            ProblemType.NOT_IN_TIME.problem("The body did not arrive in time. Nothing was stored.");

    private final ProblemWriter problems;

    public MalformedRequests(ProblemWriter problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        if (context.failure() instanceof HttpClosedException || context.failure() instanceof IOException) {
            // the client has left, so there is nothing to answer or log; after an answer here that of the resource
            // would fail
            context.request().connection().close();
            return;
        }
        int status = context.statusCode();
        // the client caused an incomplete body, so it is not logged
        if (context.response().headWritten() || !(status >= 400 && status < 500 || BodyBuffering.isAwaited(context))) {
            context.next();
            return;
        }
        problems.end(context, problem(status));
    }

    private static Problem problem(int status) {
        if (status == BodyBuffering.NOT_IN_TIME) {
            Refusals.count(Refusals.Reason.SLOW_BODY);
            return NOT_IN_TIME;
        }
        return status == BodyLimit.PROBLEM.status() ? BodyLimit.PROBLEM : PROBLEM;
    }
}
