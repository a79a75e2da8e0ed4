package org.kentei.rule;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
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
 * @param name its name in rules, such as {@code headcount}
 * @param type its Java type
 * @param unit the unit of a number; null for other types
 * @param codes the list of its codes; null if it has no codes
 * @param ofSheet whether it belongs to the sheet rather than to the candidate
 * @param concludedType the conclusions that it sums up; null if it is not made of conclusions
 */
public record Property(
        String name,
        Class<?> type,
        @Nullable String unit,
        @Nullable CodeList codes,
        boolean ofSheet,
        @Nullable ConclusionType concludedType,
        MethodHandle accessor) {

    static Property of(Method method) {
        Unit unit = method.getAnnotation(Unit.class);
        CodeOf codes = method.getAnnotation(CodeOf.class);
        Concluded concluded = method.getAnnotation(Concluded.class);
        try {
            return new Property(
                    method.getName(),
                    method.getReturnType(),
                    unit == null ? null : unit.value(),
                    codes == null ? null : codes.value(),
                    method.isAnnotationPresent(OfSheet.class),
                    concluded == null ? null : concluded.value(),
                    MethodHandles.publicLookup()
                            .unreflect(method)
                            .asType(MethodType.methodType(Object.class, Fact.class)));
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException("The property " + method + " is not public", closed);
        }
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
