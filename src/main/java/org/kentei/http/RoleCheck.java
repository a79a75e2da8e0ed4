package org.kentei.http;

import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.http.page.PageRequest;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.Authentication;
import org.kentei.http.request.CurrentCaller;

/**
 * Refuses callers that lack the roles of the method that would answer. It looks at the method itself, so that no way of
 * writing an address leads around it.
 */
public class RoleCheck {

    private static final String API = "/v1/";

    private final CurrentCaller callers;

    /** Reading an annotation takes longer than all the rest. */
    private final Map<Method, List<Role>> allowed = new ConcurrentHashMap<>();

    public RoleCheck(CurrentCaller callers) {
        this.callers = callers;
    }

    @ServerRequestFilter
    public Optional<Response> check(ResourceInfo resource, HttpHeaders headers, UriInfo uri) {
        List<Role> roles = allowed.computeIfAbsent(resource.getResourceMethod(), RoleCheck::allowed);
        Set<Role> held = callers.roles();
        if (roles.isEmpty() || roles.stream().anyMatch(held::contains)) {
            return Optional.empty();
        }
        ProblemException refusal =
                new ProblemException(callers.known() ? Authentication.missing(roles) : Authentication.MISSING);
        if (uri.getPath().startsWith(API)) {
            throw refusal;
        }
        return Optional.of(new PageRequest(headers, uri).answer("notice", () -> {
            throw refusal;
        }));
    }

    private static List<Role> allowed(Method method) {
        return List.of(method.getAnnotation(AllowedRoles.class).value());
    }
}
