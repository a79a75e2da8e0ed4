package org.kentei.fact;

import org.kentei.candidate.Project;
import org.kentei.vocabulary.OrdinalScale.OrdinalLevel;
import org.kentei.vocabulary.Sheet;

/** A considered project, laid beside the clauses of one sheet of its field. */
public record ConsideredProject(
        Sheet at, Project claim, int criteria, OrdinalLevel role, ConclusionListener conclusions)
        implements ProjectFact {

    /** Says that the project meets the sheet's own complexity clause. */
    @Concludes(ConclusionType.MEETS_COMPLEXITY)
    public void meetsComplexity() {
        conclude(ConclusionType.MEETS_COMPLEXITY);
    }

    /** Says that the project meets one of the sheet's own size clauses. */
    @Concludes(ConclusionType.MEETS_SIZE)
    public void meetsSize() {
        conclude(ConclusionType.MEETS_SIZE);
    }

    /** Says that the project was done in the role asked, or a higher one, and in one of the phases asked. */
    @Concludes(ConclusionType.PLAYS_ROLE)
    public void playsRole() {
        conclude(ConclusionType.PLAYS_ROLE);
    }

    /** Says that the project shows every accomplishment which the sheet asks of a counted project. */
    @Concludes(ConclusionType.SHOWS_ACCOMPLISHMENTS)
    public void showsAccomplishments() {
        conclude(ConclusionType.SHOWS_ACCOMPLISHMENTS);
    }
}
