package org.kentei.http.request;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemMappers;
import org.kentei.http.request.Routes.Route;

/** Turns what the web layer itself refuses, such as an unknown path or a method that is not allowed, into a problem. */
public class RoutingProblems {

    private final Routes routes;
    private final ProblemMappers problems;

    public RoutingProblems(Routes routes, ProblemMappers problems) {
        this.routes = routes;
        this.problems = problems;
    }

    @ServerExceptionMapper
    public Response refused(WebApplicationException thrown, UriInfo uri, Request request) {
        Response answer = thrown.getResponse();
        return switch (answer.getStatus()) {
            case 400 -> ProblemMappers.response(ProblemType.BAD_REQUEST.problem("The request cannot be read."));
            case 404 ->
                ProblemMappers.response(ProblemType.NOT_FOUND.problem("There is nothing at `" + uri.getPath() + "`."));
            case 405 -> {
                String allowed = route(uri).map(Route::allow).orElse("GET, HEAD, OPTIONS");
                yield Response.fromResponse(ProblemMappers.response(ProblemType.METHOD_NOT_ALLOWED.problem(
                                "`" + uri.getPath() + "` takes only " + allowed + ".")))
                        .header(HttpHeaders.ALLOW, allowed)
                        .build();
            }
            case 406 ->
                ProblemMappers.response(ProblemType.NOT_ACCEPTABLE.problem("`" + uri.getPath() + "` answers in "
                        + route(uri)
                                .map(route -> route.givenTypes().get(request.getMethod()))
                                .map(types -> String.join(" or ", types))
                                .orElse("another media type")
                        + "."));
            case 413 -> ProblemMappers.response(BodyLimit.PROBLEM);
            case 415 -> ProblemMappers.response(RequestGuard.wrongType(route(uri)));
            default ->
                answer.getStatus() < 500
                        ? ProblemMappers.response(ProblemType.BAD_REQUEST.problem("The request cannot be read."))
                        : problems.unexpected(thrown);
        };
    }

    private Optional<Route> route(UriInfo uri) {
        return routes.of(uri.getRequestUri().getRawPath());
    }
}
