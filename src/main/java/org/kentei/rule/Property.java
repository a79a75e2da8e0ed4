package org.kentei.rule;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.CodeOf;
import org.kentei.fact.Concluded;
import org.kentei.fact.ConclusionType;
import org.kentei.fact.Fact;
import org.kentei.fact.OfSheet;
import org.kentei.fact.Unit;
import org.kentei.vocabulary.CodeList;

/**
 * A property of a fact that conditions may use.
 *
 * @param name its name in rules, such as {@code headcount}, with its argument if it takes one, such as
 *     {@code monthsInPhase("PLANNING")}
 * @param owner the Java type that declares it
 * @param type its Java type
 * @param unit the unit of a number; null for other types
 * @param codes the list of its codes; null if it has no codes
 * @param ofSheet whether it belongs to the sheet rather than to the candidate
 * @param concludedType the conclusions that it sums up; null if it is not made of conclusions
 * @param argument what it has in its brackets; null if it has no brackets
 */
public record Property(
        String name,
        Class<?> owner,
        Class<?> type,
        @Nullable String unit,
        @Nullable CodeList codes,
        boolean ofSheet,
        @Nullable ConclusionType concludedType,
        @Nullable Argument argument,
        MethodHandle accessor) {

    /**
     * What a property has in its brackets.
     *
     * @param property the property without it, such as {@code monthsInPhase}
     * @param list the list of the codes; null for a number
     * @param codes one or more codes; empty for a number
     * @param number a number; 0 for codes
     */
    public record Argument(String property, @Nullable CodeList list, List<String> codes, int number) {

        public Argument {
            codes = List.copyOf(codes);
        }

        /** The argument as a rule writes it. */
        String text() {
            return list == null
                    ? String.valueOf(number)
                    : codes.stream().map(code -> "\"" + code + "\"").collect(Collectors.joining(", "));
        }
    }

    static Property of(Method method) {
        try {
            return of(
                    method, method.getName(), null, MethodHandles.publicLookup().unreflect(method));
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException("The property " + method + " is not public", closed);
        }
    }

    /** The property with something in its brackets. */
    static Property of(Method method, Argument argument) {
        Object value = argument.list() == null
                ? argument.number()
                : method.isVarArgs()
                        ? argument.codes().toArray(String[]::new)
                        : argument.codes().get(0);
        try {
            MethodHandle open = MethodHandles.publicLookup().unreflect(method).asFixedArity();
            return of(
                    method,
                    method.getName() + "(" + argument.text() + ")",
                    argument,
                    MethodHandles.insertArguments(open, 1, value));
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException("The property " + method + " is not public", closed);
        }
    }

    private static Property of(Method method, String name, @Nullable Argument argument, MethodHandle accessor) {
        Unit unit = method.getAnnotation(Unit.class);
        CodeOf codes = method.getAnnotation(CodeOf.class);
        Concluded concluded = method.getAnnotation(Concluded.class);
        return new Property(
                name,
                method.getDeclaringClass(),
                method.getReturnType(),
                unit == null ? null : unit.value(),
                codes == null ? null : codes.value(),
                method.isAnnotationPresent(OfSheet.class),
                concluded == null ? null : concluded.value(),
                argument,
                accessor.asType(MethodType.methodType(Object.class, Fact.class)));
    }

    /** Its name without an argument. */
    public String baseName() {
        return argument == null ? name : argument.property();
    }

    /** Two readings of one property are equal; each of them has an accessor of its own. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Property property && name.equals(property.name) && owner == property.owner;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Its value for a fact; null if the candidate did not state it. */
    public @Nullable Object value(Fact fact) {
        try {
            return accessor.invokeExact(fact);
        } catch (Throwable unexpected) {
            throw new IllegalStateException("The property " + name + " of " + fact + " cannot be read", unexpected);
        }
    }

    public boolean number() {
        return type == int.class || type == Long.class;
    }

    public boolean truth() {
        return type == boolean.class;
    }
}
