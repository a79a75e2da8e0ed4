package org.kentei.http.problem;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.kentei.http.problem.Problem.ProblemType;

/** Names the problems that a resource's method may answer with; the OpenAPI document is made of them. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface PossibleProblems {

    ProblemType[] value();
}
