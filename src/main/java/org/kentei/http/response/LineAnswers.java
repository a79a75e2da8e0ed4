package org.kentei.http.response;

import jakarta.enterprise.context.ApplicationScoped;
import org.kentei.bulk.LineOutcome;
import org.kentei.bulk.LineOutcome.Failed;
import org.kentei.bulk.LineOutcome.Stored;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.ProblemMappers;

/** Makes the lines with which streams and jobs are answered. */
@ApplicationScoped
public class LineAnswers {

    private static final int CREATED = 201;

    private final ProblemMappers problems;

    public LineAnswers(ProblemMappers problems) {
        this.problems = problems;
    }

    /**
     * The answer to a line.
     *
     * @param full whether the whole result is asked for in place of the compact one
     */
    public LineAnswer of(LineOutcome outcome, boolean full) {
        if (outcome instanceof Failed failed) {
            Problem problem = problems.ofLine(failed.cause(), failed.assessmentId());
            return new LineAnswer(failed.line(), failed.candidateId(), problem.status(), null, problem);
        }
        Stored stored = (Stored) outcome;
        String result = full ? stored.result() : stored.compactResult().get();
        return new LineAnswer(stored.line(), stored.candidateId(), CREATED, result, null);
    }
}
