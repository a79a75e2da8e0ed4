package org.kentei.http.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.access.ApiKey;
import org.kentei.access.CredentialException;
import org.kentei.access.Credentials;
import org.kentei.access.Credentials.Identity;
import org.kentei.access.Role;
import org.kentei.http.health.Probes;
import org.kentei.http.problem.Challenge;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.Refusals;
import org.kentei.http.response.Capacity;

/**
 * Finds out who sent a request before its body is read, and refuses strangers. What a known caller may do is checked
 * later by the role check, where it is certain which resource answers.
 */
@ApplicationScoped
public class Authentication {

    public static final Problem MISSING =
            ProblemType.UNAUTHENTICATED.problem("Send an API key or a token in the header `Authorization: Bearer …`.");
    public static final Problem TWICE =
            ProblemType.BAD_REQUEST.problem("A request has at most one header `Authorization`.");
    public static final Problem IN_THE_ADDRESS = ProblemType.BAD_REQUEST.problem(
            "There is an API key in the address of the request, and addresses are kept in many logs. Have the key"
                    + " revoked, and send the new one in the header `Authorization: Bearer …`.");

    private static final int AFTER_THE_GUARD = 1900;
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*)");
    private static final String API = "/v1/";
    private static final String OF_THE_FRAMEWORK = "/q/";
    private static final List<String> DESCRIPTIONS = List.of("/q/openapi", "/q/swagger-ui");

    /** A token may wait for its issuer; strangers must not keep every thread waiting. */
    private static final int TOKENS_AT_ONCE = 8;

    private final Credentials credentials;
    private final Sessions sessions;
    private final Probes probes;
    private final ProblemWriter problems;
    private final Routes routes;
    private final Semaphore tokens = new Semaphore(TOKENS_AT_ONCE);

    public Authentication(
            Credentials credentials, Sessions sessions, Probes probes, ProblemWriter problems, Routes routes) {
        this.routes = routes;
        this.credentials = credentials;
        this.sessions = sessions;
        this.probes = probes;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::authenticate, AFTER_THE_GUARD);
    }

    private void authenticate(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (ApiKey.INSIDE.matcher(request.uri()).find()) {
            problems.end(context, IN_THE_ADDRESS);
            return;
        }
        if (!credentials.required()) {
            CurrentCaller.setWithoutKey(context);
            context.next();
            return;
        }
        List<String> given = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        if (given.size() > 1) {
            problems.end(context, TWICE);
        } else if (given.isEmpty()) {
            goOn(context, ofSession(context).orElse(null));
        } else {
            Matcher bearer = BEARER.matcher(given.get(0).strip());
            if (bearer.matches()) {
                check(context, bearer.group(1));
            } else {
                refuse(context, MISSING, null);
            }
        }
    }

    /** A browser sends its cookie by itself, so the API accepts it for reading only. */
    private Optional<Identity> ofSession(RoutingContext context) {
        boolean changes = !RequestGuard.SAFE.contains(context.request().method());
        return changes && context.normalizedPath().startsWith(API)
                ? Optional.empty()
                : sessions.of(context.request().getCookie(Sessions.COOKIE));
    }

    private void check(RoutingContext context, String credential) {
        if (Credentials.isKey(credential)) {
            try {
                goOn(context, credentials.check(credential));
            } catch (CredentialException refused) {
                refuse(context, ProblemType.UNAUTHENTICATED.problem(refused.getMessage()), "invalid_token");
            }
            return;
        }
        if (!tokens.tryAcquire()) {
            Refusals.count(Refusals.Reason.TOKENS);
            problems.end(context, Capacity.TOKENS_CHECKED);
            return;
        }
        context.vertx()
                .executeBlocking(() -> credentials.check(credential), false)
                .onComplete(checked -> {
                    tokens.release();
                    if (checked.succeeded()) {
                        goOn(context, checked.result());
                    } else if (checked.cause() instanceof CredentialException refused) {
                        refuse(context, ProblemType.UNAUTHENTICATED.problem(refused.getMessage()), "invalid_token");
                    } else {
                        context.fail(checked.cause());
                    }
                });
    }

    private void goOn(RoutingContext context, @Nullable Identity identity) {
        String path = context.normalizedPath();
        boolean operates = identity != null && identity.roles().contains(Role.OPERATE);
        if (identity != null) {
            CurrentCaller.set(context, identity);
        }
        if (Probes.isProbe(path) && !operates) {
            probes.answer(context);
        } else if (identity == null && !routes.isOpen(path)) {
            refuse(context, MISSING, null);
        } else if (path.startsWith(OF_THE_FRAMEWORK)
                && !operates
                && DESCRIPTIONS.stream().noneMatch(path::startsWith)) {
            context.response().putHeader(Challenge.HEADER, Challenge.of("insufficient_scope"));
            problems.end(context, missing(List.of(Role.OPERATE)));
        } else {
            context.next();
        }
    }

    private void refuse(RoutingContext context, Problem problem, @Nullable String error) {
        if (isPage(context)) {
            context.response()
                    .setStatusCode(303)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .putHeader(HttpHeaders.LOCATION, "/sign-in?to=" + encoded(wanted(context.request())))
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end();
            return;
        }
        context.response().putHeader(Challenge.HEADER, Challenge.of(error));
        problems.end(context, problem);
    }

    /** The answer to a caller that has none of the roles. */
    public static Problem missing(List<Role> roles) {
        return ProblemType.ROLE_MISSING.problem("This needs the role "
                + roles.stream().sorted().map(role -> "`" + role.code() + "`").collect(Collectors.joining(" or "))
                + ".");
    }

    private static String wanted(HttpServerRequest request) {
        return RequestGuard.SAFE.contains(request.method()) ? request.uri() : "/";
    }

    private static boolean isPage(RoutingContext context) {
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        String path = context.normalizedPath();
        return accept != null
                && accept.contains("text/html")
                && !path.startsWith(API)
                && !path.startsWith(OF_THE_FRAMEWORK)
                && !context.request().headers().contains(HttpHeaders.AUTHORIZATION);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
