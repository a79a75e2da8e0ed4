package org.kentei.http.request;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;
import org.kentei.http.response.MediaTypes;

/** The routes of the service with their methods and media types, read from the annotations of its resources. */
public final class Routes {

    private static final String STYLESHEET = "/kentei.css";
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";,\\s]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

    private final List<Class<?>> resources;
    private final List<Route> known;

    /** By their paths. */
    private final Map<String, Route> withoutParameters;

    private final List<PathPattern> withParameters;
    private final Set<String> open;

    /** @param resources every class that answers requests */
    public Routes(List<Class<?>> resources) {
        this.resources = List.copyOf(resources);
        known = routes(resources);
        withoutParameters = known.stream()
                .filter(route -> !route.hasParameters())
                .collect(Collectors.toUnmodifiableMap(Route::template, Function.identity()));
        withParameters =
                known.stream().filter(Route::hasParameters).map(PathPattern::of).toList();
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
     * @param methods its methods, with HEAD and OPTIONS
     * @param givenTypes the media types of the responses of each method, without errors
     * @param takenTypes the media types of the bodies it accepts
     */
    public record Route(
            String template,
            TreeSet<String> methods,
            Map<String, TreeSet<String>> givenTypes,
            TreeSet<String> takenTypes) {

        static Route at(String template) {
            return new Route(template, new TreeSet<>(List.of("OPTIONS")), new HashMap<>(), new TreeSet<>());
        }

        /** Whether a body with this header {@code Content-Type} is accepted. JSON is read as UTF-8 only. */
        boolean takes(@Nullable String contentType) {
            if (contentType == null) {
                return false;
            }
            if (takenTypes.contains(contentType)) {
                return true;
            }
            String type = MediaTypes.withoutParameters(contentType);
            return takenTypes.stream().anyMatch(type::equalsIgnoreCase)
                    && (!type.equalsIgnoreCase(MediaType.APPLICATION_JSON) || isUtf8(contentType));
        }

        private static boolean isUtf8(String contentType) {
            return CHARSET.matcher(contentType)
                    .results()
                    .allMatch(charset -> charset.group(1).equalsIgnoreCase("utf-8"));
        }

        /** The value of the header {@code Allow}. */
        public String allow() {
            return String.join(", ", methods);
        }

        private boolean hasParameters() {
            return template.indexOf('{') >= 0;
        }

        private int letters() {
            return PARAMETER.matcher(template).replaceAll("").length();
        }
    }

    /** A route with parameters, and the form that its paths have. */
    private record PathPattern(Pattern form, Route route) {

        static PathPattern of(Route route) {
            String[] literals = PARAMETER.split(route.template(), -1);
            return new PathPattern(
                    Pattern.compile(Stream.of(literals).map(Pattern::quote).collect(Collectors.joining("[^/]+"))),
                    route);
        }
    }

    /** The route of a path of a request, percent-encoded. */
    public Optional<Route> of(String path) {
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        Route literal = withoutParameters.get(plain);
        if (literal != null) {
            return Optional.of(literal);
        }
        for (PathPattern pattern : withParameters) {
            if (pattern.form().matcher(plain).matches()) {
                return Optional.of(pattern.route());
            }
        }
        return Optional.empty();
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
                    route.givenTypes()
                            .computeIfAbsent(name, first -> new TreeSet<>())
                            .addAll(List.of(produces(resource, method)));
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
