package org.kentei.http.job;

import java.util.List;
import org.kentei.assessment.Decision;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.response.LineAnswer;

/** Lines of a job's files that no decision made. */
final class JobAnswers {

    private static final Problem ERASED = ProblemType.ERASED.problem("The candidate was erased.", List.of());

    private JobAnswers() {}

    /** The line for a candidate that was erased. */
    static String erased(long line) {
        return Decision.write(new LineAnswer(line, null, ERASED.status(), null, ERASED));
    }
}
