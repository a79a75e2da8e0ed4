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
 * A word that conditions may use of a fact.
 *
 * @param name the word, such as {@code headcount}
 * @param type what it holds
 * @param unit the unit of a number; null for other things
 * @param codes the list that its codes come from; null where it holds no code
 * @param ofSheet whether it belongs to the sheet rather than to the candidate
 * @param concluded the statement of rules that it sums up; null where it stands for itself
 */
public record Property(
        String name,
        Class<?> type,
        @Nullable String unit,
        @Nullable CodeList codes,
        boolean ofSheet,
        @Nullable ConclusionType concluded,
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

    /** Its value for a fact; null where the candidate did not state it. */
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
