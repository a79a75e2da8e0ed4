package org.kentei.fact;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.kentei.vocabulary.CodeList;

/**
 * Names the list of the vocabulary with the codes of a property, or of the argument in its brackets. A rule that uses
 * another code is refused.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface CodeOf {

    CodeList value();
}
