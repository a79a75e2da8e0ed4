package org.kentei.rule;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.CodeOf;
import org.kentei.fact.Concludes;
import org.kentei.fact.ConclusionType;
import org.kentei.fact.Fact;
import org.kentei.fact.SheetFact;
import org.kentei.fact.Unit;
import org.kentei.rule.Property.Argument;
import org.kentei.vocabulary.CodeList;

/**
 * A type of fact with the properties that conditions may use and the consequences that rules may have.
 *
 * @param name as DRL writes it, such as {@code ConsideredProject}
 * @param properties without the properties that take an argument
 * @param withArgument the properties that take an argument, such as {@code monthsInPhase}
 */
public record FactType(
        String name,
        Class<? extends Fact> type,
        Map<String, Property> properties,
        Map<String, PropertyWithArgument> withArgument,
        Map<String, Consequence> consequences) {

    /**
     * A consequence as a rule writes it, such as {@code meetsSize}.
     *
     * @param parameter the type of its one argument; null if it has no parameter
     * @param conclude takes the fact, and the argument or null
     */
    public record Consequence(
            String name, ConclusionType type, @Nullable Class<?> parameter, MethodHandle conclude) {

        private static Consequence of(Method method, ConclusionType type) {
            Class<?> parameter = method.getParameterCount() == 0 ? null : method.getParameterTypes()[0];
            try {
                MethodHandle handle = MethodHandles.publicLookup().unreflect(method);
                return new Consequence(
                        method.getName(),
                        type,
                        parameter,
                        (parameter == null ? MethodHandles.dropArguments(handle, 1, Object.class) : handle)
                                .asType(MethodType.methodType(void.class, Fact.class, Object.class)));
            } catch (IllegalAccessException closed) {
                throw new IllegalStateException("The consequence " + method + " is not public", closed);
            }
        }

        /** Adds the conclusion on a fact. */
        public void conclude(Fact fact, @Nullable Object argument) {
            try {
                conclude.invokeExact(fact, argument);
            } catch (RuntimeException | Error unexpected) {
                throw unexpected;
            } catch (Throwable unexpected) {
                throw new IllegalStateException("`" + name + "` failed on " + fact, unexpected);
            }
        }
    }

    /**
     * A number that takes an argument: one code, several codes, or a number.
     *
     * @param list the list of the codes; null if it takes a number
     * @param several whether it takes several codes
     */
    public record PropertyWithArgument(
            String name, @Nullable CodeList list, boolean several, Method method) {

        private static PropertyWithArgument of(Method method) {
            CodeOf codes = method.getParameters()[0].getAnnotation(CodeOf.class);
            return new PropertyWithArgument(
                    method.getName(), codes == null ? null : codes.value(), method.isVarArgs(), method);
        }

        /** The property with these codes in its brackets. */
        public Property of(List<String> codes) {
            return Property.of(method, new Argument(name, list, codes, 0));
        }

        /** The property with this number in its brackets. */
        public Property of(int number) {
            return Property.of(method, new Argument(name, null, List.of(), number));
        }
    }

    /** Accessors that only Java code uses; rules have no words for them. */
    private static final Set<String> NO_WORDS = Set.of(
            "at",
            "asOf",
            "held",
            "roles",
            "claim",
            "id",
            "entry",
            "conclusions",
            "considered",
            "rated",
            "counted",
            "eligible",
            "hashCode",
            "toString");

    private static final Map<String, FactType> ALL = leaves(Fact.class)
            .map(FactType::of)
            .collect(Collectors.toMap(FactType::name, Function.identity(), (one, other) -> one, TreeMap::new));

    /** The fact type with a name; null if there is none. */
    public static @Nullable FactType named(String name) {
        return ALL.get(name);
    }

    /** The fact type of a fact. */
    public static FactType of(Fact fact) {
        FactType known = ALL.get(fact.getClass().getSimpleName());
        if (known == null) {
            throw new IllegalStateException(fact + " has no known fact type");
        }
        return known;
    }

    public static List<FactType> all() {
        return List.copyOf(ALL.values());
    }

    /** Whether each of its facts belongs to one sheet. */
    public boolean ofSheet() {
        return SheetFact.class.isAssignableFrom(type);
    }

    @SuppressWarnings("unchecked") // the leaves of a sealed interface are its subtypes
    private static Stream<Class<? extends Fact>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(FactType::leaves)
                : Stream.of((Class<? extends Fact>) type);
    }

    private static FactType of(Class<? extends Fact> type) {
        Map<String, Property> properties = new TreeMap<>();
        Map<String, PropertyWithArgument> withArgument = new TreeMap<>();
        Map<String, Consequence> consequences = new TreeMap<>();
        Set<String> overridden = new HashSet<>();
        Stream.of(type.getMethods())
                .filter(method -> !method.isBridge() && method.getDeclaringClass() != Object.class)
                .sorted(Comparator.comparing(
                        (Method method) -> method.getDeclaringClass().isInterface()))
                .forEach(method -> {
                    Concludes concludes = method.getAnnotation(Concludes.class);
                    if (concludes != null) {
                        consequences.put(method.getName(), Consequence.of(method, concludes.value()));
                    } else if (method.getParameterCount() == 1 && method.isAnnotationPresent(Unit.class)) {
                        withArgument.put(method.getName(), PropertyWithArgument.of(method));
                    } else if (method.getParameterCount() == 0
                            && method.getReturnType() != void.class
                            && !NO_WORDS.contains(method.getName())) {
                        if (overridden.add(method.getName())) {
                            properties.put(method.getName(), Property.of(annotated(type, method)));
                        }
                    }
                });
        return new FactType(type.getSimpleName(), type, properties, withArgument, consequences);
    }

    /** The declaration that carries the annotations: a record's accessor may implement one of an interface. */
    private static Method annotated(Class<?> type, Method method) {
        if (method.getAnnotations().length > 0) {
            return method;
        }
        return Stream.of(type.getInterfaces())
                .flatMap(FactType::withParents)
                .flatMap(parent -> Stream.of(parent.getDeclaredMethods()))
                .filter(inherited -> inherited.getName().equals(method.getName())
                        && inherited.getParameterCount() == 0
                        && inherited.getAnnotations().length > 0)
                .findFirst()
                .orElse(method);
    }

    private static Stream<Class<?>> withParents(Class<?> type) {
        return Stream.concat(Stream.of(type), Stream.of(type.getInterfaces()).flatMap(FactType::withParents));
    }
}
