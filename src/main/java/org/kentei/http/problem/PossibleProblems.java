package org.kentei.http.problem;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.kentei.http.problem.Problem.ProblemType;

/** The problems with which a method may answer. The OpenAPI document lists them. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface PossibleProblems {

    ProblemType[] value();
}
