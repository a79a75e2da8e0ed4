package org.kentei.fact;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a property that sums up conclusions of other rules. A shortfall in it is reported by the conditions of those
 * rules, because the candidate can change only those.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Concluded {

    ConclusionType value();
}
