package org.kentei.http.request;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;

/** The routes of the service with their methods and media types, read from the annotations of its resources. */
public final class Routes {

    private static final String STYLESHEET = "/kentei.css";
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

    private final List<Class<?>> resources;
    private final List<Route> known;
    private final Set<String> open;

    /** @param resources every class that answers requests */
    public Routes(List<Class<?>> resources) {
        this.resources = List.copyOf(resources);
        known = routes(resources);
        open = open(resources);
    }

    /** Every class that answers requests. */
    public List<Class<?>> resources() {
        return resources;
    }

    /**
     * A route.
     *
     * @param template its path with parameters in braces
     * @param methods the methods that it answers, HEAD and OPTIONS included
     * @param givenTypes the media types of its answers, errors left out
     * @param takenTypes the media types of the bodies it takes
     */
    public record Route(
            String template, TreeSet<String> methods, TreeSet<String> givenTypes, TreeSet<String> takenTypes) {

        static Route at(String template) {
            return new Route(template, new TreeSet<>(List.of("OPTIONS")), new TreeSet<>(), new TreeSet<>());
        }

        /** Whether a body of this type may be sent, as the header {@code Content-Type} names it. */
        boolean takes(@Nullable String contentType) {
            if (contentType == null) {
                return false;
            }
            String type = contentType.replaceFirst(";.*", "").strip();
            return takenTypes.stream().anyMatch(type::equalsIgnoreCase);
        }

        /** The value of the header {@code Allow}. */
        public String allow() {
            return String.join(", ", methods);
        }

        private boolean matches(String path) {
            String[] parts = PARAMETER.split(template, -1);
            return path.matches(Stream.of(parts).map(Pattern::quote).collect(Collectors.joining("[^/]+")));
        }

        private int letters() {
            return PARAMETER.matcher(template).replaceAll("").length();
        }
    }

    /** The route of a path as it stands in the request, still percent-encoded. */
    public Optional<Route> of(String path) {
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return known.stream().filter(route -> route.matches(plain)).findFirst();
    }

    /** Whether a path, as it is in the request, leads to something that everybody may see even without a key. */
    boolean isOpen(String path) {
        return open.contains(path);
    }

    /** Every route. */
    public List<Route> all() {
        return known;
    }

    List<String> templates() {
        return known.stream().map(Route::template).toList();
    }

    private static Set<String> open(List<Class<?>> resources) {
        Set<String> open = new HashSet<>(Set.of(STYLESHEET));
        for (Class<?> resource : resources) {
            for (Method method : resource.getDeclaredMethods()) {
                AllowedRoles allowed = method.getAnnotation(AllowedRoles.class);
                if (allowed != null && allowed.value().length == 0) {
                    open.add(template(resource, method));
                }
            }
        }
        return Set.copyOf(open);
    }

    private static List<Route> routes(List<Class<?>> resources) {
        Map<String, Route> routes = new LinkedHashMap<>();
        for (Class<?> resource : resources) {
            for (Method method : resource.getDeclaredMethods()) {
                methods(method).forEach(name -> {
                    String template = template(resource, method);
                    Route route = routes.computeIfAbsent(template, Route::at);
                    route.methods().add(name);
                    route.givenTypes().addAll(List.of(produces(resource, method)));
                    Consumes taken = method.getAnnotation(Consumes.class);
                    if (taken != null) {
                        route.takenTypes().addAll(List.of(taken.value()));
                    }
                });
            }
        }
        Route stylesheet = Route.at(STYLESHEET);
        stylesheet.methods().addAll(List.of(HttpMethod.GET, HttpMethod.HEAD));
        routes.put(stylesheet.template(), stylesheet);
        List<Route> literalFirst = new ArrayList<>(routes.values());
        literalFirst.sort(Comparator.comparingInt(Route::letters).reversed());
        return List.copyOf(literalFirst);
    }

    private static List<String> methods(Method method) {
        if (method.isAnnotationPresent(GET.class)) {
            return List.of(HttpMethod.GET, HttpMethod.HEAD);
        }
        if (method.isAnnotationPresent(POST.class)) {
            return List.of(HttpMethod.POST);
        }
        return method.isAnnotationPresent(DELETE.class) ? List.of(HttpMethod.DELETE) : List.of();
    }

    private static String template(Class<?> resource, Method method) {
        String path = resource.getAnnotation(Path.class).value();
        Path more = method.getAnnotation(Path.class);
        String whole = more == null ? path : path + "/" + more.value();
        return whole.replaceAll("/{2,}", "/");
    }

    private static String[] produces(Class<?> resource, Method method) {
        Produces own = method.getAnnotation(Produces.class);
        return (own == null ? resource.getAnnotation(Produces.class) : own).value();
    }
}
