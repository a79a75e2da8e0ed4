package org.kentei.fact;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a property that sums up what rules said with a statement. A shortfall in it is reported by the conditions of
 * those rules, since they are what the candidate can do something about.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Concluded {

    ConclusionType value();
}
