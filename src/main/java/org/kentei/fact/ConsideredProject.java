package org.kentei.fact;

import org.kentei.candidate.Project;
import org.kentei.vocabulary.OrdinalScale.OrdinalLevel;
import org.kentei.vocabulary.Sheet;

/** A considered project, to be matched by the rules of one sheet of its field. */
public record ConsideredProject(
        Sheet at, Project claim, int criteria, OrdinalLevel role, ConclusionListener conclusions)
        implements ProjectFact {

    /** Concludes that the project meets the sheet's own complexity clause. */
    @Concludes(ConclusionType.MEETS_COMPLEXITY)
    public void meetsComplexity() {
        conclude(ConclusionType.MEETS_COMPLEXITY);
    }

    /** Concludes that the project meets one of the sheet's own size clauses. */
    @Concludes(ConclusionType.MEETS_SIZE)
    public void meetsSize() {
        conclude(ConclusionType.MEETS_SIZE);
    }

    /** Concludes that the project was done in the required role, or a higher one, and in one of the required phases. */
    @Concludes(ConclusionType.PLAYS_ROLE)
    public void playsRole() {
        conclude(ConclusionType.PLAYS_ROLE);
    }

    /** Concludes that the project shows every accomplishment that the sheet requires of a counted project. */
    @Concludes(ConclusionType.SHOWS_ACCOMPLISHMENTS)
    public void showsAccomplishments() {
        conclude(ConclusionType.SHOWS_ACCOMPLISHMENTS);
    }
}
