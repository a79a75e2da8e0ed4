package org.kentei.http.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.request.Routes.Route;

/**
 * Checks every request first. It refuses requests that pages of other sites could make a visitor's browser send, answers
 * OPTIONS, and adds the headers that every response has.
 */
@ApplicationScoped
public class RequestGuard {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);

    public static final Problem UNKNOWN_HOST = ProblemType.UNKNOWN_HOST.problem(
            "The service does not answer to the name in the header `Host`. Use `localhost`, or ask the operator to add the"
                    + " name to `kentei.hosts`.");
    public static final Problem CROSS_SITE = ProblemType.CROSS_SITE.problem(
            "A browser sent this request for a page of another site. Such pages cannot change anything here.");
    static final Problem AMBIGUOUS = ProblemType.BAD_REQUEST.problem(
            "The address has a `;`, a `#` or a `/` too many. In a value write `%3B`, `%23` and `%2F`.");

    private static final int BEFORE_ALL_OTHERS = 2000;
    private static final String API = "/v1";
    private static final String OF_THE_FRAMEWORK = "/q/";
    private static final String METRICS = "/q/metrics";
    private static final Set<String> TEXT = Set.of("text/plain", "text/*", "*/*");
    private static final Set<String> OF_THIS_SITE_OR_THE_USER = Set.of("same-origin", "none");

    private final AllowedHosts hosts;
    private final Routes routes;
    private final ProblemWriter problems;

    public RequestGuard(AllowedHosts hosts, Routes routes, ProblemWriter problems) {
        this.hosts = hosts;
        this.routes = routes;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::guard, BEFORE_ALL_OTHERS);
    }

    private void guard(RoutingContext context) {
        HttpServerRequest request = context.request();
        MultiMap headers = context.response().headers().set("X-Content-Type-Options", "nosniff");
        String path = context.normalizedPath();
        if (path.equals(API) || path.startsWith(API + "/")) {
            // unless the answer says otherwise
            context.addHeadersEndHandler(ignored -> {
                if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
                    headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
                }
            });
        }
        Optional<Route> route = routes.of(path);
        Problem refusal = refusal(request, route);
        if (refusal != null) {
            problems.end(context, refusal);
        } else if (path.startsWith(OF_THE_FRAMEWORK) && !READING.contains(request.method())) {
            String allowed = "GET, HEAD, OPTIONS";
            context.response().putHeader(HttpHeaders.ALLOW, allowed);
            problems.end(context, ProblemType.METHOD_NOT_ALLOWED.problem("`" + path + "` takes only " + allowed + "."));
        } else if (path.equals(METRICS) && !acceptsText(request)) {
            problems.end(context, ProblemType.NOT_ACCEPTABLE.problem("`" + path + "` answers in text/plain."));
        } else if (request.method().equals(HttpMethod.OPTIONS) && !path.startsWith(OF_THE_FRAMEWORK)) {
            answerOptions(context, route);
        } else {
            String accept = request.getHeader(HttpHeaders.ACCEPT);
            if (accept != null && accept.isBlank()) {
                // an empty header means the same as a missing one
                request.headers().remove(HttpHeaders.ACCEPT);
            }
            context.next();
        }
    }

    /** The framework itself refuses other types without a body. */
    private static boolean acceptsText(HttpServerRequest request) {
        String accept = String.join(",", request.headers().getAll(HttpHeaders.ACCEPT));
        return accept.isBlank() || TEXT.stream().anyMatch(accept::contains);
    }

    private void answerOptions(RoutingContext context, Optional<Route> route) {
        if (route.isEmpty()) {
            problems.end(
                    context, ProblemType.NOT_FOUND.problem("There is nothing at `" + context.normalizedPath() + "`."));
            return;
        }
        context.response()
                .putHeader(HttpHeaders.ALLOW, route.get().allow())
                .setStatusCode(204)
                .end();
    }

    private @Nullable Problem refusal(HttpServerRequest request, Optional<Route> route) {
        List<String> named = request.headers().getAll(HttpHeaders.HOST);
        if (named.size() != 1) {
            return ProblemType.BAD_REQUEST.problem("A request must have exactly one header `Host`.");
        }
        String host = named.get(0).strip();
        if (!hosts.allows(host) || !isOurs(request.uri())) {
            return UNKNOWN_HOST;
        }
        if (isAmbiguous(request)) {
            return AMBIGUOUS;
        }
        if (!SAFE.contains(request.method()) && isOfAnotherSite(request, host)) {
            return CROSS_SITE;
        }
        return isOfWrongType(request, route) ? wrongType(route) : null;
    }

    /** The request target may be a whole URI instead of a path. Its host is checked too. */
    private boolean isOurs(String target) {
        if (target.startsWith("/") || target.equals("*")) {
            return true;
        }
        try {
            String authority = URI.create(target).getRawAuthority();
            return authority != null && hosts.allows(authority);
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /**
     * Whether a value in the address is perhaps not encoded. The rest of it would be cut off, and another candidate erased
     * than was meant.
     */
    private static boolean isAmbiguous(HttpServerRequest request) {
        String target = request.uri();
        return target.indexOf(';') >= 0
                || target.indexOf('#') >= 0
                || request.method().equals(HttpMethod.DELETE)
                        && !target.startsWith(OF_THE_FRAMEWORK)
                        && (request.path().contains("//") || request.path().endsWith("/"));
    }

    private boolean isOfAnotherSite(HttpServerRequest request, String host) {
        return !OF_THIS_SITE_OR_THE_USER.containsAll(request.headers().getAll("Sec-Fetch-Site"))
                || request.headers().getAll(HttpHeaders.ORIGIN).stream()
                        .anyMatch(origin -> !hosts.isOwn(origin.strip(), host));
    }

    /** A browser sends bodies without a type for any page, without a preflight request. */
    private static boolean isOfWrongType(HttpServerRequest request, Optional<Route> route) {
        if (!request.method().equals(HttpMethod.POST)) {
            return false;
        }
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return route.map(known -> known.methods().contains("POST") && !known.takes(type))
                .orElse(type == null || type.isBlank());
    }

    public static Problem wrongType(Optional<Route> route) {
        String types = route.map(known -> String.join("` or `Content-Type: ", known.takenTypes()))
                .orElse("");
        return ProblemType.UNSUPPORTED_MEDIA_TYPE.problem(
                types.isEmpty()
                        ? "Send the media type of the body in the header `Content-Type`."
                        : "Send the body in UTF-8, with the header `Content-Type: " + types + "`.");
    }
}
