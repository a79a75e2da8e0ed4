package org.kentei.fact;

import org.kentei.candidate.Project;
import org.kentei.vocabulary.OrdinalScale.OrdinalLevel;
import org.kentei.vocabulary.Sheet;

/**
 * A considered project after the rules of all sheets of its field have fired.
 *
 * @param complexityLevel the highest level of the field whose complexity clause the project meets; 0 for none
 * @param sizeLevel the highest level of the field with a size clause that the project meets; 0 for none
 * @param inRole whether it was done in the role and a phase of this sheet
 * @param accomplished whether it shows the accomplishments that this sheet requires of every counted project
 */
public record RatedProject(
        ConsideredProject considered, int complexityLevel, int sizeLevel, boolean inRole, boolean accomplished)
        implements ProjectFact {

    @Override
    public Sheet at() {
        return considered.at();
    }

    @Override
    public Project claim() {
        return considered.claim();
    }

    @Override
    public int criteria() {
        return considered.criteria();
    }

    @Override
    public OrdinalLevel role() {
        return considered.role();
    }

    @Override
    public ConclusionListener conclusions() {
        return considered.conclusions();
    }

    @Override
    @Unit("levels")
    @Concluded(ConclusionType.MEETS_COMPLEXITY)
    public int complexityLevel() {
        return complexityLevel;
    }

    @Override
    @Unit("levels")
    @Concluded(ConclusionType.MEETS_SIZE)
    public int sizeLevel() {
        return sizeLevel;
    }

    @Override
    @Concluded(ConclusionType.PLAYS_ROLE)
    public boolean inRole() {
        return inRole;
    }

    @Override
    @Concluded(ConclusionType.SHOWS_ACCOMPLISHMENTS)
    public boolean accomplished() {
        return accomplished;
    }

    /** Concludes that COMPLEXITY is satisfied at the sheet's level by a clause of that level or above. */
    @Concludes(ConclusionType.SATISFIES_COMPLEXITY)
    public void satisfiesComplexity() {
        conclude(ConclusionType.SATISFIES_COMPLEXITY);
    }

    /** Concludes that SIZE is satisfied at the sheet's level by a clause of that level or above. */
    @Concludes(ConclusionType.SATISFIES_SIZE)
    public void satisfiesSize() {
        conclude(ConclusionType.SATISFIES_SIZE);
    }

    /** Concludes that the project is eligible at the sheet ({@code SHARED.ELIGIBLE_PROJECT}). */
    @Concludes(ConclusionType.IS_ELIGIBLE)
    public void isEligible() {
        conclude(ConclusionType.IS_ELIGIBLE);
    }
}
