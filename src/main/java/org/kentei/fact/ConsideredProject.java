package org.kentei.fact;

import org.kentei.candidate.Project;
import org.kentei.vocabulary.Ladder.Rung;
import org.kentei.vocabulary.Sheet;

/** A considered project, laid beside the clauses of one sheet of its field. */
public record ConsideredProject(Sheet at, Project claim, int criteria, Rung role, Conclusions conclusions)
        implements ProjectFact {

    /** Says that the project meets the sheet's own complexity clause. */
    @Concludes(Statement.MEETS_COMPLEXITY)
    public void meetsComplexity() {
        conclude(Statement.MEETS_COMPLEXITY);
    }

    /** Says that the project meets one of the sheet's own size clauses. */
    @Concludes(Statement.MEETS_SIZE)
    public void meetsSize() {
        conclude(Statement.MEETS_SIZE);
    }

    /** Says that the project was done in the role asked, or a higher one, and in one of the phases asked. */
    @Concludes(Statement.PLAYS_ROLE)
    public void playsRole() {
        conclude(Statement.PLAYS_ROLE);
    }

    /** Says that the project shows every accomplishment which the sheet asks of a counted project. */
    @Concludes(Statement.SHOWS_ACCOMPLISHMENTS)
    public void showsAccomplishments() {
        conclude(Statement.SHOWS_ACCOMPLISHMENTS);
    }
}
