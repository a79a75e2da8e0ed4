package org.kentei.fact;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.kentei.vocabulary.CodeList;

/** Names the list of the vocabulary with a property's codes. A rule that uses another code is refused. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface CodeOf {

    CodeList value();
}
